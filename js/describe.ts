import type { Core, Describing } from "./core.js";
import type { Panel } from "./panel.js";
import type { EntryFilter, Language } from "./types.js";

/** What `panel info` and `panel diff` print; a screen needs none of it. */
export class Describer {
  readonly #core: Core<Describing>;

  constructor(core: Core<Describing>) {
    this.#core = core;
  }

  /** JSON without a language, else for people. */
  facts(panel: Panel, filter: EntryFilter, language?: Language): Promise<string> {
    return this.#call((wasm) => wasm.panelFacts(panel.packed, filter, language));
  }

  difference(from: Panel, to: Panel, form: "json" | "tsv" | Language): Promise<string> {
    return this.#call((wasm) => wasm.panelDifference(from.packed, to.packed, form));
  }

  async #call<T>(work: (wasm: Describing) => T): Promise<T> {
    await this.#core.load();
    try {
      return this.#core.call(this.#core.generation, work);
    } finally {
      // It opened panels with all their annotation, and is seldom asked again.
      this.#core.drop();
    }
  }
}
