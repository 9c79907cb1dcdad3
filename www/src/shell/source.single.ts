/** The same as `source.ts` where the page is one file: all that it needs stands in it. */
import { FILES } from "./files.js";
import type { Bytes, FileName } from "../../../js/element/words.js";

export { begun, outside } from "./alone.js";
export { loaded } from "./loaded.js";

/** Beside a single file there is no library. */
export const library = false;

/** Nothing is asked of a host. */
export const settled = Promise.resolve();
export const updated = new Promise<void>(() => {});
export function stop(): void {}

/** Out of its block: gzip, in the letters of base64 (RFC 4648, section 4). */
export async function bytesOf(name: FileName): Promise<Bytes> {
  const block = document.getElementById(FILES[name]);
  if (!block) throw new Error(name);
  const letters = atob(block.textContent.trim());
  const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  block.remove();
  const content = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(content).arrayBuffer());
}
