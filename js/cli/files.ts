/** Files of the command: read in chunks, written whole, their failures typed. */
import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";

import { GenosieveError } from "../error.js";
import { DiskFile } from "../pool/disk.js";
import { CHUNK, collect } from "../source.js";

/** Bytes of a contig map (`LARGEST_MAP` of the core). */
const LARGEST_MAP = 1 << 20;

/** The name in reports: without folders, `-` for standard input. */
export function fileName(path: string): string {
  return path === "-" ? "-" : basename(path);
}

/** Whether a file is there. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (it) => it.isFile(),
    () => false,
  );
}

/** Throws where there is nothing at a path. */
export async function expectThere(path: string): Promise<void> {
  await stat(path).catch(failed(path));
}

/** A file that can be read from any byte on, or else its bytes one after the other. */
export async function input(path: string): Promise<Blob | AsyncGenerator<Uint8Array>> {
  return path !== "-" && (await isFile(path)) ? await onDisk(path) : read(path);
}

/** A file that can be read from any byte on. */
export async function onDisk(path: string): Promise<Blob> {
  return DiskFile.at(path).catch(failed(path));
}

/** All bytes of a small file. */
export async function whole(path: string): Promise<Uint8Array> {
  return readFile(path).catch(failed(path));
}

/** The text of a contig map, read no further than the core reads one. */
export async function mapText(path: string): Promise<string> {
  let bytes = new Uint8Array(0);
  for await (const chunk of read(path)) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.byteLength > LARGEST_MAP) break;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** The path of the index that lies beside a file. */
export async function indexBeside(path: string): Promise<string | undefined> {
  for (const index of [`${path}.tbi`, `${path}.csi`]) if (await isFile(index)) return index;
  return undefined;
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

/**
 * The pieces of a file for a reader that does not wait; each is valid until the next one is asked for. What was read
 * from standard input is held, since it comes once.
 */
export async function pieces(path: string): Promise<() => Iterable<Uint8Array>> {
  if (path !== "-") return () => readNow(path);
  const held: Uint8Array[] = [];
  for await (const chunk of read(path)) held.push(chunk);
  return () => held;
}

function* readNow(path: string): Generator<Uint8Array, void> {
  const buffer = new Uint8Array(CHUNK);
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    for (let length; (length = readSync(file, buffer)) > 0;) yield buffer.subarray(0, length);
  } catch (cause) {
    throw ioError(path, cause);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** At least `count` first bytes, where there are as many, and all bytes with these. */
export async function peek(
  source: Blob | AsyncGenerator<Uint8Array>,
  count: number,
): Promise<{ head: Uint8Array; bytes: Blob | AsyncIterable<Uint8Array> }> {
  if (source instanceof Blob) return { head: await collect(source.slice(0, count)), bytes: source };
  let head = new Uint8Array(0);
  while (head.byteLength < count) {
    const next = await source.next();
    if (next.done) break;
    // A pipe may give less than was asked for.
    head = Buffer.concat([head, next.value]);
  }
  async function* all() {
    yield head;
    yield* source as AsyncGenerator<Uint8Array>;
  }
  return { head, bytes: all() };
}

type Content = Uint8Array | Iterable<string> | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export async function write(path: string, content: Content): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  // What is no file on a disk (`/dev/stdout`, a named pipe) cannot be put in place of another.
  if (there && !there.isFile()) return writeFile(path, content).catch(failed(path));
  await replaced(path, content);
}

/** Writes a file under another name beside it first: at any time it is there whole, or not at all. */
export async function replaced(path: string, content: Content): Promise<void> {
  // A link stays, and leads to the new file.
  const place = await realpath(path).catch(() => path);
  const part = `${place}.part`;
  try {
    await writeFile(part, content);
    await rename(part, place);
  } catch (cause) {
    // What went wrong is told; that nothing was there to be removed is not.
    await rm(part, { force: true }).catch(() => undefined);
    failed(path)(cause);
  }
}

/** Resolves when it has left the process: a pipe takes it in pieces. */
export async function print(text: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      // A reader that has seen enough (`| head`) is no failure.
      if (error && !("code" in error && error.code === "EPIPE")) reject(ioError("-", error));
      else resolve();
    });
  });
}

/** Throws what went wrong with a path. */
export function failed(path: string): (cause: unknown) => never {
  return (cause) => {
    throw ioError(path, cause);
  };
}

/** What the system says of a path; anything else stays as it is. */
export function ioError(path: string, cause: unknown): unknown {
  const isOwn = cause instanceof GenosieveError;
  if (isOwn || !(cause instanceof Error) || !("code" in cause)) return cause;
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
