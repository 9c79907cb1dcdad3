/** What wasm-bindgen writes to `dist/glue.compiler.js` from `src/wasm/`, of the feature `wasm-compile`. */

export default function init(options: { module_or_path: unknown }): Promise<unknown>;
/** A new instance of the same module; objects of the former one throw from then on. */
export function __wbg_reset_state(): void;
/** What the instance exports, once there is one. */
export function initSync(): { memory: WebAssembly.Memory };

export class PanelBuilder {
  constructor(options: { name: string; sourceName: string; build?: string; keepInfo?: string[] });
  push(bytes: Uint8Array): void;
  sourceDone(): void;
  pushReference(bytes: Uint8Array): void;
  /** Once its first bytes were pushed. */
  nameReference(name: string): void;
  /** The bytes of a `.gsp`. Consumes the builder. */
  finish(): Uint8Array<ArrayBuffer>;
  free(): void;
}

export function version(): string;
export function setMessages(table: string): void;
export function messages(language: string): Record<string, string>;
