/** A file of this site. */
import type { Bytes } from "./words.js";

export async function fetched(url: string, priority: RequestPriority = "auto"): Promise<Bytes> {
  const response = await fetch(url, { priority });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
