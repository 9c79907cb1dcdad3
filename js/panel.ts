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
  #annotated = false;
  /** What the panel says of itself. */
  readonly info: PanelInfo;

  /**
   * @internal Use {@link compilePanel} or {@link openPanel}. Where it is known what the panel says of itself, it
   * is opened once that is needed for more.
   */
  constructor(packed: Packed, open: () => Handle<Raw.Panel>, info?: PanelInfo) {
    this.#packed = packed;
    this.#open = open;
    this.info = info ?? this.handle.use((raw) => raw.info());
  }

  /** The panel as a `.gsp` file. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#packed.bytes.slice();
  }

  /** How many entries a filter leaves. */
  count(filter: EntryFilter): FilterCount {
    this.annotate();
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
    // Threads of a batch alone share theirs, and ask for it as a whole.
    return this.#packed.bytes as Uint8Array<ArrayBuffer>;
  }

  /** @internal The same with what is known of it, for another thread. */
  get whole(): Packed {
    return this.#packed;
  }

  /** @internal Takes annotation into wasm memory: before anything is reported. */
  annotate(): void {
    if (this.#annotated) return;
    const { bytes, digests } = this.#packed;
    const annotation = bytes.subarray(headOf(bytes));
    this.handle.use((raw) => raw.loadAnnotation(annotation, digests?.subarray(32)));
    this.#annotated = true;
  }

  /** @internal The same in an instance of this module. */
  within(core: Core<Screening>): Panel {
    return this.#handle?.core === core ? this : openPacked(core, this.#packed, this.info);
  }

  /** @internal What workers that read parts of a genome need of it, and nothing else. */
  head(): Packed {
    const { bytes, digests } = this.#packed;
    // A view would be sent with all that lies behind it.
    this.#head ??= bytes.slice(0, headOf(bytes));
    // Both: the core compares what follows the first 32 bytes with what the head states of annotation.
    return { bytes: this.#head, digests };
  }
}

export async function open(
  core: Core<Screening>,
  source: Source,
  options: OpenOptions,
): Promise<Panel> {
  const bytes = await collect(source, options.signal);
  const head = headOf(bytes);
  const [of, behind] = await Promise.all([
    sha256(bytes.subarray(Math.min(HASHED_FROM, head), head)),
    sha256(bytes.subarray(head)),
  ]);
  const digests = of && behind && Uint8Array.of(...of, ...behind);
  return openPacked(core, { bytes, digests });
}

/** What was opened or compiled elsewhere. */
export function openPacked(core: Core<Screening>, packed: Packed, info?: PanelInfo): Panel {
  return new Panel(packed, () => openHead(core, packed.bytes, packed.digests), info);
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
  digests: Uint8Array | undefined,
): Handle<Raw.Panel> {
  const head = bytes.subarray(0, headOf(bytes));
  return new Handle(core, (wasm) => wasm.Panel.open(head, bytes.byteLength, digests));
}

/** Where things stand in a `.gsp` (`docs/panel-format.md`): the SHA-256 of the head, and the first byte of it. */
const HASH_AT = 8;
const HASHED_FROM = 40;
/** Where the first section, which is JSON, begins. */
const INFO_AT = 44;
/** Where annotation begins, which is where the head ends. */
const ANNOTATION_AT = 144;
const ANNOTATION_HASH_AT = 160;

/** The end of the head; of what is no `.gsp`, all of it, and the core says what it is. */
function headOf(bytes: Uint8Array): number {
  if (!isPanelFile(bytes) || bytes.byteLength < ANNOTATION_HASH_AT + 32) return bytes.byteLength;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Math.min(Number(view.getBigUint64(ANNOTATION_AT, true)), bytes.byteLength);
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
