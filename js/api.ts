import { Compiler } from "./compile.js";
import { Core } from "./core.js";
import { Describer } from "./describe.js";
import { Exporter } from "./export.js";
import { Families, type FamilyOptions } from "./family.js";
import type { FamilyReport } from "./family-report.js";
import * as compiling from "./glue.compiler.js";
import * as describing from "./glue.describer.js";
import * as exporting from "./glue.exporter.js";
import * as comparing from "./glue.family.js";
import * as screening from "./glue.js";
import families from "./messages.family.js";
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
  ExportOptions,
  ExportScope,
  ExportSurvey,
  ExportVcfOptions,
  FamilyFile,
  FoundRoles,
  GeneList,
  GeneListOptions,
  Inspection,
  InspectOptions,
  KeptReport,
  Language,
  LoadOptions,
  OpenOptions,
  PanelDifference,
  PanelFacts,
  RolesOptions,
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
  /**
   * Writes a report in the form that other software reads, to the byte as `genosieve export` does: the bytes of a text
   * (UTF-8), which may be longer than a text of JavaScript can be. It loads a module of its own.
   */
  exportReport(report: KeptReport, options: ExportOptions): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The records behind a report as a VCF, piece by piece while the file that was screened is read once more: its header,
   * its lines, and in their INFO what the panel says of them. Where it is not that file, or is not what it was,
   * `file_changed` is thrown. It loads the same module.
   */
  exportVcf(
    report: KeptReport,
    source: Source,
    options?: ExportVcfOptions,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
  /** What an export would hold, and whether a person is to be warned of it. It loads the same module. */
  surveyReport(report: KeptReport, options?: ExportScope): Promise<ExportSurvey>;
  /**
   * Reads the headers of files, and says who their samples are as far as a pedigree, the headers or names tell. It loads a
   * module of its own.
   */
  guessRoles(files: FamilyFile[], options?: RolesOptions): Promise<FoundRoles>;
  /**
   * Screens the samples of one file or of several, and compares them by their roles: a proband with parents and siblings,
   * or a tumour with its matched sample (`docs/family.md`). No file may be a stream. It loads the same module.
   */
  screenFamily(files: FamilyFile[], options: FamilyOptions): Promise<FamilyReport>;
  /** @internal The same for the command, which has a report in a file. */
  exporter: Exporter;
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
  exporter: () => WasmSource | Promise<WasmSource>;
  family: () => WasmSource | Promise<WasmSource>;
}

/** None of the functions uses `this`, so that an entry can export them one by one. */
export function createApi(located: Located, surface: () => string, spawn?: Spawn): Api {
  const core = new Core(screening, located.wasm);
  const compilingCore = new Core(compiling, located.compiler);
  const compiler = new Compiler(core, compilingCore);
  const describingCore = new Core(describing, located.describer);
  const describe = new Describer(describingCore);
  const exportingCore = new Core(exporting, located.exporter);
  const exporter = new Exporter(exportingCore);
  const comparingCore = new Core(comparing, located.family, { texts: families, parts: core });
  const compared = new Families(core, comparingCore);
  return {
    load: async ({ wasm, compiler, describer, exporter, family, worker } = {}) => {
      if (worker !== undefined) spawn = () => portOf(worker());
      const loading = [core.load(wasm)];
      if (compiler !== undefined) {
        loading.push(compilingCore.fetch(compiler === true ? undefined : compiler));
      }
      if (describer !== undefined) {
        loading.push(describingCore.fetch(describer === true ? undefined : describer));
      }
      if (exporter !== undefined) {
        loading.push(exportingCore.fetch(exporter === true ? undefined : exporter));
      }
      if (family !== undefined) {
        loading.push(comparingCore.fetch(family === true ? undefined : family));
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
    exportReport: (report, options) => exporter.bytes(report, options),
    exportVcf: (report, source, options = {}) => exporter.vcf(report, source, options),
    surveyReport: (report, options = {}) => exporter.survey(report, options),
    exporter,
    guessRoles: (files, options = {}) => compared.roles(files, options),
    screenFamily: (files, options) => compared.screen(surface(), files, options, spawn),
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
