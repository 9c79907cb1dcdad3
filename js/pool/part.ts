/** One part of a file, in this thread. */
import { Handle } from "../core.js";
import type * as Raw from "../glue.js";
import { breath, ticker } from "../pace.js";
import { chunks, PIECE } from "../source.js";

/** How far the reader of a part is. */
export interface Reading {
  bytesRead: number;
  records: number;
  position: { contig: string; pos: number } | null;
}

/** Reads the header; false where the file ends before it does. */
export async function readHead(
  screen: Handle<Raw.Screen>,
  input: Blob,
  signal?: AbortSignal,
): Promise<boolean> {
  for await (const piece of chunks(input, signal, PIECE)) {
    screen.use((raw) => raw.push(piece));
    if (screen.use((raw) => raw.hasHeader())) return true;
  }
  return false;
}

/** Reads a part up to its end; nothing where the file cannot be cut. The caller frees what comes back. */
export async function readPart(
  whole: Handle<Raw.Screen>,
  input: Blob,
  [from, to]: readonly [number, number],
  onProgress: (reading: Reading) => void,
  { keepLines = false, signal }: { keepLines?: boolean; signal?: AbortSignal } = {},
): Promise<Handle<Raw.Screen> | undefined> {
  const raw = whole.use((screen) => screen.part(from, to));
  if (raw === undefined) return undefined;
  const part = new Handle(whole.core, () => raw);
  // For another instance records go as lines: that is shorter than what is made of them.
  if (keepLines) part.use((screen) => screen.keepLines());
  const due = ticker();
  let begun = false;
  try {
    for await (const chunk of chunks(input.slice(from), signal)) {
      part.use((screen) => screen.push(chunk));
      if (part.use((screen) => screen.isEnough())) break;
      if (due() || !begun) {
        const reading = part.use((screen) => screen.progress());
        // The first records tell where in the genome the part begins.
        begun ||= reading.position !== null;
        onProgress(reading);
      }
      await breath();
    }
    return part;
  } catch (error) {
    part.free();
    throw error;
  }
}
