/** What changes the library: adding, removing, and clearing away what an interrupted import left. */
import type { PanelInfo } from "genosieve";

import { FOLDER, readKept, type Kept, type Manifest } from "./kept.js";

/** Whoever changes something holds it, in whatever tab: a file that is being written is not in the way. */
const LOCK = "genosieve-library";

/** The end of a name under which a file is written. */
const PART = ".part";

/** How often a file is tried to be removed that somebody may still hold, and milliseconds between. */
const TRIES = 50;
const PAUSE = 100;

/** Bytes written at once. */
const PIECE = 8 << 20;

/** All engines have it in this file system (WHATWG File System, `FileSystemFileHandle.move`). */
type Movable = FileSystemFileHandle & { move(name: string): Promise<void> };

/** In workers alone. */
type Writable = Movable & {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(bytes: Uint8Array, options: { at: number }): number;
    flush(): void;
    close(): void;
  }>;
};

async function changing<T>(work: (at: FileSystemDirectoryHandle) => Promise<T>): Promise<T> {
  return navigator.locks.request(LOCK, async () => {
    const root = await navigator.storage.getDirectory();
    return work(await root.getDirectoryHandle(FOLDER, { create: true }));
  });
}

/** Writes a file under another name and moves it once it is whole. */
async function write(
  at: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const part = (await at.getFileHandle(name + PART, { create: true })) as Writable;
  const access = await part.createSyncAccessHandle();
  try {
    access.truncate(0);
    for (let from = 0; from < bytes.length;) {
      const written = access.write(bytes.subarray(from, from + PIECE), { at: from });
      // Not all engines throw when there is no room.
      if (written === 0) throw new DOMException("nothing was written", "QuotaExceededError");
      from += written;
    }
    access.flush();
  } finally {
    access.close();
  }
  await part.move(name);
}

/**
 * Keeps a panel, in a worker; says whether it was there before. What is there already is not written
 * again.
 */
export function keep(info: PanelInfo, bytes: Uint8Array): Promise<{ id: string; before: boolean }> {
  const id = info.sha256;
  return changing(async (at) => {
    const old = await readKept(at, id);
    if (old?.file.size === bytes.length) return { id, before: true };
    await discard(at, id);
    const added = new Date().toISOString();
    const manifest: Manifest = { version: 1, info, bytes: bytes.length, added };
    try {
      await write(at, `${id}.gsp`, bytes);
      await write(at, `${id}.json`, new TextEncoder().encode(JSON.stringify(manifest)));
    } catch (error) {
      await clear(at);
      throw error;
    }
    return { id, before: false };
  });
}

export function remove({ id }: Pick<Kept, "id">): Promise<void> {
  return changing((at) => discard(at, id));
}

/** The manifest first: from then on the panel is not there. */
async function discard(at: FileSystemDirectoryHandle, id: string): Promise<void> {
  for (const name of [`${id}.json`, `${id}.gsp`]) await gone(at, name);
}

/**
 * A worker that was ended lets go of the lock of the library a moment before the file that it wrote, which until then
 * cannot be removed (WHATWG File System, `NoModificationAllowedError`).
 */
async function gone(at: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await at.removeEntry(name);
    } catch (error) {
      const why = error instanceof DOMException ? error.name : undefined;
      if (why === "NotFoundError") return;
      if (why !== "NoModificationAllowedError" || tries === TRIES) throw error;
    }
    await new Promise((later) => setTimeout(later, PAUSE));
  }
}

/**
 * Removes whatever is not whole, and says how many panels that were: nobody writes while this holds the
 * lock, so it is what a tab left that was closed amid its work.
 */
export function sweep(): Promise<number> {
  return changing(clear);
}

async function clear(at: FileSystemDirectoryHandle): Promise<number> {
  const names: string[] = [];
  for await (const name of at.keys()) names.push(name);
  const broken = new Set<string>();
  for (const name of names) {
    const id = name.split(".")[0] ?? name;
    const file = name === `${id}.gsp` || name === `${id}.json`;
    if (file && (await readKept(at, id))) continue;
    await gone(at, name);
    broken.add(id);
  }
  return broken.size;
}
