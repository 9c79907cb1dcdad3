/** What the shell and the sealed page say to each other: bytes one way; fixed words the other, and files to save. */
import type { Language, PanelInfo } from "genosieve";

import type { Requests } from "../model.js";

export type Bytes = Uint8Array<ArrayBuffer>;

export const MODULE_NAMES = ["wasm", "compiler", "describer"] as const;
export type ModuleName = (typeof MODULE_NAMES)[number];

/** In the order in which they are wanted. */
export const FILE_NAMES = [
  "wasm",
  "compiler",
  "sentinels38",
  "sentinels37",
  "pgx38",
  "pgx37",
  "diseases",
  "notes",
  "actionable",
  "describer",
  "genome",
] as const;
export type FileName = (typeof FILE_NAMES)[number];

/** A file that the shell loaded, and its bytes on the way. */
export interface Loaded {
  name: string;
  bytes: number;
}

/** A panel that the library keeps; of its bytes nothing was read yet. */
export interface KeptPanel {
  id: string;
  info: PanelInfo;
  file: File;
}

/** From the shell to the sealed page. */
export type Handed =
  /** `library`: whether there is one to go to. */
  | { kind: "begin"; language: Language; policy: string; library: boolean }
  /** Undefined: it could not be loaded. */
  | { kind: "file"; name: FileName; bytes: Bytes | undefined }
  | { kind: "kept"; panels: KeptPanel[] }
  | { kind: "loaded"; files: Loaded[] }
  /** Another build of the page is there, for when it is next opened. */
  | { kind: "update" }
  /** Of the shell, since a file was opened. */
  | { kind: "requests"; requests: Requests };

export const SCREENS = ["start", "checked", "running", "result", "error"] as const;
export type ScreenName = (typeof SCREENS)[number];

/**
 * From the sealed page to the shell. A word that is none of these is not heard, and none of them makes the
 * shell ask a network for anything: `library` leads the whole tab to the other page of this site.
 */
export type Word = "ready" | "opened" | `library:${Language}` | `${Language}:${ScreenName}`;

/**
 * The one thing besides: a file that the person saves. The shell hands it to the browser as bytes, and does
 * nothing else with it.
 */
export interface Save {
  kind: "save";
  name: string;
  content: Blob;
}
