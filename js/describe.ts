import type { Core, Describing } from "./core.js";
import type { Panel } from "./panel.js";
import { collect } from "./source.js";
import type { EntryFilter, GeneList, GeneListOptions, Language, Source } from "./types.js";

/** What PanelApp calls green: enough evidence to use a gene. */
const GREEN = 3;

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

  /** Symbols, a table with a column of them, or JSON of PanelApp. */
  async genes(source: Source, options: GeneListOptions): Promise<GeneList> {
    const bytes = await collect(source, options.signal);
    const table = options.table && (await collect(options.table, options.signal));
    const { minConfidence = GREEN } = options;
    return this.#call((wasm) => wasm.readGenes(bytes, table, { minConfidence }));
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
