import type * as compiling from "./glue.compiler.js";
import type * as describing from "./glue.describer.js";
import type * as exporting from "./glue.exporter.js";
import type * as comparing from "./glue.family.js";
import type * as screening from "./glue.js";
import {
  GenosieveError,
  goneError,
  isCoreError,
  loadError,
  memoryError,
  trapError,
} from "./error.js";
import table from "./messages.js";
import type { WasmSource } from "./types.js";

/** What the glue of every module has. */
interface AnyGlue {
  default(options: { module_or_path: unknown }): Promise<unknown>;
  /** A new instance of the same module; objects of the former one throw from then on. */
  __wbg_reset_state(): void;
  setMessages(table: string): void;
  /** What the instance exports, once there is one. */
  initSync(): { memory: WebAssembly.Memory };
}

/** The module that opens panels and screens. */
export type Screening = typeof screening;
/** The module that compiles panels. */
export type Compiling = typeof compiling;
/** The module that says what panels hold. */
export type Describing = typeof describing;
/** The module that writes reports in other forms. */
export type Exporting = typeof exporting;

/** The module that compares samples; it screens, too. */
export type Comparing = typeof comparing;

/** Bytes of a page of wasm memory. */
const PAGE = 65_536;

type Located = () => WasmSource | Promise<WasmSource>;

/** What a module has that most have not. */
interface Special {
  /** Texts beyond those of all modules. */
  texts?: string;
  /** The core whose module reads parts in workers, where it is not this one's: it has been loaded. */
  parts?: Core<Screening>;
}

/**
 * The one instance that this thread has of a module, and its life: it is loaded once, and after a trap
 * it is replaced. The glue keeps its instance in module state, so there is one for all callers.
 */
export class Core<G extends AnyGlue> {
  readonly #glue: G;
  readonly #defaultWasm: Located;
  readonly #texts: string;
  readonly #parts: Core<Screening> | undefined;
  #compiling: Promise<WebAssembly.Module> | undefined;
  #loading: Promise<void> | undefined;
  #module: WebAssembly.Module | undefined;
  #poisoned = false;
  /** Counts instances: what belongs to an earlier one is gone. */
  #generation = 0;
  /** Uses of the instance that take a while. */
  #users = 0;

  constructor(glue: G, defaultWasm: Located, { texts = "", parts }: Special = {}) {
    this.#glue = glue;
    this.#defaultWasm = defaultWasm;
    this.#texts = table + texts;
    this.#parts = parts;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Fetches and compiles the module once, without an instance of it. */
  async fetch(wasm?: WasmSource | Promise<WasmSource>): Promise<void> {
    await this.#fetched(wasm);
  }

  async #fetched(wasm?: WasmSource | Promise<WasmSource>): Promise<WebAssembly.Module> {
    this.#compiling ??= (async () => compiled(await (wasm ?? this.#defaultWasm())))();
    try {
      return await this.#compiling;
    } catch (cause) {
      // A failed download may succeed the next time.
      this.#compiling = undefined;
      throw loadError(cause);
    }
  }

  /** Loads the module once; later calls share it. After a trap, makes a new instance. */
  async load(wasm?: WasmSource | Promise<WasmSource>): Promise<void> {
    this.#loading ??= this.#start(wasm);
    try {
      await this.#loading;
    } catch (cause) {
      this.#loading = undefined;
      throw loadError(cause);
    }
    if (this.#poisoned) this.#renew();
  }

  async #start(wasm?: WasmSource | Promise<WasmSource>): Promise<void> {
    const module = await this.#fetched(wasm);
    await this.#glue.default({ module_or_path: module });
    // The texts are no part of the wasm: each instance gets them first.
    this.#glue.setMessages(this.#texts);
    this.#module = module;
  }

  /** Begins a use of the instance after which nothing in it is wanted any more. */
  enter(): void {
    this.#users += 1;
  }

  /** Ends it: the last one gives back the memory. */
  leave(): void {
    this.#users -= 1;
    if (this.#users === 0) this.drop();
  }

  /** Gives back the memory of the instance with all it held, for a new one. */
  drop(): void {
    this.#poisoned = true;
    try {
      this.#renew();
    } catch {
      // There is no memory for another one, and none is needed now: the next load tries again.
    }
  }

  #renew(): void {
    this.#generation += 1;
    this.#glue.__wbg_reset_state();
    this.#glue.setMessages(this.#texts);
    this.#poisoned = false;
  }

  /** The compiled module, for workers. */
  module(): WebAssembly.Module {
    if (this.#parts) return this.#parts.module();
    if (this.#module === undefined) throw goneError();
    return this.#module;
  }

  /** Calls into the instance that `generation` names; its errors come out typed. */
  call<T>(generation: number, work: (wasm: G) => T): T {
    if (this.#poisoned || generation !== this.#generation) throw goneError();
    try {
      return work(this.#glue);
    } catch (thrown) {
      // A call within a call has typed its error already.
      if (thrown instanceof GenosieveError) throw thrown;
      if (isCoreError(thrown)) throw new GenosieveError(thrown);
      this.#poisoned = true;
      throw this.#isStarved(thrown) ? memoryError(thrown) : trapError(thrown);
    }
  }

  /**
   * Whether an instance that stopped had no memory left. It traps then as it does for any other reason, but
   * its memory cannot be doubled, which is the most that a buffer within it asks for when it grows.
   */
  #isStarved(thrown: unknown): boolean {
    // Of buffers outside of the instance.
    if (thrown instanceof RangeError) return true;
    if (!(thrown instanceof WebAssembly.RuntimeError)) return false;
    try {
      const { memory } = this.#glue.initSync();
      memory.grow(memory.buffer.byteLength / PAGE);
      return false;
    } catch {
      return true;
    }
  }
}

/** Compiled here and not by the glue, which keeps the module to itself: workers get it too. */
async function compiled(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return WebAssembly.compile(source as BufferSource);
  }
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * An object in wasm memory with one owner. It is freed once; one of a lost instance is forgotten.
 */
export class Handle<T extends { free(): void }, G extends AnyGlue = Screening> {
  readonly core: Core<G>;
  readonly generation: number;
  #raw: T | undefined;

  constructor(core: Core<G>, make: (wasm: G) => T) {
    this.core = core;
    this.generation = core.generation;
    this.#raw = core.call(this.generation, make);
  }

  use<R>(work: (raw: T, wasm: G) => R): R {
    const raw = this.#raw;
    if (raw === undefined) throw goneError();
    return this.core.call(this.generation, (wasm) => work(raw, wasm));
  }

  /** For methods that consume the object, whether they succeed or not. */
  take<R>(work: (raw: T, wasm: G) => R): R {
    const raw = this.#raw;
    if (raw === undefined) throw goneError();
    this.#raw = undefined;
    return this.core.call(this.generation, (wasm) => work(raw, wasm));
  }

  free(): void {
    const raw = this.#raw;
    this.#raw = undefined;
    if (raw === undefined || this.generation !== this.core.generation) return;
    try {
      this.core.call(this.generation, () => raw.free());
    } catch (error) {
      // A stopped instance holds nothing worth freeing.
      if (!(error instanceof GenosieveError)) throw error;
    }
  }
}
