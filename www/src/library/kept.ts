/**
 * What the library of this site holds, and nothing that changes it: the page that opens genomes reads
 * it through this file alone.
 *
 * Each panel is two files in a folder of the origin private file system: `<sha256>.gsp`, and
 * `<sha256>.json` with what is shown of it, which is written last. Without the second the first is not
 * there.
 */
import type { PanelInfo } from "genosieve";

/** The folder of the library. */
export const FOLDER = "panels";

/** What is written beside a panel. */
export interface Manifest {
  /** Of this file; another number is of a later page. */
  version: 1;
  info: PanelInfo;
  /** Bytes of the `.gsp`. */
  bytes: number;
  /** When it was added, as ISO 8601 in UTC. */
  added: string;
}

export interface Kept extends Manifest {
  /** Its name in the folder, and the SHA-256 of its content. */
  id: string;
  /** Its `.gsp`, of which nothing was read yet. */
  file: File;
}

/** The folder, or undefined where nothing was ever kept. Rejects where the browser keeps nothing. */
async function folder(): Promise<FileSystemDirectoryHandle | undefined> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER).catch(absent);
}

function absent(error: unknown): undefined {
  if (error instanceof DOMException && error.name === "NotFoundError") return undefined;
  throw error;
}

/** Every panel that is whole, the last one added first. Rejects where the browser keeps nothing. */
export async function listKept(): Promise<Kept[]> {
  const at = await folder();
  if (!at) return [];
  const kept: Kept[] = [];
  for await (const name of at.keys()) {
    const id = /^([0-9a-f]{64})\.json$/.exec(name)?.[1];
    const found = id && (await readKept(at, id));
    if (found) kept.push(found);
  }
  return kept.sort((a, b) => (a.added < b.added ? 1 : a.added > b.added ? -1 : 0));
}

/** One panel; undefined where a part of it is missing or says something else. */
export async function readKept(
  at: FileSystemDirectoryHandle,
  id: string,
): Promise<Kept | undefined> {
  const manifest = await at.getFileHandle(`${id}.json`).catch(absent);
  const panel = await at.getFileHandle(`${id}.gsp`).catch(absent);
  if (!manifest || !panel) return undefined;
  const read = parsed(await (await manifest.getFile()).text());
  return read?.info.sha256 === id ? { ...read, id, file: await panel.getFile() } : undefined;
}

function parsed(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Manifest;
    const { name, alleles, sources, skipped } = value.info;
    const sound =
      value.version === 1 &&
      typeof value.bytes === "number" &&
      typeof value.added === "string" &&
      typeof name === "string" &&
      typeof alleles === "number" &&
      Array.isArray(sources) &&
      typeof skipped === "object";
    return sound ? value : undefined;
  } catch {
    return undefined;
  }
}
