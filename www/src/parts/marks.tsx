/** The marks of the states: each is a sign on a sequence line. The word always stands beside. */
import type { State } from "genosieve";
import type { JSX } from "preact";

const thin = { stroke: "currentColor", "stroke-width": "2", fill: "none" };
const line = (d: string) => <path d={d} {...thin} />;
const solid = (d: string) => <path d={d} fill="currentColor" />;
/** Made anew for each place: a drawn element belongs to one place only. */
const frame = () => (
  <rect
    x="5"
    y="1.5"
    width="20"
    height="15"
    rx="3"
    fill="none"
    stroke="currentColor"
    stroke-width="1.4"
    stroke-dasharray="2.4 2.2"
  />
);

const SHAPES: Record<State, () => JSX.Element> = {
  carried: () => (
    <>
      {line("M0 9h30")}
      {solid("M15 2l7 7-7 7-7-7z")}
    </>
  ),
  notCarried: () => line("M0 9h30M15 2.5v13"),
  notAssessed: () => (
    <>
      {line("M0 9h7M23 9h7")}
      <path d="M11 9h.01M15 9h.01M19 9h.01" {...thin} stroke-linecap="round" />
    </>
  ),
  indeterminate: () => (
    <>
      {line("M0 9h8M22 9h8M15 2.8l6.2 6.2-6.2 6.2-6.2-6.2z")}
      {solid("M15 2.8v12.4L8.8 9z")}
    </>
  ),
  carriedAssumed: () => (
    <>
      {frame()}
      {line("M0 9h10M20 9h10M15 4.6l4.4 4.4-4.4 4.4-4.4-4.4z")}
    </>
  ),
  notCarriedAssumed: () => (
    <>
      {frame()}
      {line("M0 9h30M15 4.5v9")}
    </>
  ),
};

export function Mark({ state }: { state: State }) {
  return (
    <svg class={`mark ${state}`} viewBox="0 0 30 18" aria-hidden="true">
      {SHAPES[state]()}
    </svg>
  );
}

/** The same within a drawing, whose units are pixels. */
export function DrawnMark({ state, x, y }: { state: State; x: number; y: number }) {
  return <g transform={`translate(${x} ${y})`}>{SHAPES[state]()}</g>;
}

export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1.2" y="1.2" width="29.6" height="29.6" rx="8.5" {...thin} />
      <path d="M7 10h18M7 22h18M7 16h4.5M20.5 16H25" {...thin} stroke-linecap="round" />
      {solid("M16 11.2l4.8 4.8-4.8 4.8-4.8-4.8z")}
    </svg>
  );
}

const ICONS = {
  sent: "M5 13v5.2c0 1 .8 1.8 1.8 1.8h10.4c1 0 1.8-.8 1.8-1.8V15M12 15V7.5M8.8 9.8 12 6.5l3.2 3.3M4 3.5l16.5 17",
  wipe: "M6 6l12 12M18 6L6 18",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5",
  left: "M14.5 5.5 8 12l6.5 6.5",
  right: "M9.5 5.5 16 12l-6.5 6.5",
  close: "M6 6l12 12M18 6L6 18",
  library: "M5 4.5v15M9.5 4.5v15M5 4.5h4.5M5 19.5h4.5M13.2 5.6l3.9-1 3.6 14-3.9 1z",
  settings:
    "M4 7h9M19 7h1M4 17h1M11 17h9M16 9.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM8 19.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.4 9.6a2.6 2.6 0 1 1 4.8 1.5c-.7 1-2.2 1.3-2.2 2.7M12 16.9v.01",
  narrow: "M4 7h16M7 12h10M10 17h4",
  save: "M12 4v10.5M8 11l4 4 4-4M5 19.5h14",
} as const;

export function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={ICONS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** Three small pictures of the first screen, drawn with the same line. */
const PICTURES = {
  local: [
    "M8 3h28a3 3 0 0 1 3 3v13H5V6a3 3 0 0 1 3-3zM2 23.5h40M14 11h5M25 11h5",
    "M22 7l4 4-4 4-4-4z",
  ],
  silence: ["M2 8h40M22 2v12M2 20h12M30 20h12M18 20h.01M22 20h.01M26 20h.01", ""],
  evidence: ["M2 7h40M2 13h12M30 13h12M2 19h40M14 7.5h16v11H14zM18 13h8", ""],
} as const;

export function Picture({ name }: { name: keyof typeof PICTURES }) {
  const [drawn, filled] = PICTURES[name];
  return (
    <svg class="picture" viewBox="0 0 44 26" aria-hidden="true">
      <path d={drawn} {...thin} stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
      {filled && solid(filled)}
    </svg>
  );
}

/** A finding on a line between two silent ones: the drop zone's picture. */
export function DropPicture() {
  return (
    <svg class="drop-picture" viewBox="0 0 172 60" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.6">
        <path d="M0 6h172M36 1v10M104 1v10M0 54h172M70 49v10M140 49v10" opacity=".45" />
        <path
          d="M0 30h34M50 30h122M126 23v14M150 23v14M38 30h.01M42 30h.01M46 30h.01"
          stroke-width="2"
          stroke-linecap="round"
        />
      </g>
      <path d="M86 17l13 13-13 13-13-13z" fill="currentColor" />
    </svg>
  );
}
