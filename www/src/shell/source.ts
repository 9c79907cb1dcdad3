/** Where the shell has its files from: the host of the page. */
import { FILES } from "./files.js";
import { fetched } from "../../../js/element/fetched.js";
import { offline } from "./offline.js";
import { LATER, type Bytes, type FileName } from "../../../js/element/words.js";

export { begun, outside } from "./alone.js";
export { loaded } from "./loaded.js";

/** The library is a page of the same site. */
export const library = true;

const site = offline();
export const { settled, updated, stop } = site;

export function bytesOf(name: FileName): Promise<Bytes> {
  const bytes = fetched(FILES[name], LATER.includes(name) ? "low" : "auto");
  site.keep(FILES[name], bytes);
  return bytes;
}
