/** The marks of the states: each is a sign on a sequence line. The word always stands beside. */
import type { State } from "genosieve";
import { svg } from "./dom.js";

const thin = { stroke: "currentColor", "stroke-width": "2", fill: "none" };
const frame = () =>
  svg("rect", {
    x: "5",
    y: "1.5",
    width: "20",
    height: "15",
    rx: "3",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.4",
    "stroke-dasharray": "2.4 2.2",
  });
const line = (d: string) => svg("path", { d, ...thin });
const solid = (d: string) => svg("path", { d, fill: "currentColor" });

const SHAPES: Record<State, () => SVGElement[]> = {
  carried: () => [line("M0 9h30"), solid("M15 2l7 7-7 7-7-7z")],
  notCarried: () => [line("M0 9h30M15 2.5v13")],
  notAssessed: () => [
    line("M0 9h7M23 9h7"),
    svg("path", { d: "M11 9h.01M15 9h.01M19 9h.01", ...thin, "stroke-linecap": "round" }),
  ],
  indeterminate: () => [
    line("M0 9h8M22 9h8M15 2.8l6.2 6.2-6.2 6.2-6.2-6.2z"),
    solid("M15 2.8v12.4L8.8 9z"),
  ],
  carriedAssumed: () => [frame(), line("M0 9h10M20 9h10M15 4.6l4.4 4.4-4.4 4.4-4.4-4.4z")],
  notCarriedAssumed: () => [frame(), line("M0 9h30M15 4.5v9")],
};

export function mark(state: State): SVGElement {
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 30 18", "aria-hidden": "true" },
    ...SHAPES[state](),
  );
}

export function logo(): SVGElement {
  return svg(
    "svg",
    { class: "logo", viewBox: "0 0 32 32", "aria-hidden": "true" },
    svg("rect", { x: "1.2", y: "1.2", width: "29.6", height: "29.6", rx: "9", ...thin }),
    svg("path", { d: "M7 10h18M7 22h18M7 16h4.5M20.5 16H25", ...thin, "stroke-linecap": "round" }),
    solid("M16 11.2l4.8 4.8-4.8 4.8-4.8-4.8z"),
  );
}
