/** The report in a form that is saved: of the entries that are asked about, and no others. */
import { exportReport, exportVcf } from "genosieve/bare";
import type { ExportOptions, ExportVcfOptions } from "genosieve";

import type { Written } from "./protocol.js";
import type { Screened } from "./screened.js";

/** What spreadsheets expect of a table: without the mark Excel takes UTF-8 for something else. */
const TABLES: Partial<Record<Written["format"], Partial<ExportOptions>>> = {
  csv: { bom: true, crlf: true },
};

export async function written(
  { file, report }: Screened,
  { format, scope, samples, language }: Written,
  reading: Pick<ExportVcfOptions, "signal" | "onProgress">,
): Promise<Blob> {
  switch (format) {
    case "json":
      return new Blob([...report.jsonPieces()]);
    case "vcf": {
      // The browser keeps blobs, and may do so on a disk.
      const pieces: Blob[] = [];
      for await (const piece of exportVcf(report, file, { scope, samples, ...reading }))
        pieces.push(new Blob([piece]));
      return new Blob(pieces);
    }
    default: {
      const options = { format, scope, samples, language, ...TABLES[format] };
      return new Blob([await exportReport(report, options)]);
    }
  }
}
