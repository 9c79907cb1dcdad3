/** The second script of the page: handed over as text, run within the first, and used wherever one of its parts is shown. */
import type { ComponentType, VNode } from "preact";

import { tell, textOf, type Given } from "./given.js";
import { runScript } from "./job/script.js";
import { addTexts, replaceTexts } from "./text/index.js";

export type Screens = typeof import("./screens.js");

let screens: Screens | undefined;

/** Waits for it and runs it; nothing of it is there before. */
export async function loadSecond(given: Given): Promise<Screens> {
  const all = (screens = run(await textOf(given, "screens")));
  addTexts(all.laterTexts);
  replaceTexts(given.embedding?.messages ?? {});
  return all;
}

function run(script: string): Screens {
  // What each part of the two scripts exports, in their order (`build/split.ts`).
  const { parts } = globalThis as unknown as { parts: readonly Partial<Screens>[] };
  runScript(script);
  const last = parts.at(-1);
  if (last?.laterTexts) return last as Screens;
  // The policy of a page around this one does not name it, or it stopped.
  tell("fault:script");
  throw new Error("the second script did not run");
}

/** Whether it is there. */
export const hasSecond = () => screens !== undefined;

type Component = {
  [K in keyof Screens]: Screens[K] extends (props: never) => VNode | null ? K : never;
}[keyof Screens];
type PropsOf<K extends Component> = Parameters<Screens[K]>[0];

/** One of its components. The little while until it is there, `Instead` stands in its place, or nothing. */
export function part<K extends Component>(name: K, Instead?: ComponentType<PropsOf<K>>) {
  return function Part(props: PropsOf<K>) {
    const Whole = (screens?.[name] as ComponentType<PropsOf<K>> | undefined) ?? Instead;
    return Whole ? <Whole {...props} /> : null;
  };
}
