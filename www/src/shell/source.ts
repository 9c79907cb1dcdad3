/** Where the shell has its files from: the host of the page. */
import { FILES } from "./files.js";
import { fetched } from "./fetched.js";
import { offline } from "./offline.js";
import type { Bytes, FileName } from "./words.js";

export { loaded } from "./loaded.js";

/** The library is a page of the same site. */
export const library = true;

/** What a first file does not wait for. */
const LATER: FileName[] = ["describer", "genome"];

const site = offline();
export const { settled, updated, stop } = site;

export function bytesOf(name: FileName): Promise<Bytes> {
  const bytes = fetched(FILES[name], LATER.includes(name) ? "low" : "auto");
  site.keep(FILES[name], bytes);
  return bytes;
}
