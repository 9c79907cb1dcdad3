import { Core } from "./core.js";
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
  Inspection,
  InspectOptions,
  Language,
  LoadOptions,
  OpenOptions,
  Source,
  WasmSource,
} from "./types.js";

/** The functions of the package; entries differ in where the wasm is and how a run is named. */
export interface Api {
  /**
   * Loads the wasm. The other functions do it on their own; call it to choose the moment or the
   * location, and again after an error with code `trap`, which makes a new instance.
   */
  load(options?: LoadOptions): Promise<void>;
  /** Compiles a VCF or a table (plain, gzip or BGZF) into a panel. */
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
  /** The core's version. */
  version(): Promise<string>;
  /** The texts that the core's codes stand for: `error.<code>.message`, `state.<state>` … */
  messages(language: Language): Promise<Record<string, string>>;
}

/** Where code runs that has no more to say of itself: on a page or in a worker. */
export function webSurface(): string {
  return typeof document === "undefined" ? "worker" : "page";
}

/** None of the functions uses `this`, so that an entry can export them one by one. */
export function createApi(
  defaultWasm: () => WasmSource | Promise<WasmSource>,
  surface: () => string,
  spawn?: Spawn,
): Api {
  const core = new Core(defaultWasm);
  return {
    load: (options) => {
      const make = options?.worker;
      if (make !== undefined) spawn = () => portOf(make());
      return core.load(options);
    },
    compilePanel: async (source, options = {}) => {
      await core.load();
      return panels.compile(core, source, options);
    },
    openPanel: async (source, options = {}) => {
      await core.load();
      return panels.open(core, source, options);
    },
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
