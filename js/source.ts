import { GenosieveError, optionError, unreadableError } from "./error.js";
import type { Source } from "./types.js";

/** Bytes per read and per push: 1 MiB reads fastest, and bounds what the wasm heap grows by. */
export const CHUNK = 1 << 20;

/** The same for readers that soon have enough. */
export const PIECE = 1 << 16;

type Collected = Uint8Array<ArrayBuffer>;

/** The length in bytes where the source knows it. */
export function sizeOf(source: Source): number | undefined {
  if (source instanceof Blob) return source.size;
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return source.byteLength;
  return undefined;
}

/** The file name that a File brings. */
export function nameOf(source: Source): string | undefined {
  const name: unknown = source instanceof Blob && "name" in source ? source.name : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/**
 * The bytes of any source in chunks of at most `size`. A chunk is valid until the next one is asked
 * for: streams read into two buffers. An abort rejects with the signal's reason, also
 * while a read is pending.
 */
export async function* chunks(
  source: Source,
  signal?: AbortSignal,
  size = CHUNK,
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted();
  if (source instanceof ArrayBuffer) yield* split(new Uint8Array(source), size, signal);
  else if (source instanceof Uint8Array) yield* split(source, size, signal);
  else if (source instanceof Blob) yield* ofBlob(source, size, signal);
  else if (isStream(source)) yield* streamed(source, size, signal);
  else if (isAsyncIterable(source)) yield* iterated(source, size, signal);
  else throw optionError("the source is no File, Blob, stream, AsyncIterable or bytes");
}

/**
 * All bytes of a source, which is a panel or an index and never a genome; undefined where there are more
 * than `most`. Bytes of the caller are copied: what is made of them must not change with them.
 */
export async function collect(source: Source, signal?: AbortSignal): Promise<Collected>;
export async function collect(
  source: Source,
  signal: AbortSignal | undefined,
  most: number,
): Promise<Collected | undefined>;
export async function collect(
  source: Source,
  signal?: AbortSignal,
  most = Infinity,
): Promise<Collected | undefined> {
  const size = sizeOf(source);
  if ((size ?? 0) > most) return undefined;
  if (source instanceof Uint8Array) return new Uint8Array(source);
  if (size !== undefined) return filled(new Uint8Array(size), source, signal);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of chunks(source, signal)) {
    length += chunk.byteLength;
    if (length > most) return undefined;
    // The next chunk takes the place of this one.
    pieces.push(chunk.slice());
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** In place: pieces beside the whole would take its memory twice. */
async function filled(
  bytes: Collected,
  source: Source,
  signal: AbortSignal | undefined,
): Promise<Collected> {
  let at = 0;
  for await (const chunk of chunks(source, signal)) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/**
 * Rejects where a file was changed or removed while it was read. Engines look when they open a file, and
 * a stream that is open reads on; so a byte of it is read anew.
 */
export async function unchanged(source: Source, signal?: AbortSignal): Promise<void> {
  if (!(source instanceof Blob)) return;
  for await (const _ of chunks(source.slice(0, 1), signal, 1));
}

function* split(bytes: unknown, size: number, signal?: AbortSignal): Generator<Uint8Array> {
  if (!(bytes instanceof Uint8Array)) throw optionError("a chunk of the source is not bytes");
  for (let at = 0; at < bytes.byteLength; at += size) {
    signal?.throwIfAborted();
    yield bytes.subarray(at, at + size);
  }
}

/**
 * A file that was changed or removed since it was chosen cannot be read. Browsers reject then, with
 * errors of several names; a Blob's stream has no other reason to.
 */
async function* ofBlob(blob: Blob, size: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks = streamed(blob.stream(), size, signal);
  let left = blob.size;
  try {
    for (;;) {
      const next = await chunks.next().catch((cause: unknown) => {
        signal?.throwIfAborted();
        throw cause instanceof GenosieveError ? cause : unreadableError(cause);
      });
      if (next.done) break;
      left -= next.value.byteLength;
      yield next.value;
    }
    // Not every engine refuses a file that was cut short since.
    if (left > 0) throw unreadableError(`${left} bytes are missing`);
  } finally {
    await chunks.return(undefined);
  }
}

async function* streamed(
  stream: ReadableStream<Uint8Array>,
  size: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = openReader(stream, size);
  // A cancelled reader ends its pending read at once.
  const stop = () => void reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener("abort", stop, { once: true });
  let ended = false;
  try {
    let next = reader.next();
    for (;;) {
      const chunk = await next;
      signal?.throwIfAborted();
      if (chunk === undefined) break;
      // Read on while this one is worked on; a failure is met when its turn comes.
      next = reader.next();
      next.catch(() => {});
      yield* split(chunk, size, signal);
    }
    ended = true;
  } finally {
    signal?.removeEventListener("abort", stop);
    if (!ended) stop();
  }
}

interface Reader {
  next(): Promise<Uint8Array | undefined>;
  cancel(reason: unknown): Promise<void>;
}

/**
 * BYOB where the stream has it: it reads faster and holds two buffers instead of many. A read may begin
 * while the chunk before is in use, and not before the one before that is done with.
 */
function openReader(stream: ReadableStream<Uint8Array>, size: number): Reader {
  let byob: ReadableStreamBYOBReader;
  try {
    byob = stream.getReader({ mode: "byob" });
  } catch (error) {
    if (!(error instanceof TypeError) || stream.locked) throw error;
    const plain = stream.getReader();
    return {
      next: async () => (await plain.read()).value,
      cancel: (reason) => plain.cancel(reason),
    };
  }
  let [free, used]: (ArrayBuffer | undefined)[] = [];
  return {
    next: async () => {
      const { value, done } = await byob.read(new Uint8Array(free ?? new ArrayBuffer(size)));
      if (done || value === undefined) return undefined;
      [free, used] = [used, value.buffer];
      return value;
    },
    cancel: (reason) => byob.cancel(reason),
  };
}

async function* iterated(
  source: AsyncIterable<Uint8Array>,
  size: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const abort = watch(signal);
  let ended = false;
  try {
    for (;;) {
      const next = iterator.next();
      const result = await (abort ? Promise.race([next, abort.promise]) : next);
      if (result.done) break;
      yield* split(result.value, size, signal);
    }
    ended = true;
  } finally {
    abort?.stop();
    // Not awaited: a generator that waits for bytes cannot return before they come.
    if (!ended) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** A promise that rejects when the signal aborts. */
function watch(signal?: AbortSignal): { promise: Promise<never>; stop: () => void } | undefined {
  if (!signal) return undefined;
  let stop = () => {};
  const promise = new Promise<never>((_, reject) => {
    const fail = () => reject(signal.reason);
    signal.addEventListener("abort", fail, { once: true });
    stop = () => signal.removeEventListener("abort", fail);
  });
  // The race may be over when it rejects.
  promise.catch(() => {});
  return { promise, stop };
}

/** What comes from JavaScript callers is not what the types promise. */
function isObject(source: unknown): source is object {
  return typeof source === "object" && source !== null;
}

function isStream(source: unknown): source is ReadableStream<Uint8Array> {
  return isObject(source) && "getReader" in source && typeof source.getReader === "function";
}

function isAsyncIterable(source: unknown): source is AsyncIterable<Uint8Array> {
  return isObject(source) && Symbol.asyncIterator in source;
}
