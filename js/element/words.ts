/**
 * What the sealed page and what stands around it say to each other: bytes go in; fixed words come out, and what the
 * person saves. The shell stands around the sealed page, and on a page that embeds it an element around the shell.
 */
import type { Language, PanelInfo } from "../types.js";

/** Bytes that are no view of shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const MODULE_NAMES = ["wasm", "compiler", "describer", "exporter", "family"] as const;
export type ModuleName = (typeof MODULE_NAMES)[number];

/** In the order in which they are wanted. */
export const FILE_NAMES = [
  "screens",
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
  "exporter",
  "family",
  "genome",
] as const;
export type FileName = (typeof FILE_NAMES)[number];

/** What a first file does not wait for. */
export const LATER: readonly FileName[] = ["describer", "exporter", "family", "genome"];

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

/** What a thread asked a network for. */
export interface Requests {
  made: number;
  stopped: number;
}

/** Which colours are shown; "auto": those of the device. */
export type Theme = "auto" | "light" | "dark";
export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

/** Of an embedding page, by the names of their properties in CSS. */
export const STYLE_NAMES = ["radius", "font"] as const;
export type StyleName = (typeof STYLE_NAMES)[number];

/** What an embedding page sets of the looks, from the beginning or anew; what is not there stays. */
export interface Look {
  language?: Language;
  theme?: Theme;
  styles?: Partial<Record<StyleName, string>>;
}

/** Texts that stand in place of the frame's own, by language and key. */
export type Messages = Partial<Record<Language, Readonly<Record<string, string>>>>;

/** What an embedding page sets once. */
export interface Asked {
  look: Look;
  messages: Messages;
  /** Whether it asks for the report. */
  report: boolean;
}

/** What the sealed page knows of a page that embeds it. */
export interface Embedding extends Asked {
  /** As the browser tells it; undefined where that page has none that could be named. */
  origin: string | undefined;
}

/** From what stands around to the inside: a file, or undefined where it could not be loaded. */
export type HandedFile = { kind: "file"; name: FileName; bytes: Bytes | undefined };

/** From an element to the shell within it. */
export type FromElement =
  | { kind: "begin"; asked: Asked }
  | HandedFile
  /** Panels (`.gsp`) of the embedding page. */
  | { kind: "panels"; panels: Blob[] }
  | { kind: "look"; look: Look };

/** From the shell to the sealed page. */
export type Handed =
  /** `library`: whether there is one to go to. */
  | {
      kind: "begin";
      language: Language;
      policy: string;
      library: boolean;
      embedding: Embedding | undefined;
    }
  | HandedFile
  | { kind: "kept"; panels: KeptPanel[] }
  | { kind: "loaded"; files: Loaded[] }
  /** Another build of the page is there, for when it is next opened. */
  | { kind: "update" }
  /** Of the shell, since a file was opened. */
  | { kind: "requests"; requests: Requests }
  | Exclude<FromElement, { kind: "begin" } | HandedFile>;

/** A screen of the page: before a file is there, its check, the comparison, what was found, what failed. */
export type ScreenName = "start" | "checked" | "running" | "result" | "error";
export const SCREENS = ["start", "checked", "running", "result", "error"] as const;

/** What a policy can take away of what the inside cannot be without, and what it was given and cannot use. */
export const INNER_FAULTS = ["script", "style", "wasm", "worker", "panels"] as const;
export type InnerFault = (typeof INNER_FAULTS)[number];

/**
 * From the sealed page to the shell. A word that is none of these is not heard, and none of them makes the
 * shell ask a network for anything: `library` leads the whole tab to the other page of this site.
 */
export type Word =
  "ready" | "opened" | `library:${Language}` | `${Language}:${ScreenName}` | Passed;

/** Those that mean something to an embedding page alone: the frame takes files; something is missing. */
export type Passed = "able" | `fault:${InnerFault}`;

/**
 * The one thing besides: a file that the person saves. The shell hands it to the browser as bytes, and does
 * nothing else with it.
 */
export interface Save {
  kind: "save";
  name: string;
  content: Blob;
}

/** And another on a page that embeds it and asks for it: the report, once the person has agreed. */
export interface Handover {
  kind: "report";
  text: string;
}
