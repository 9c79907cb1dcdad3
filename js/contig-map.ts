/** A contig map as the core reads it. */
import { optionError } from "./error.js";
import type { ContigMap } from "./types.js";

/** The text of a map; a name that would not be one in a text is refused. */
export function contigMap(map: ContigMap): string {
  if (typeof map === "string") return map;
  const row = ([name, meant]: [string, unknown]) => {
    const isName = typeof meant === "string" && /^\S+$/.test(meant) && /^[^\s#]\S*$/.test(name);
    if (!isName) throw optionError(`contigMap ${name}`);
    return `${name}\t${meant}\n`;
  };
  return Object.entries(map).map(row).join("");
}
