/** Files of the command: read in chunks, written whole, their failures typed. */
import { createReadStream } from "node:fs";
import { open, readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";

import { GenosieveError } from "../error.js";
import { CHUNK } from "../source.js";

/** The name in reports: without folders, `-` for standard input. */
export function fileName(path: string): string {
  return path === "-" ? "-" : basename(path);
}

/** The bytes of a file, or of standard input for `-`. */
export async function* read(path: string): AsyncGenerator<Uint8Array> {
  const stream = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: CHUNK });
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (cause) {
    throw ioError(path, cause);
  }
}

/** The whole of a small file. */
export async function readAll(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw ioError(path, cause);
  });
}

/** Up to `count` first bytes of a file. */
export async function head(path: string, count: number): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw ioError(path, cause);
  }
}

export async function write(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(path, content).catch((cause: unknown) => {
    throw ioError(path, cause);
  });
}

/** Resolves when the text has left the process: a pipe takes it in pieces. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      // A reader that has seen enough (`| head`) is no failure.
      if (error && !("code" in error && error.code === "EPIPE")) reject(ioError("-", error));
      else resolve();
    });
  });
}

function ioError(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !("code" in cause)) return cause;
  const detail = `${path}: ${String(cause.code)}`;
  return new GenosieveError(
    {
      code: "io",
      message: `Reading or writing failed: ${detail}.`,
      remedy: "Check the path, the permissions and the free space.",
      detail,
    },
    { cause },
  );
}
