import { createReadStream } from "node:fs";
import { open, stat, writeFile } from "node:fs/promises";
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

/** The first bytes of a file. */
export async function head(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(16), 0, 16, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw ioError(error);
  }
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
