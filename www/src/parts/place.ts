/** Where an entry lies and what it is, as the page writes it. */
import type { ReportEntry } from "genosieve";

import { alleleOf } from "../annotation.js";
import type { Say } from "../text/index.js";

/** `chr1:1,234`, or the bases of a region: first and last. */
export function placeText({ contig, pos, regionEnd }: ReportEntry, say: Say): string {
  const start = `${contig}:${say.number(pos)}`;
  return regionEnd === undefined ? start : `${start}–${say.number(regionEnd)}`;
}

export function alleleText(entry: ReportEntry, say: Say, whole = false): string {
  return entry.regionEnd === undefined ? alleleOf(entry, whole) : say("table.region");
}
