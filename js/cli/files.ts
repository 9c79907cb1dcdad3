import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { GenosieveError } from "../error.js";
import { CHUNK } from "../source.js";

/** A path, or `-` for standard input. */
export function source(path: string): AsyncIterable<Uint8Array> {
  return io(path === "-" ? process.stdin : createReadStream(path, { highWaterMark: CHUNK }));
}

/** The name in reports: without folders, so that a report does not tell where it was made. */
export function nameOf(path: string): string {
  return path === "-" ? "-" : basename(path);
}

/** Bytes of a regular file, for the progress line. */
export async function sizeOf(path: string): Promise<number | undefined> {
  if (path === "-") return undefined;
  const facts = await stat(path).catch(() => undefined);
  return facts?.isFile() ? facts.size : undefined;
}

/** The first bytes of a source, and the source again from its start. */
export async function peek(
  source: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done ? new Uint8Array() : first.value;
  async function* again(): AsyncGenerator<Uint8Array> {
    try {
      yield head;
      for (;;) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, bytes: again() };
}

/** Writes a whole file; a failure has the code `io`. */
export async function write(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    throw ioError(error);
  }
}

/** Writes to standard output and waits until it is taken. A closed pipe is no failure. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || ("code" in error && error.code === "EPIPE")) resolve();
      else reject(ioError(error));
    });
  });
}

async function* io(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result = await iterator.next().catch((error: unknown) => {
        throw ioError(error);
      });
      if (result.done) return;
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}

function ioError(error: unknown): GenosieveError {
  const detail = error instanceof Error ? error.message : String(error);
  return new GenosieveError(
    {
      code: "io",
      message: `Reading or writing failed: ${detail}.`,
      remedy: "Check the path, the permissions and the free space.",
      detail,
    },
    { cause: error },
  );
}
