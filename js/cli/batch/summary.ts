/** The summary of a batch: a row for each sample, and for each input that gave no report. */
import { join } from "node:path";

import { STATES } from "../../states.js";
import { replaced } from "../files.js";
import { fill } from "../say.js";
import type { Outcome } from "./manifest.js";

/** Its name in the folder. */
const NAME = "summary.tsv";
/** Inputs that are named on the terminal; the file has all. */
const MOST_NAMED = 100;
/** Exit codes, the worst last. One that stopped short of its report is worse than an incomplete file. */
const WORST_LAST = [0, 5, 1, 3, 4];

/** Writes `summary.tsv`. */
export async function writeSummary(folder: string, outcomes: Outcome[]): Promise<void> {
  await replaced(join(folder, NAME), rows(outcomes));
}

function* rows(outcomes: Outcome[]): Generator<string, void> {
  const columns = ["input", "sample", "code", "position", "detail", "notices", ...STATES];
  yield row([...columns, "report"]);
  for (const { input, code, position, detail, notices, reports } of outcomes) {
    const of = (sample: string, counts: (number | string)[], report: string) =>
      row([input, sample, code, position, detail, notices.join(","), ...counts, report]);
    // A sample that is not named has an empty cell.
    for (const { sample, counts, file } of reports) yield of(sample ?? "", counts, file);
    if (reports.length === 0)
      yield of(
        "",
        STATES.map(() => ""),
        "",
      );
  }
}

function row(cells: (number | string)[]): string {
  return `${cells.map(cell).join("\t")}\n`;
}

/** A tab or the end of a line within a cell would be another one. */
function cell(content: number | string): string {
  return String(content).replace(/[\t\r\n]/g, " ");
}

/** What is told in the end: how many inputs came to what, and which ones are not answered as a whole. */
export function told(outcomes: Outcome[], before: number, texts: Record<string, string>): string {
  const count = (wanted: string) => outcomes.filter(({ code }) => code === wanted).length;
  const [answered, incomplete] = [count("answered"), count("incomplete")];
  const failed = outcomes.length - answered - incomplete;
  const values = [outcomes.length, answered, incomplete, failed, before].map(String);
  const lines = [fill(texts["batch.counts"] ?? "", ...values)];
  const odd = outcomes.filter(({ code }) => code !== "answered");
  for (const { input, code, position, detail } of odd.slice(0, MOST_NAMED)) {
    lines.push([input, code, position, detail].map(cell).join("  ").trimEnd());
  }
  const more = odd.length - MOST_NAMED;
  if (more > 0) lines.push(fill(texts["batch.more"] ?? "", String(more), NAME));
  return lines.map((line) => `${line}\n`).join("");
}

/** The exit code of the whole: that of the worst of its inputs. */
export function exitCode(outcomes: Outcome[]): number {
  const worst = Math.max(0, ...new Set(outcomes.map(({ exit }) => WORST_LAST.indexOf(exit))));
  return WORST_LAST[worst] ?? 0;
}
