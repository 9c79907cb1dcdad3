/** Alleles that a person types, one a line: a small table is made of them, and read as any other. */
import type { Build, ReportEntry } from "genosieve";

import { TYPED, typedTable } from "../../js/typed.js";
import { alleleOf } from "./annotation.js";

/** What became of a line: its entry, or why it gave none. */
export type TypedLine = { text: string } & ({ entry: ReportEntry } | { reason: string });

/** What was typed as the compiler read it. */
export interface ReadAlleles {
  /** Null where no name of a sequence tells it. */
  build: Build | null;
  lines: TypedLine[];
}

/** Lines at most: the compiler tells of no more that it did not read. */
export const MOST_LINES = 100;

/** Wide letters of Japanese input, dashes of typeset text, and commas within numbers, as this page shows them. */
function plain(line: string): string {
  return line
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/(\d),(?=\d{3})/g, "$1")
    .trim();
}

/** The lines that hold something. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map(plain)
    .filter(Boolean);
}

/** The small table that is made of them. */
export const tableOf = (lines: readonly string[]) => new File([typedTable(lines)], TYPED);

export const entriesOf = ({ lines }: ReadAlleles): ReportEntry[] =>
  lines.flatMap((line) => ("entry" in line ? line.entry : []));

/** What a list of them is called in any language: the first, and how many more. */
export function listName(read: ReadAlleles): string {
  const [first, ...others] = entriesOf(read);
  if (!first) return "";
  const name = `${first.contig}:${first.pos} ${alleleOf(first)}`;
  return others.length > 0 ? `${name} +${others.length}` : name;
}
