/** What a batch has done: a line of JSON for each input, after one of what was asked (`docs/batch.md`). */
import { appendFileSync, closeSync, openSync } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { optionError } from "../../error.js";
import { failed, ioError, isFile, replaced } from "../files.js";
import type { Input } from "./inputs.js";

/** Its name in the folder. */
const NAME = "manifest.jsonl";
/** The name and version of the format. */
export const SCHEMA = "genosieve.batch/1";
/** Errors that may be gone the next time: the file can be read by then, or there is more memory. */
const MAY_PASS = ["io", "out_of_memory", "file_changed", "trap", "wasm_load", "instance_gone"];

/** What was asked. What was done under another one is done anew. */
export interface Asked {
  schema: typeof SCHEMA;
  tool: string;
  /** SHA-256 of the panel's content. */
  panel: string;
  options: Record<string, unknown>;
}

/** An input as it was when it was read. */
export interface Stamp {
  /** The path, as it was given. */
  input: string;
  /** What its reports are called. */
  name: string;
  /** Its size in bytes; null where it could not be asked for. */
  bytes: number | null;
  /** When it was changed last: seconds since 1970 with nanoseconds. */
  modified: string | null;
}

/** What an input came to. */
export interface Outcome extends Stamp {
  /** `answered`, `incomplete`, or the code of an error. */
  code: string;
  /** The exit code of the command for this input alone. */
  exit: number;
  /** Where in the input; `-` where nowhere. */
  position: string;
  /** The value that an error speaks of. */
  detail: string;
  /** Codes of notices. */
  notices: string[];
  /** A report for each sample. */
  reports: Written[];
  /** The native command alone writes them. */
  planes: null;
}

/** A report that was written. */
export interface Written {
  /** The sample; null for a file without samples. */
  sample: string | null;
  /** Its path in the folder. */
  file: string;
  /** Its size. */
  bytes: number;
  /** How many entries have each state, in the order of the report's summary. */
  counts: number[];
}

/** How an input is now. */
export async function stampOf({ path, name }: Input): Promise<Stamp> {
  const facts = await stat(path, { bigint: true }).catch(() => undefined);
  return {
    input: path,
    name,
    bytes: facts === undefined ? null : Number(facts.size),
    modified: facts === undefined || facts.mtimeNs < 0n ? null : seconds(facts.mtimeNs),
  };
}

function seconds(nanoseconds: bigint): string {
  const digits = String(nanoseconds).padStart(10, "0");
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

/** Whether an input is as it was. */
export function isSame(one: Stamp, other: Stamp): boolean {
  return (["input", "name", "bytes", "modified"] as const).every((key) => one[key] === other[key]);
}

/** Whether it stands as long as the input does: another try may read what could not be read, or find memory. */
async function stays({ code, reports }: Outcome, folder: string): Promise<boolean> {
  if (MAY_PASS.includes(code)) return false;
  for (const { file, bytes } of reports) {
    const facts = await stat(join(folder, file)).catch(() => undefined);
    if (!facts?.isFile() || facts.size !== bytes) return false;
  }
  return true;
}

/** The manifest of a folder, to which each outcome is added as it comes. */
export class Manifest {
  readonly #path: string;
  readonly #asked: Asked;
  readonly #file: number;

  private constructor(path: string, asked: Asked) {
    this.#path = path;
    this.#asked = asked;
    try {
      this.#file = openSync(path, "a");
    } catch (cause) {
      throw ioError(path, cause);
    }
  }

  /**
   * Opens the manifest of a folder, and gives the outcomes that still stand, an item for each input. Throws
   * `option_invalid` where the folder holds anything and no manifest: it is not that of a batch.
   */
  static async open(
    folder: string,
    asked: Asked,
    inputs: Input[],
  ): Promise<{ manifest: Manifest; done: (Outcome | undefined)[] }> {
    await mkdir(folder, { recursive: true }).catch(failed(folder));
    const path = join(folder, NAME);
    let known = new Map<string, Outcome>();
    if (await isFile(path)) {
      known = await read(path, asked);
    } else if ((await readdir(folder).catch(failed(folder))).length > 0) {
      throw optionError(`--out-dir ${folder}: ${NAME}`);
    }
    const done: (Outcome | undefined)[] = [];
    for (const input of inputs) {
      const outcome = known.get(input.path);
      const stands =
        outcome !== undefined &&
        isSame(outcome, await stampOf(input)) &&
        (await stays(outcome, folder));
      done.push(stands ? outcome : undefined);
    }
    await write(path, asked, done);
    return { manifest: new Manifest(path, asked), done };
  }

  /** Adds an outcome, in one write. */
  add(outcome: Outcome): void {
    try {
      appendFileSync(this.#file, lineOf(outcome));
    } catch (cause) {
      throw ioError(this.#path, cause);
    }
  }

  /** Writes it in the order of the inputs. */
  async finish(outcomes: Outcome[]): Promise<void> {
    closeSync(this.#file);
    await write(this.#path, this.#asked, outcomes);
  }
}

/**
 * The outcomes of a manifest by input; none where something else was asked. What cannot be read was cut off, and is done
 * again.
 */
async function read(path: string, asked: Asked): Promise<Map<string, Outcome>> {
  const known = new Map<string, Outcome>();
  const [head, ...lines] = parsed(await readFile(path).catch(failed(path)));
  if (!isDeepStrictEqual(head, JSON.parse(lineOf(asked)))) return known;
  for (const line of lines) if (isOutcome(line)) known.set(line.input, line);
  return known;
}

/** What the lines of a file hold; undefined for those that hold no JSON. */
function* parsed(bytes: Buffer): Generator<unknown, void> {
  for (let from = 0, end; from < bytes.length; from = end + 1) {
    end = bytes.indexOf("\n", from);
    if (end < 0) end = bytes.length;
    try {
      yield JSON.parse(bytes.toString("utf8", from, end)) as unknown;
    } catch {
      yield undefined;
    }
  }
}

/** Whether a line has all that is gone by. */
function isOutcome(line: unknown): line is Outcome {
  const { input, code, exit, position, detail, notices, reports, planes } = (line ?? {}) as Outcome;
  const texts = [input, code, position, detail].every((text) => typeof text === "string");
  const lists = [notices, reports].every((list) => Array.isArray(list));
  const written = ({ file, bytes, counts }: Written) =>
    typeof file === "string" && typeof bytes === "number" && Array.isArray(counts);
  return texts && lists && typeof exit === "number" && planes === null && reports.every(written);
}

async function write(path: string, asked: Asked, outcomes: (Outcome | undefined)[]): Promise<void> {
  await replaced(path, lines(asked, outcomes));
}

function* lines(asked: Asked, outcomes: (Outcome | undefined)[]): Generator<string, void> {
  yield lineOf(asked);
  for (const outcome of outcomes) if (outcome !== undefined) yield lineOf(outcome);
}

function lineOf(value: Asked | Outcome): string {
  return `${JSON.stringify(value)}\n`;
}
