/** Alleles that are typed in place of a list: the table that is made of them, and compiled as any other. */

/** The file that is made of them, by which a panel knows where it comes from. */
export const TYPED = "typed-alleles.tsv";

/** Lines above the first row. */
export const HEADER_LINES = 1;

/** In quotes a cell holds anything but the end of a line. */
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A row for each line, empty where it is; what was typed is the entry's id. */
export function typedTable(lines: readonly string[]): string {
  const rows = lines.map((line) => [cell(line), cell(line)]);
  return [["variant", "id"], ...rows].map((cells) => `${cells.join("\t")}\n`).join("");
}
