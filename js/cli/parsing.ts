/** What every command line is read with. */
import { parseArgs, type ParseArgsConfig } from "node:util";

import { optionError } from "../error.js";

export const STRING = { type: "string" } as const;
export const FLAG = { type: "boolean" } as const;
export const LIST = { type: "string", multiple: true } as const;
/** node:util knows no option that is short only; nobody types this name. */
export const OUT = "\0out";
const COMMON = {
  help: { type: "boolean", short: "h" },
  lang: STRING,
  [OUT]: { type: "string", short: "o" },
} as const;

export function split(values: string[] = []): string[] {
  return values.flatMap((value) => value.split(","));
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What node:util makes of a command line. */
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{
    args: string[];
    allowPositionals: true;
    tokens: true;
    options: T & typeof COMMON;
  }>
>;

/** node:util's parser, with what it finds wrong in our terms, and no option given twice. */
export function strict<T extends Options>(argv: string[], own: T): Parsed<T> {
  const options: T & typeof COMMON = { ...COMMON, ...own };
  try {
    const parsed = parseArgs({ args: argv, allowPositionals: true, tokens: true, options });
    const seen = new Set<string>();
    for (const token of parsed.tokens) {
      if (token.kind !== "option" || options[token.name]?.multiple) continue;
      if (seen.has(token.name)) throw optionError(`${token.rawName} (twice)`);
      seen.add(token.name);
    }
    return parsed;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw optionError(error.message.split("\n")[0] ?? "");
  }
}

export function one(what: string, positionals: string[]): string {
  const [first, ...rest] = positionals;
  if (first === undefined) throw optionError(`${what} is missing`);
  if (rest.length > 0) throw optionError(rest.join(" "));
  return first;
}

export function required(option: string, value: string | undefined): string {
  if (value === undefined) throw optionError(`${option} is missing`);
  return value;
}

export function among<T extends string>(option: string, value: string, allowed: T[]): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw optionError(`${option} ${value}`);
  return found;
}

/** A whole number from 0 to `most`. */
export function whole(option: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = /^[0-9]+$/.test(value) ? Number(value) : Infinity;
  if (number > most) throw optionError(`${option} ${value}`);
  return number;
}
