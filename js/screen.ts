import { Handle } from "./core.js";
import { feed } from "./feed.js";
import type * as Raw from "./glue.js";
import { expectPanel, type Panel } from "./panel.js";
import { Report } from "./report.js";
import { nameOf } from "./source.js";
import type { ReadOptions, Source } from "./types.js";

export interface ScreenOptions extends ReadOptions {
  panel: Panel;
  /** The input's name in the report; by default that of a File. */
  name?: string;
  /** Names of the samples to answer for; by default all of them. */
  samples?: string[];
  /** Overrides all evidence of the file's build, with a notice in the report. */
  build?: string;
  /** A verdict for every entry, not only the carried and the indeterminate ones. */
  all?: boolean;
}

/** Reads the input once, start to end, and answers for every entry of the panel. */
export async function run(surface: string, input: Source, options: ScreenOptions): Promise<Report> {
  const panel = expectPanel(options.panel).handle;
  const screen = new Handle(panel.core, (wasm) =>
    panel.use((raw) => new wasm.Screen(raw, rawOptions(surface, input, options))),
  );
  try {
    await feed(screen, input, options);
    return new Report(new Handle(panel.core, () => screen.take((raw) => raw.finish())));
  } finally {
    screen.free();
  }
}

type RawOptions = ConstructorParameters<typeof Raw.Screen>[1];

function rawOptions(surface: string, input: Source, options: ScreenOptions): RawOptions {
  return {
    inputName: options.name ?? nameOf(input) ?? "input",
    run: { surface, workers: 1 },
    all: options.all ?? false,
    ...(options.samples === undefined ? {} : { samples: options.samples }),
    ...(options.build === undefined ? {} : { build: options.build }),
  };
}
