/** What is told on standard error. */
import type { Position } from "../error.js";

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function fill(text: string, ...values: string[]): string {
  return values.reduce((filled, value, at) => filled.replaceAll(`{${at}}`, () => value), text);
}

/** Where in an input; `-` where nowhere. */
export function placeOf({ line, byte }: Position): string {
  if (line !== undefined) return `line ${line}`;
  return byte === undefined ? "-" : `byte ${byte}`;
}
