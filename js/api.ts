import { Compiler } from "./compile.js";
import { Core } from "./core.js";
import { Describer } from "./describe.js";
import * as compiling from "./glue.compiler.js";
import * as describing from "./glue.describer.js";
import * as screening from "./glue.js";
import * as inspects from "./inspect.js";
import * as panels from "./panel.js";
import type { Panel } from "./panel.js";
import type { Spawn } from "./pool/protocol.js";
import { portOf } from "./pool/web.js";
import type { Report } from "./report.js";
import * as screens from "./screen.js";
import type { ScreenOptions } from "./screen.js";
import type {
  CompileOptions,
  EntryFilter,
  GeneList,
  GeneListOptions,
  Inspection,
  InspectOptions,
  Language,
  LoadOptions,
  OpenOptions,
  PanelDifference,
  PanelFacts,
  Source,
  WasmSource,
} from "./types.js";

/** The functions of the package; entries differ in where the wasm is and how a run is named. */
export interface Api {
  /**
   * Loads the wasm. The other functions do it on their own; call it to choose the moment or the
   * location, and again after an error with code `trap` or `out_of_memory`, which makes a new instance. What
   * {@link Api.compilePanel} needs beyond it is loaded with `compiler` alone, or when it is called.
   */
  load(options?: LoadOptions): Promise<void>;
  /** Compiles a VCF, a table or a BED (plain, gzip or BGZF) into a panel. */
  compilePanel(source: Source, options?: CompileOptions): Promise<Panel>;
  /** Opens a `.gsp` file. */
  openPanel(source: Source, options?: OpenOptions): Promise<Panel>;
  /**
   * Reads the header and about the first 64 KiB of records of a VCF, and says what it is. Errors are
   * those of {@link Api.screen}; that a build is unknown is told at the end of a file alone.
   */
  inspect(input: Source, options?: InspectOptions): Promise<Inspection>;
  /** Screens a VCF (plain, gzip or BGZF) against a panel. */
  screen(input: Source, options: ScreenOptions): Promise<Report>;
  /**
   * How many entries a panel has of each kind, those that a filter leaves where there is one. It loads a module of
   * its own.
   */
  panelFacts(panel: Panel, filter?: EntryFilter): Promise<PanelFacts>;
  /**
   * Reads a list of genes: symbols, a table with a column of them, or JSON of PanelApp. Its symbols go into
   * `EntryFilter.genes`. It loads a module of its own.
   */
  readGenes(source: Source, options?: GeneListOptions): Promise<GeneList>;
  /** What changed from one panel to another, by allele. It loads a module of its own. */
  panelDifference(from: Panel, to: Panel): Promise<PanelDifference>;
  /** @internal The same as texts, as the command prints them. */
  describe: Describer;
  /** The core's version. */
  version(): Promise<string>;
  /** The texts that the core's codes stand for: `error.<code>.message`, `state.<state>` … */
  messages(language: Language): Promise<Record<string, string>>;
}

/** Where code runs that has no more to say of itself: on a page or in a worker. */
export function webSurface(): string {
  return typeof document === "undefined" ? "worker" : "page";
}

/** Where the modules are, as long as `load` is told of no other place. */
export interface Located {
  wasm: () => WasmSource | Promise<WasmSource>;
  compiler: () => WasmSource | Promise<WasmSource>;
  describer: () => WasmSource | Promise<WasmSource>;
}

/** None of the functions uses `this`, so that an entry can export them one by one. */
export function createApi(located: Located, surface: () => string, spawn?: Spawn): Api {
  const core = new Core(screening, located.wasm);
  const compilingCore = new Core(compiling, located.compiler);
  const compiler = new Compiler(core, compilingCore);
  const describingCore = new Core(describing, located.describer);
  const describe = new Describer(describingCore);
  return {
    load: async ({ wasm, compiler, describer, worker } = {}) => {
      if (worker !== undefined) spawn = () => portOf(worker());
      const loading = [core.load(wasm)];
      if (compiler !== undefined) {
        loading.push(compilingCore.fetch(compiler === true ? undefined : compiler));
      }
      if (describer !== undefined) {
        loading.push(describingCore.fetch(describer === true ? undefined : describer));
      }
      await Promise.all(loading);
    },
    compilePanel: (source, options = {}) => compiler.compile(source, options),
    openPanel: async (source, options = {}) => {
      await core.load();
      return panels.open(core, source, options);
    },
    panelFacts: async (panel, filter = {}) =>
      JSON.parse(await describe.facts(panel, filter)) as PanelFacts,
    readGenes: (source, options = {}) => describe.genes(source, options),
    panelDifference: async (from, to) =>
      JSON.parse(await describe.difference(from, to, "json")) as PanelDifference,
    describe,
    inspect: async (input, options = {}) => {
      await core.load();
      return inspects.run(core, input, options);
    },
    screen: (input, options) => screens.run(surface(), input, options, spawn),
    version: async () => {
      await core.load();
      return core.call(core.generation, (wasm) => wasm.version());
    },
    messages: async (language) => {
      await core.load();
      return core.call(core.generation, (wasm) => wasm.messages(language));
    },
  };
}
