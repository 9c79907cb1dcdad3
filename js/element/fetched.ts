/** A file of the site, or of the package. */
import type { Bytes } from "./words.js";

export async function fetched(
  url: string | URL,
  priority: RequestPriority = "auto",
  signal?: AbortSignal,
): Promise<Bytes> {
  const inlined = /^data:[^,]*;base64,(.*)$/s.exec(String(url))?.[1];
  if (inlined !== undefined)
    return Uint8Array.from(atob(inlined), (letter) => letter.charCodeAt(0));
  const response = await fetch(url, { priority, ...(signal && { signal }) });
  if (!response.ok) throw new Error(`${String(url)}: ${String(response.status)}`);
  return new Uint8Array(await response.arrayBuffer());
}
