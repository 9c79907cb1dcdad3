/** A file with an index: only the ranges that the panel needs are read. */
import { Handle } from "./core.js";
import { GenosieveError, isStop } from "./error.js";
import type * as Raw from "./glue.js";
import { breath, ticker } from "./pace.js";
import { readHead } from "./pool/part.js";
import { chunks, collect, unchanged } from "./source.js";
import type { ReadOptions, Source } from "./types.js";

/** The largest index that is taken into memory; decompressed it may take as much. */
const LARGEST = 64 << 20;
/** What a report says of an index by its own code; any other trouble shows that it is of another file. */
const REFUSALS = ["index_not_of_vcf", "index_too_large", "index_corrupt", "index_unfit", "io"];

/**
 * The report from what an index finds, or why it is not used: the code of an error. Undefined where it
 * saves too little. In both cases the whole file is to be read.
 */
export async function alongIndex(
  whole: Handle<Raw.Screen>,
  input: Blob,
  index: Source,
  options: ReadOptions,
): Promise<Handle<Raw.Report> | string | undefined> {
  try {
    const bytes = await collect(index, options.signal, LARGEST);
    if (bytes === undefined) return "index_too_large";
    if (!(await readHead(whole, input, options.signal))) return undefined;
    const raw = whole.use((screen) => screen.alongIndex(bytes, input.size));
    return raw && (await read(new Handle(whole.core, () => raw), input, options));
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof GenosieveError) || isStop(error)) throw error;
    return REFUSALS.includes(error.code) ? error.code : "index_stale";
  }
}

async function read(
  screen: Handle<Raw.Screen>,
  input: Blob,
  { signal, onProgress }: ReadOptions,
): Promise<Handle<Raw.Report>> {
  const bytesTotal = input.size;
  const report = () => onProgress?.({ bytesTotal, ...screen.use((raw) => raw.progress()) });
  const due = ticker();
  const next = () => screen.use((raw) => raw.nextRange());
  try {
    for (let range = next(); range !== undefined; range = next()) {
      for await (const chunk of chunks(input.slice(range[0], range[1]), signal)) {
        screen.use((raw) => raw.push(chunk));
        if (onProgress && due()) report();
        await breath();
      }
    }
    signal?.throwIfAborted();
    await unchanged(input, signal);
    report();
    return new Handle(screen.core, () => screen.take((raw) => raw.finish()));
  } finally {
    screen.free();
  }
}
