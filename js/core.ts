import init, * as glue from "./glue.js";
import { GenosieveError, goneError, isCoreError, trapError } from "./error.js";
import table from "./messages.js";
import type { LoadOptions, WasmSource } from "./types.js";

export type Glue = typeof glue;

/**
 * The one wasm instance of this thread, and its life: it is loaded once, and after a trap it is
 * replaced. The glue keeps its instance in module state, so there is one for all callers.
 */
export class Core {
  readonly #defaultWasm: () => WasmSource | Promise<WasmSource>;
  #loading: Promise<void> | undefined;
  #module: WebAssembly.Module | undefined;
  #poisoned = false;
  /** Counts instances: what belongs to an earlier one is gone. */
  #generation = 0;

  constructor(defaultWasm: () => WasmSource | Promise<WasmSource>) {
    this.#defaultWasm = defaultWasm;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Loads the wasm once; later calls share it. After a trap, makes a new instance. */
  async load(options: LoadOptions = {}): Promise<void> {
    this.#loading ??= this.#start(options);
    try {
      await this.#loading;
    } catch (cause) {
      // A failed download may succeed the next time.
      this.#loading = undefined;
      if (cause instanceof GenosieveError) throw cause;
      throw new GenosieveError(
        {
          code: "wasm_load",
          message: "The wasm of Genosieve could not be loaded.",
          remedy: "Check that genosieve.wasm is served beside the script, or pass load({ wasm }).",
          detail: cause instanceof Error ? cause.message : String(cause),
        },
        { cause },
      );
    }
    if (this.#poisoned) {
      glue.__wbg_reset_state();
      glue.setMessages(table);
      this.#generation += 1;
      this.#poisoned = false;
    }
  }

  async #start(options: LoadOptions): Promise<void> {
    const module = await compiled(await (options.wasm ?? this.#defaultWasm()));
    await init({ module_or_path: module });
    // The texts are no part of the wasm: each instance gets them first.
    glue.setMessages(table);
    this.#module = module;
  }

  /** The compiled module, for workers. */
  module(): WebAssembly.Module {
    if (this.#module === undefined) throw goneError();
    return this.#module;
  }

  /** Calls into the instance that `generation` names; its errors come out typed. */
  call<T>(generation: number, work: (wasm: Glue) => T): T {
    if (this.#poisoned || generation !== this.#generation) throw goneError();
    try {
      return work(glue);
    } catch (thrown) {
      // A call within a call has typed its error already.
      if (thrown instanceof GenosieveError) throw thrown;
      if (isCoreError(thrown)) throw new GenosieveError(thrown);
      this.#poisoned = true;
      throw trapError(thrown);
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
export class Handle<T extends { free(): void }> {
  readonly core: Core;
  readonly generation: number;
  #raw: T | undefined;

  constructor(core: Core, make: (wasm: Glue) => T) {
    this.core = core;
    this.generation = core.generation;
    this.#raw = core.call(this.generation, make);
  }

  use<R>(work: (raw: T, wasm: Glue) => R): R {
    const raw = this.#raw;
    if (raw === undefined) throw goneError();
    return this.core.call(this.generation, (wasm) => work(raw, wasm));
  }

  /** For methods that consume the object, whether they succeed or not. */
  take<R>(work: (raw: T, wasm: Glue) => R): R {
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
