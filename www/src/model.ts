/** What the page knows. One screen at a time; nothing of it is ever in an address or a storage. */
import type { Build, Inspection, Language } from "genosieve";

import type { Failure, JobProgress, PackedPanel, Summary } from "./job/protocol.js";
import type { Resources } from "./resources.js";
import type { Say } from "./text/index.js";

/** A list that can be chosen: one panel for each build that it is there for. */
export interface Choice {
  id: string;
  /** The file's name; undefined for the built-in one, which has a name in each language. */
  name: string | undefined;
  panels: PackedPanel[];
}

/** A file whose beginning was read. */
export interface Checked {
  file: File;
  inspection: Inspection;
  /** Which panel of the chosen list fits its build; undefined where nobody can tell. */
  panel: number | undefined;
}

export type Stage =
  | { at: "start" }
  | { at: "checking"; file: File }
  | { at: "checked"; checked: Checked; starting: boolean }
  | { at: "running"; checked: Checked; since: number }
  | { at: "result"; checked: Checked; summary: Summary; seconds: number }
  | { at: "error"; failure: Failure; during: During };

/** What was being done when something failed; it says what a remedy can do. */
export type During = "boot" | "panel" | "check" | "screen" | "result";

/** Something that happened, to be said by a live region in the language of then. */
export interface Announcement {
  text: (say: Say) => string;
  assertive: boolean;
}

export interface Requests {
  made: number;
  stopped: number;
}

export interface State {
  language: Language;
  /** Undefined while the page still loads. */
  resources: Resources | undefined;
  demo: File | "loading" | "gone";
  choices: Choice[];
  /** Id of the chosen list. */
  chosen: string | undefined;
  /** The source of a list that is being built. */
  building: { name: string; progress: JobProgress | undefined } | undefined;
  /** The build that the person set, over all evidence. */
  build: Build | undefined;
  /** Whether the person is about to set the build: the list waits for it. */
  overriding: boolean;
  /** The samples to look at; undefined for all of them. */
  samples: string[] | undefined;
  stage: Stage;
  progress: JobProgress | undefined;
  requests: Requests;
  said: Announcement | undefined;
}

export const SENTINELS = "sentinels";

/** The file at hand, on whichever screen. */
export function fileOf(stage: Stage): File | undefined {
  if (stage.at === "checking") return stage.file;
  return "checked" in stage ? stage.checked.file : undefined;
}
