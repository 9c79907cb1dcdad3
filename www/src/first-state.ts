/** What the page knows before anything was given, and what it forgets with a file. */
import type { Language } from "genosieve";

import { NOTHING_TYPED, type State } from "./model.js";
import { SETTINGS } from "./settings.js";

/** What is said of a file that nobody has said anything of. */
export const UNSAID = {
  build: undefined,
  overriding: false,
  choosing: false,
  contigMap: undefined,
  samples: [],
  together: undefined,
  opened: false,
} satisfies Partial<State>;

/** Without a file. */
export const EMPTY = {
  stage: { at: "start" },
  progress: undefined,
  ...UNSAID,
} satisfies Partial<State>;

export function firstState(language: Language): State {
  return {
    ...EMPTY,
    language,
    settings: SETTINGS,
    resources: undefined,
    demo: "loading",
    choices: [],
    tab: "disease",
    chosen: undefined,
    disease: undefined,
    count: undefined,
    building: undefined,
    preview: undefined,
    genes: undefined,
    typed: NOTHING_TYPED,
    listFailure: undefined,
    requests: { made: 0, stopped: 0 },
    updated: false,
    said: undefined,
  };
}
