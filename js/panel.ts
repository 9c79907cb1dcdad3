import { Handle, type Core, type Screening } from "./core.js";
import type * as Raw from "./glue.js";
import { goneError, optionError } from "./error.js";
import { collect } from "./source.js";
import type {
  EntryFilter,
  FilterCount,
  Language,
  OpenOptions,
  PanelInfo,
  Source,
} from "./types.js";

/** The bytes of a `.gsp`, which several threads may share, with what was found out about them once. */
export interface Packed {
  bytes: Uint8Array;
  /** SHA-256 of the head and of the annotation, one behind the other. */
  digests: Uint8Array | undefined;
}

/**
 * An immutable set of entries on one build, in wasm memory. It can be screened against any number
 * of files. Memory is given back by `free()`, or when the garbage collector finds it.
 */
export class Panel {
  #open: () => Handle<Raw.Panel>;
  #handle: Handle<Raw.Panel> | undefined;
  readonly #packed: Packed;
  #head: Uint8Array | undefined;
  /** What lies behind the head, where only that is held. */
  readonly #rest: Blob | undefined;
  #annotated = false;
  /** What the panel says of itself. */
  readonly info: PanelInfo;

  /**
   * @internal Use {@link compilePanel} or {@link openPanel}. Where it is known what the panel says of itself, it
   * is opened once that is needed for more.
   */
  constructor(packed: Packed, open: () => Handle<Raw.Panel>, info?: PanelInfo, rest?: Blob) {
    this.#packed = packed;
    this.#open = open;
    this.#rest = rest;
    this.info = info ?? this.handle.use((raw) => raw.info());
  }

  /** The panel as a `.gsp` file. Throws `option_invalid` for a lean panel ({@link OpenOptions.lean}). */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.packed.slice();
  }

  /**
   * How many entries a filter leaves. Throws `option_invalid` for a lean panel ({@link OpenOptions.lean}) that nothing
   * was screened with yet.
   */
  count(filter: EntryFilter): FilterCount {
    if (!this.#annotated) this.#annotate(this.packed.subarray(headOf(this.packed)));
    return this.handle.use((raw) => raw.count(filter));
  }

  /** {@link Panel.info} as one line of JSON. */
  json(): string {
    return this.handle.use((raw) => raw.infoJson());
  }

  /** What `genosieve panel info` prints. */
  table(language: Language = "en"): string {
    return this.handle.use((raw) => raw.infoTable(language));
  }

  /** Gives its memory back. It cannot be used after that; a second call does nothing. */
  free(): void {
    this.#handle?.free();
    this.#open = () => {
      throw goneError();
    };
  }

  /** The same at the end of a `using`, where the platform has that. */
  [Symbol.dispose](): void {
    this.free();
  }

  /** @internal */
  get handle(): Handle<Raw.Panel> {
    return (this.#handle ??= this.#open());
  }

  /** @internal Its `.gsp`, not to be changed. */
  get packed(): Uint8Array<ArrayBuffer> {
    if (this.#rest) throw optionError("a lean panel holds no bytes");
    // Threads of a batch alone share theirs, and ask for it as a whole.
    return this.#packed.bytes as Uint8Array<ArrayBuffer>;
  }

  /** @internal The same with what is known of it, for another thread. */
  get whole(): Packed {
    return this.#packed;
  }

  /** @internal Takes annotation into wasm memory: before anything is reported. */
  async annotate(signal?: AbortSignal): Promise<void> {
    if (this.#annotated) return;
    if (!this.#rest) return this.#annotate(this.packed.subarray(headOf(this.packed)));
    const bytes = await collect(this.#rest, signal);
    this.#annotate(bytes);
    letGo(bytes);
  }

  #annotate(annotation: Uint8Array): void {
    const { digests } = this.#packed;
    this.handle.use((raw) => raw.loadAnnotation(annotation, digests?.subarray(32)));
    this.#annotated = true;
  }

  /** @internal The same in an instance of this module. */
  within(core: Core<Screening>): Panel {
    if (this.#handle?.core === core) return this;
    return openPacked(core, this.#packed, this.info, this.#rest);
  }

  /** @internal What workers that read parts of a genome need of it, and nothing else. */
  head(): Packed {
    const { bytes, digests } = this.#packed;
    // A view would be sent with all that lies behind it.
    const end = headOf(bytes);
    this.#head ??= end === bytes.byteLength ? bytes : bytes.slice(0, end);
    // Both: the core compares what follows the first 32 bytes with what the head states of annotation.
    return { bytes: this.#head, digests };
  }
}

export async function open(
  core: Core<Screening>,
  source: Source,
  { lean, signal }: OpenOptions,
): Promise<Panel> {
  if (lean && source instanceof Blob) return openLean(core, source, signal);
  const bytes = await collect(source, signal);
  const head = headOf(bytes);
  const digests = await digestsOf(bytes.subarray(0, head), bytes.subarray(head));
  return openPacked(core, { bytes, digests });
}

async function openLean(
  core: Core<Screening>,
  blob: Blob,
  signal: AbortSignal | undefined,
): Promise<Panel> {
  const table = await collect(blob.slice(0, TABLE_END), signal);
  const head = Math.min(headOf(table, blob.size), blob.size);
  const [bytes, rest] = [blob.slice(0, head), blob.slice(head)];
  const [held, behind] = [await collect(bytes, signal), await collect(rest, signal)];
  const digests = await digestsOf(held, behind);
  letGo(behind);
  return openPacked(core, { bytes: held, digests }, undefined, rest);
}

/** Gives memory back at once where the platform can: it may be long until the garbage collector looks. */
function letGo({ buffer }: Uint8Array<ArrayBuffer>): void {
  (buffer as { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
}

/** The two SHA-256 of a `.gsp`, one behind the other. */
async function digestsOf(head: Uint8Array, behind: Uint8Array): Promise<Uint8Array | undefined> {
  const [of, rest] = [await sha256(head.subarray(HASHED_FROM)), await sha256(behind)];
  return of && rest && Uint8Array.of(...of, ...rest);
}

/** What was opened or compiled elsewhere: all of it, or its head and what lies behind. */
export function openPacked(
  core: Core<Screening>,
  packed: Packed,
  info?: PanelInfo,
  rest?: Blob,
): Panel {
  const { bytes, digests } = packed;
  const length = bytes.byteLength + (rest?.size ?? 0);
  return new Panel(packed, () => openHead(core, bytes, length, digests), info, rest);
}

/** In a worker, the head of what this package opened in another thread. */
export function openAgain(core: Core<Screening>, { bytes, digests }: Packed): Handle<Raw.Panel> {
  return new Handle(core, (wasm) => wasm.Panel.open(bytes, undefined, digests));
}

/**
 * What was compiled a moment ago: the SHA-256 in it were made then. To open it takes 110 MB for 3.4 million alleles,
 * which whoever only keeps it does without.
 */
export function openCompiled(core: Core<Screening>, bytes: Uint8Array<ArrayBuffer>): Panel {
  const of = bytes.subarray(HASH_AT, HASHED_FROM);
  const behind = bytes.subarray(ANNOTATION_HASH_AT, ANNOTATION_HASH_AT + 32);
  const digests = Uint8Array.of(...of, ...behind);
  return openPacked(core, { bytes, digests }, infoOf(bytes));
}

/** What a sound `.gsp` says of itself, without the wasm. */
function infoOf(bytes: Uint8Array): PanelInfo {
  const table = new DataView(bytes.buffer, bytes.byteOffset + INFO_AT);
  const [from, length] = [table.getBigUint64(0, true), table.getBigUint64(8, true)].map(Number) as [
    number,
    number,
  ];
  const text = new TextDecoder().decode(bytes.subarray(from, from + length));
  const digits = [...bytes.subarray(HASH_AT, HASHED_FROM)].map((byte) =>
    byte.toString(16).padStart(2, "0"),
  );
  return { ...(JSON.parse(text) as PanelInfo), sha256: digits.join("") };
}

function openHead(
  core: Core<Screening>,
  bytes: Uint8Array,
  length: number,
  digests: Uint8Array | undefined,
): Handle<Raw.Panel> {
  const head = bytes.subarray(0, headOf(bytes));
  return new Handle(core, (wasm) => wasm.Panel.open(head, length, digests));
}

/** Where things stand in a `.gsp` (`docs/panel-format.md`): the SHA-256 of the head, and the first byte of it. */
const HASH_AT = 8;
const HASHED_FROM = 40;
/** Where the first section, which is JSON, begins. */
const INFO_AT = 44;
/** Where annotation begins, which is where the head ends. */
const ANNOTATION_AT = 144;
const ANNOTATION_HASH_AT = 160;
/** Where the table ends that these stand in. */
const TABLE_END = 192;

/** The end of the head; of what is no `.gsp`, all of it, and the core says what it is. */
function headOf(bytes: Uint8Array, length = bytes.byteLength): number {
  if (!isPanelFile(bytes) || bytes.byteLength < TABLE_END) return length;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Math.min(Number(view.getBigUint64(ANNOTATION_AT, true)), length);
}

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
