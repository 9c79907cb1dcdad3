/** The files of a batch, in one order, each with a name of its own: those of the native command. */
import { readdir, stat } from "node:fs/promises";
import { sep } from "node:path";

import { optionError } from "../../error.js";
import { collect } from "../../source.js";
import { failed, fileName, read } from "../files.js";

/** How the names of genomes end. */
const GENOMES = [".vcf", ".vcf.gz", ".vcf.bgz", ".gvcf", ".gvcf.gz", ".gvcf.bgz", ".bcf"];

/** A file to screen. */
export interface Input {
  /** Where it is, as it was given. */
  path: string;
  /**
   * What its reports are called, without an extension: the file's name, and the folders between it and the one that was
   * given.
   */
  name: string;
}

/**
 * All files that are given: arguments in their order or those of the list, and of a folder, by name, those whose names
 * end so; `tellLeft` is told how many others it holds. Throws `option_invalid` where there is none, where one is
 * standard input, and where two would have one name; `io` where a folder or the list cannot be read.
 */
export async function inputsOf(
  given: string[],
  list: string | undefined,
  tellLeft: (path: string, left: number) => void,
): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const path of list === undefined ? given : await listed(list)) {
    if (path === "-") throw optionError("-");
    if (!(await isFolder(path))) {
      inputs.push({ path, name: stem(fileName(path)) });
      continue;
    }
    const left = await addFolder(path, "", inputs);
    if (left > 0) tellLeft(path, left);
  }
  if (inputs.length === 0) throw optionError("INPUT: 0");
  expectDistinct(inputs);
  return inputs;
}

/** The paths of a list; empty lines are none. */
async function listed(list: string): Promise<string[]> {
  const bytes = await collect(read(list));
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.split(/\r?\n/).filter((line) => line !== "");
  } catch {
    throw optionError(list);
  }
}

/**
 * Adds the files of a folder and of those inside of it, by name, and gives the number of others. A link to a folder is
 * not followed: it may lead back.
 */
async function addFolder(folder: string, within: string, inputs: Input[]): Promise<number> {
  const items = await readdir(folder, { withFileTypes: true }).catch(failed(folder));
  // By bytes, not by units of UTF-16.
  items.sort((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
  let left = 0;
  for (const item of items) {
    const { name } = item;
    // The path as it was given stays at its beginning, to the letter.
    const path = folder.endsWith(sep) ? folder + name : folder + sep + name;
    if (item.isDirectory()) {
      left += await addFolder(path, `${within}${name}.`, inputs);
    } else if (stem(name) !== name && !(await isFolder(path))) {
      inputs.push({ path, name: within + stem(name) });
    } else {
      left += 1;
    }
  }
  return left;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (it) => it.isDirectory(),
    () => false,
  );
}

/** A file's name without such an extension, in whatever case. */
export function stem(name: string): string {
  const lower = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const known = GENOMES.filter((end) => lower.endsWith(end)).map((end) => end.length);
  const longest = Math.max(0, ...known);
  return longest < name.length ? name.slice(0, name.length - longest) : name;
}

/** No report may be written over another one, not even where a file system takes two cases for one. */
function expectDistinct(inputs: Input[]): void {
  const known = new Map<string, Input>();
  for (const input of inputs) {
    const name = input.name.toLowerCase();
    const other = known.get(name);
    if (other !== undefined) throw optionError(`${other.path}, ${input.path}`);
    known.set(name, input);
  }
}
