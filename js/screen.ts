import { Handle } from "./core.js";
import { feed } from "./feed.js";
import { alongIndex } from "./indexed.js";
import type * as Raw from "./glue.js";
import { breath } from "./pace.js";
import { expectPanel, type Panel } from "./panel.js";
import type { RawOptions, Spawn } from "./pool/protocol.js";
import { cut, inParts } from "./pool/run.js";
import { Report } from "./report.js";
import { chunks, collect, nameOf, sizeOf, unchanged } from "./source.js";
import { contigMap } from "./contig-map.js";
import type { ContigMap, EntryFilter, ReadOptions, Source } from "./types.js";

/** What a file is screened with. */
export interface ScreenOptions extends ReadOptions {
  /** What is asked for. */
  panel: Panel;
  /** The entries that are asked about; all by default. {@link Report.setFilter} asks about others later. */
  filter?: EntryFilter;
  /** The input's name in the report; by default that of a File. */
  name?: string;
  /**
   * The `.tbi` or `.csi` of the input, where that is a File or Blob: where the panel needs less than half of
   * it, only the ranges that it needs are read. One that cannot be relied on is not used, and a notice says
   * why. Verdicts are the same with and without.
   */
  index?: Source;
  /** Names of the samples to answer for; by default all of them. */
  samples?: string[];
  /** Overrides all evidence of the file's build, with a notice in the report. */
  build?: string;
  /** Takes a site without a record as the reference; what rests on that has a state of its own. */
  absentIsReference?: boolean;
  /** A BED (plain, gzip or BGZF): the same inside its regions alone. */
  callable?: Source;
  /** The BED's file name in the report; by default that of a File. */
  callableName?: string;
  /** The lowest genotype quality that proves absence, a whole number; 20 by default. */
  minGq?: number;
  /** The lowest depth (MIN_DP, else DP) that proves absence, a whole number; any by default. */
  minDp?: number;
  /** Lets imputed records prove absence. */
  allowImputed?: boolean;
  /** What names of the file's contigs mean that are not known; the report says which were read so. */
  contigMap?: ContigMap;
  /** Copies of X over what the genotypes say: `"1"` for all samples, `"NAME=2"` for one. */
  xCopies?: string[];
  /**
   * How many workers read a large File or Blob at once, this thread among them; 1 by default. The report
   * is the same for any number. Where no worker can be made, fewer do the work.
   */
  workers?: number;
  /** A verdict for every entry, not only the carried and the indeterminate ones. */
  all?: boolean;
}

/** The name of an input that has none. */
export const NAMELESS = "input";

/** Reads the input once, start to end, and answers for every entry of the panel. */
export async function run(
  surface: string,
  input: Source,
  given: ScreenOptions,
  spawn?: Spawn,
): Promise<Report> {
  const options = await kept(given);
  await expectPanel(options.panel).annotate(options.signal);
  const panel = options.panel.handle;
  const found = await runAlongIndex(surface, input, options);
  if (found instanceof Report) return found;
  if (spawn !== undefined && input instanceof Blob) {
    const report = await runInParts(surface, input, options, spawn, found);
    if (report !== undefined) return report;
  }
  const screen = begin(panel, rawOptions(surface, input, options, 1, found));
  try {
    await feedCallable(screen, options);
    await feed(screen, input, options);
    return new Report(new Handle(panel.core, () => screen.take((raw) => raw.finish())));
  } finally {
    screen.free();
  }
}

/** Throws where an option cannot be, or the callable regions cannot be read, before any file is. */
export async function expectOptions(options: ScreenOptions): Promise<void> {
  const panel = expectPanel(options.panel).handle;
  const screen = begin(panel, rawOptions("", new Uint8Array(), options, 1));
  try {
    await feedCallable(screen, options);
  } finally {
    screen.free();
  }
}

/** Without a report the code of why the index is not used, where that is to be told. */
async function runAlongIndex(
  surface: string,
  input: Source,
  options: ScreenOptions,
): Promise<Report | string | undefined> {
  const { index } = options;
  if (index === undefined || !(input instanceof Blob)) return undefined;
  const panel = expectPanel(options.panel).handle;
  const whole = begin(panel, rawOptions(surface, input, options, 1));
  try {
    await feedCallable(whole, options);
    const found = await alongIndex(whole, input, index, options);
    return found instanceof Handle ? new Report(found) : found;
  } finally {
    whole.free();
  }
}

/** Nothing where the file has to be read as one. */
async function runInParts(
  surface: string,
  input: Blob,
  options: ScreenOptions,
  spawn: Spawn,
  indexRefused: string | undefined,
): Promise<Report | undefined> {
  const panel = expectPanel(options.panel);
  const wanted = options.workers ?? 1;
  const parts = wanted > 1 ? cut(input.size, wanted) : [];
  const workers = Math.min(wanted, parts.length);
  if (workers < 2) return undefined;
  const raw = rawOptions(surface, input, options, workers, indexRefused);
  const whole = begin(panel.handle, raw);
  try {
    await feedCallable(whole, options);
    const run = { panel, whole, input, options: raw, parts, workers, spawn, read: options };
    const report = await inParts(run);
    return report && new Report(new Handle(panel.handle.core, () => report));
  } finally {
    whole.free();
  }
}

function begin(panel: Handle<Raw.Panel>, options: RawOptions): Handle<Raw.Screen> {
  return new Handle(panel.core, (wasm) => panel.use((raw) => new wasm.Screen(raw, options)));
}

/** Regions that come as a stream are kept: each way to read the file asks for them anew. */
async function kept(options: ScreenOptions): Promise<ScreenOptions> {
  const { callable, signal } = options;
  if (callable === undefined || sizeOf(callable) !== undefined) return options;
  const bytes = await collect(callable, signal);
  return bytes === undefined ? options : { ...options, callable: bytes };
}

async function feedCallable(screen: Handle<Raw.Screen>, options: ScreenOptions): Promise<void> {
  const { callable, callableName, signal } = options;
  if (callable === undefined) return;
  for await (const chunk of chunks(callable, signal)) {
    screen.use((raw) => raw.pushCallable(chunk));
    await breath();
  }
  await unchanged(callable, signal);
  const name = callableName ?? nameOf(callable) ?? "callable";
  screen.use((raw) => raw.callableDone(name));
}

/** Options as the command names them: the core reads both alike. */
function stated(options: ScreenOptions): string[] {
  const words = (options.xCopies ?? []).map((word) => `x-copies ${word}`);
  if (options.absentIsReference) words.push("absent-is-reference");
  if (options.allowImputed) words.push("allow-imputed");
  if (options.minGq !== undefined) words.push(`min-gq ${options.minGq}`);
  if (options.minDp !== undefined) words.push(`min-dp ${options.minDp}`);
  return words;
}

function rawOptions(
  surface: string,
  input: Source,
  options: ScreenOptions,
  workers: number,
  indexRefused?: string,
): RawOptions {
  return {
    inputName: options.name ?? nameOf(input) ?? NAMELESS,
    run: { surface, workers },
    all: options.all ?? false,
    stated: stated(options),
    ...(indexRefused === undefined ? {} : { indexRefused }),
    ...(options.samples === undefined ? {} : { samples: options.samples }),
    ...(options.build === undefined ? {} : { build: options.build }),
    ...(options.filter === undefined ? {} : { filter: options.filter }),
    ...(options.contigMap === undefined ? {} : { contigMap: contigMap(options.contigMap) }),
  };
}
