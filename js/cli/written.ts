/** A report as it is written. */
import type { FamilyReport } from "../family-report.js";
import type { Report } from "../report.js";
import type { Language } from "../types.js";
import type { Format } from "./args.js";

/** One behind the other. */
export function piecesOf(
  report: Report | FamilyReport,
  format: Format,
  language: Language,
): Iterable<string> | Iterable<Uint8Array> {
  return {
    table: () => [report.table(language)],
    json: () => report.jsonPieces(),
    tsv: () => report.tsvPieces(),
  }[format]();
}
