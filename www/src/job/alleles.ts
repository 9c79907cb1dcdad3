/** Alleles that a person types, as the compiler reads them. */
import { compilePanel, GenosieveError, type Panel } from "genosieve/bare";
import type { ReportEntry } from "genosieve";

import { HEADER_LINES } from "../../../js/typed.js";
import { tableOf, type ReadAlleles, type TypedLine } from "../typed.js";
import { firstEntries } from "./first.js";

/** Each line with its entry, or with why it has none. */
export async function readAlleles(lines: readonly string[]): Promise<ReadAlleles> {
  /** Reasons by line, from 0. */
  const refused = new Map<number, string>();
  const panel = await compiled(lines, refused);
  if (!panel) return { build: null, lines: withEntries(lines, refused, []) };
  try {
    for (const { line, reason } of panel.info.rejected) refused.set(indexOf(line), reason);
    const { build } = panel.info;
    return { build, lines: withEntries(lines, refused, await firstEntries(panel, lines.length)) };
  } finally {
    panel.free();
  }
}

/** From the number of a line of the table. */
const indexOf = (line: number) => line - 1 - HEADER_LINES;

/** Nothing where no line is an entry. The compiler names only the first line then, so it is asked again without it. */
async function compiled(
  lines: readonly string[],
  refused: Map<number, string>,
): Promise<Panel | undefined> {
  while (refused.size < lines.length) {
    const left = lines.map((line, at) => (refused.has(at) ? "" : line));
    try {
      return await compilePanel(tableOf(left));
    } catch (error) {
      const row = rowOf(error);
      if (!row || refused.has(row.at)) throw error;
      refused.set(row.at, row.reason);
    }
  }
  return undefined;
}

/** The row by which a table without an entry is refused. */
function rowOf(error: unknown): { at: number; reason: string } | undefined {
  if (!(error instanceof GenosieveError)) return undefined;
  const { code, position, detail } = error;
  const empty = code === "panel_empty" || code === "panel_rs_only";
  return empty && position.line !== undefined
    ? { at: indexOf(position.line), reason: detail }
    : undefined;
}

/** An entry's id is its line; of lines for one allele the first has the entry. */
function withEntries(
  lines: readonly string[],
  refused: ReadonlyMap<number, string>,
  entries: readonly ReportEntry[],
): TypedLine[] {
  const byLine = new Map(entries.map((entry) => [entry.id, entry]));
  return lines.map((text, at) => {
    const entry = byLine.get(text);
    byLine.delete(text);
    return entry ? { text, entry } : { text, reason: refused.get(at) ?? "duplicate_entry" };
  });
}
