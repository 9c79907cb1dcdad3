import type { Handle } from "./core.js";
import type * as Raw from "./glue.js";
import { breath, ticker } from "./pace.js";
import { chunks, sizeOf, unchanged } from "./source.js";
import type { ReadOptions, Source } from "./types.js";

/** Pushes all bytes of a source into a screen, with progress on the way. */
export async function feed(
  screen: Handle<Raw.Screen> | Handle<Raw.Rescreen>,
  source: Source,
  { signal, onProgress }: ReadOptions,
): Promise<void> {
  const bytesTotal = sizeOf(source);
  const report = () => onProgress?.({ bytesTotal, ...screen.use((raw) => raw.progress()) });
  const due = ticker();
  for await (const chunk of chunks(source, signal)) {
    screen.use((raw) => raw.push(chunk));
    if (onProgress && due()) report();
    await breath();
  }
  signal?.throwIfAborted();
  await unchanged(source, signal);
  report();
}
