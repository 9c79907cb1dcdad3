/** What wasm-bindgen writes to `dist/glue.js` from `src/wasm/`, of the feature `wasm-screen`. Results are plain objects. */

import type {
  EntryFilter,
  EntryRow,
  FilterCount,
  Inspection,
  PanelInfo,
  Progress,
  Query,
  Verdict,
  ViewCounts,
  Track,
} from "./types.js";

export default function init(options: { module_or_path: unknown }): Promise<unknown>;
/** A new instance of the same module; objects of the former one throw from then on. */
export function __wbg_reset_state(): void;
/** What the instance exports, once there is one. */
export function initSync(): { memory: WebAssembly.Memory };

export class Panel {
  private constructor();
  /** The head of a `.gsp` of so many bytes, and the SHA-256 of head and annotation, one behind the other. */
  static open(head: Uint8Array, length?: number, digests?: Uint8Array): Panel;
  /** Before anything is reported, counted or listed. */
  loadAnnotation(bytes: Uint8Array, digest?: Uint8Array): void;
  count(filter: EntryFilter): FilterCount;
  info(): PanelInfo;
  /** One line of JSON. */
  infoJson(): string;
  infoTable(language: string): string;
  free(): void;
}

export class Inspect {
  constructor(build?: string, map?: string);
  static beside(panel: Panel, build?: string, map?: string): Inspect;
  /** True once it is enough. */
  push(bytes: Uint8Array): boolean;
  /** Consumes the look. */
  finish(): Inspection;
  free(): void;
}

export class Screen {
  constructor(
    panel: Panel,
    options: {
      inputName: string;
      samples?: string[];
      build?: string;
      all?: boolean;
      /** Options as the command names them, without dashes. */
      stated?: string[];
      /** The text of a contig map. */
      contigMap?: string;
      filter?: EntryFilter;
      /** The code of why an index is not used. */
      indexRefused?: string;
      run?: { surface: string; workers: number };
    },
  );
  /** A BED, before the file. */
  pushCallable(bytes: Uint8Array): void;
  callableDone(name: string): void;
  push(bytes: Uint8Array): void;
  progress(): Omit<Progress, "bytesTotal">;
  hasHeader(): boolean;
  /** The screen of a part, from one byte to another; nothing where the file cannot be cut. */
  part(from: number, to: number): Screen | undefined;
  isEnough(): boolean;
  /** The screen of what an index says; nothing where it saves too little. */
  alongIndex(index: Uint8Array, size: number): Screen | undefined;
  /** The bytes to push next, from and to; nothing once all were. */
  nextRange(): ArrayLike<number> | undefined;
  /** Has a part keep its records as lines, for `partialBytes`. */
  keepLines(): void;
  /** Consumes the screen. */
  partial(): Partial;
  /** Consumes the screen. */
  partialBytes(): Uint8Array<ArrayBuffer>;
  readPartial(bytes: Uint8Array): Partial;
  /** Consumes the parts. Nothing where the file is to be screened as one. */
  finishParts(parts: Partial[]): Report | undefined;
  /** Consumes the screen. */
  finish(): Report;
  free(): void;
}

/** The evidence of a part. */
export class Partial {
  private constructor();
  free(): void;
}

export class Report {
  private constructor();
  jsonPiece(number: number): string | undefined;
  /** The report with an empty list of verdicts. */
  overview(): string;
  tsv(): string;
  table(language: string): string;
  exitCode(): number;
  setFilter(filter: EntryFilter): void;
  view(query: Query): View;
  rows(view: View, from: number, to: number): RawRow[];
  /** `only`: a chromosome, or empty for all. */
  tracks(sample: number, bins: number, only: string): Track[];
  reader(line: bigint): RecordReader;
  rescreen(number: number, sample: number): Rescreen;
  /** Consumes the screen. */
  evidence(rescreen: Rescreen): RawRow;
  free(): void;
}

export class Rescreen {
  private constructor();
  push(bytes: Uint8Array): void;
  progress(): Omit<Progress, "bytesTotal">;
  free(): void;
}

export class RecordReader {
  private constructor();
  from(): bigint;
  /** True once the line is there. */
  push(bytes: Uint8Array): boolean;
  /** Consumes the reader. */
  finish(): string;
  free(): void;
}

export type RawRow = Pick<EntryRow, "number" | "significanceClass" | "stars"> & {
  verdict: Verdict;
};

export class View {
  private constructor();
  counts(): ViewCounts;
  free(): void;
}

export function version(): string;
/** The text of `messages.tsv`, which a new instance lacks. */
export function setMessages(table: string): void;
export function messages(language: string): Record<string, string>;
