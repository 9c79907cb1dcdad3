/** What wasm-bindgen writes to `dist/glue.describer.js` from `src/wasm/`, of the feature `wasm-describe`. */

import type { EntryFilter, GeneList } from "./types.js";

export default function init(options: { module_or_path: unknown }): Promise<unknown>;
/** A new instance of the same module; objects of the former one throw from then on. */
export function __wbg_reset_state(): void;
/** What the instance exports, once there is one. */
export function initSync(): { memory: WebAssembly.Memory };

/** As `panel info` prints it: JSON without a language, else for people. */
export function panelFacts(bytes: Uint8Array, filter: EntryFilter, language?: string): string;
/** As `panel diff` prints it: `json`, `tsv`, or a language. */
export function panelDifference(from: Uint8Array, to: Uint8Array, form: string): string;
/** The gene table is HGNC's complete set. */
export function readGenes(
  bytes: Uint8Array,
  table: Uint8Array | undefined,
  options: { minConfidence: number },
): GeneList;
export function version(): string;
export function setMessages(table: string): void;
export function messages(language: string): Record<string, string>;
