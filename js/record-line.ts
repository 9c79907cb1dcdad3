import type { Handle } from "./core.js";
import { GenosieveError } from "./error.js";
import type * as Raw from "./glue.js";
import { chunks, PIECE } from "./source.js";

/** The line that a reader is for, out of the file that was screened; the reader is used up. */
export async function lineOf(
  reader: Handle<Raw.RecordReader>,
  source: Blob,
  signal?: AbortSignal,
): Promise<string> {
  try {
    const from = Number(reader.use((raw) => raw.from()));
    try {
      for await (const bytes of chunks(source.slice(from), signal, PIECE)) {
        if (reader.use((raw) => raw.push(bytes))) break;
      }
    } catch (error) {
      // A file that was changed or removed cannot be read: the reader says that its line is missing.
      if (!(error instanceof GenosieveError && error.code === "io")) throw error;
    }
    signal?.throwIfAborted();
    return reader.take((raw) => raw.finish());
  } finally {
    reader.free();
  }
}
