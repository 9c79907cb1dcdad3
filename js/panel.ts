import { Handle, type Core, type Screening } from "./core.js";
import type * as Raw from "./glue.js";
import { optionError } from "./error.js";
import { collect } from "./source.js";
import type { Language, OpenOptions, PanelInfo, Source } from "./types.js";

/**
 * An immutable set of entries on one build, in wasm memory. It can be screened against any number
 * of files. Memory is given back by `free()`, or when the garbage collector finds it.
 */
export class Panel {
  readonly #handle: Handle<Raw.Panel>;
  /** The bytes that it was opened from: workers open them too. */
  #bytes: Uint8Array | undefined;
  /** @internal The SHA-256 that was made of them. */
  readonly digest: Uint8Array | undefined;
  readonly info: PanelInfo;

  /** @internal Use {@link compilePanel} or {@link openPanel}. */
  constructor(handle: Handle<Raw.Panel>, bytes?: Uint8Array, digest?: Uint8Array) {
    this.#handle = handle;
    this.#bytes = bytes;
    this.digest = digest;
    this.info = handle.use((raw) => raw.info());
  }

  /** The panel as a `.gsp` file. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#handle.use((raw) => raw.toBytes());
  }

  /** @internal The same, made once. */
  bytes(): Uint8Array {
    this.#bytes ??= this.toBytes();
    return this.#bytes;
  }

  /** What `genosieve panel info --format json` prints. */
  json(): string {
    return this.#handle.use((raw) => raw.infoJson());
  }

  /** What `genosieve panel info` prints. */
  table(language: Language = "en"): string {
    return this.#handle.use((raw) => raw.infoTable(language));
  }

  free(): void {
    this.#handle.free();
  }

  /** @internal */
  get handle(): Handle<Raw.Panel> {
    return this.#handle;
  }
}

/**
 * A `known` digest is that of a thread which has opened the same bytes: this one then makes no workers
 * and does not keep them.
 */
export async function open(
  core: Core<Screening>,
  source: Source,
  options: OpenOptions,
): Promise<Panel> {
  const bytes = await collect(source, options.signal);
  const digest = await sha256(bytes.subarray(HASHED_FROM));
  return new Panel(new Handle(core, (wasm) => wasm.Panel.open(bytes, digest)), bytes, digest);
}

/** In a worker, what this package opened in another thread, whose SHA-256 was made there. */
export function openAgain(core: Core<Screening>, bytes: Uint8Array, digest?: Uint8Array): Panel {
  return new Panel(new Handle(core, (wasm) => wasm.Panel.open(bytes, digest)));
}

/** What was compiled a moment ago: the SHA-256 in it was made then. */
export function openCompiled(core: Core<Screening>, bytes: Uint8Array): Panel {
  const digest = bytes.slice(HASH_AT, HASHED_FROM);
  return new Panel(new Handle(core, (wasm) => wasm.Panel.open(bytes, digest)), bytes, digest);
}

/** Where the SHA-256 in a `.gsp` stands, and the first byte that it covers (`docs/panel-format.md`). */
const HASH_AT = 8;
const HASHED_FROM = 40;

/** By the platform, which has it in native code; nothing where it is not there (pages without TLS). */
async function sha256(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  const digest = await subtle?.digest("SHA-256", bytes as BufferSource).catch(() => undefined);
  return digest && new Uint8Array(digest);
}

/** The first bytes of a `.gsp` (`docs/panel-format.md`). */
export const MAGIC = [0x47, 0x53, 0x50, 0x1a];

/** Whether these first bytes are those of a `.gsp`. */
export function isPanelFile(head: Uint8Array): boolean {
  return MAGIC.every((byte, at) => head[at] === byte);
}

export function expectPanel(value: unknown): Panel {
  if (value instanceof Panel) return value;
  throw optionError("panel is not a Panel of compilePanel() or openPanel()");
}
