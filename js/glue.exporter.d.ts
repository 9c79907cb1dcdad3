/** What wasm-bindgen writes to `dist/glue.exporter.js` from `src/wasm/`, of the feature `wasm-export`. */

import type { ExportSurvey } from "./types.js";

export default function init(options: { module_or_path: unknown }): Promise<unknown>;
/** A new instance of the same module; objects of the former one throw from then on. */
export function __wbg_reset_state(): void;
/** What the instance exports, once there is one. */
export function initSync(): { memory: WebAssembly.Memory };

/** The JSON of a report in pieces; undefined behind the last. */
export type Next = () => Uint8Array | undefined;

/** A report that is to be exported, once it was read through. */
export class Export {
  free(): void;
  constructor(
    options: {
      scope: string;
      samples: string;
      language: string;
      bom: boolean;
      crlf: boolean;
      created: string;
    },
    next: Next,
    pedigree?: Uint8Array,
  );
  survey(): ExportSurvey;
  write(form: string, next: Next, take: (piece: Uint8Array<ArrayBuffer>) => void): void;
  subset(next: Next, name: string | undefined, bytes: bigint | undefined): Subset;
}

/** The records behind a report. */
export class Subset {
  free(): void;
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  /** It is used up. */
  finish(): Uint8Array<ArrayBuffer>;
}

export function version(): string;
export function setMessages(table: string): void;
export function messages(language: string): Record<string, string>;
