/** What the file says of an entry, in one sentence, and the steps that lead there. */
import type { EntryRow, ReportRecord } from "genosieve";

import type { Say } from "../text/index.js";
import { entryText, zygosityText } from "./columns.js";

/** Reasons for which no line is to be looked for. */
const LINELESS = ["no_record", "contig_absent", "contig_differs", "entry_not_representable"];

/** A line that states the reference and lists no allele of its own. */
function isReference({ alt }: ReportRecord): boolean {
  return alt === "." || alt === "<NON_REF>" || alt === "<*>";
}

/** Whether the proof was kept as a mark, without its line: the file can be read for it again. */
export function isMarked({ state, reason, records }: EntryRow): boolean {
  const open = state === "notCarried" || state === "notAssessed";
  return records.length === 0 && open && !LINELESS.includes(reason ?? "");
}

export function statement(row: EntryRow, say: Say): string {
  const allele = entryText(row, say);
  const reason = row.reason === null ? "" : say.word(`reason.${row.reason}`);
  if (row.match === "inRegion") {
    return say("say.inside", { n: row.records.length, region: allele });
  }
  switch (row.state) {
    case "carriedAssumed":
    case "notCarriedAssumed":
      return say("say.assumed", { allele, state: say.word(`state.${row.state}`) });
    case "carried":
      return row.sample === null
        ? say("say.carried.sites", { allele })
        : say("say.carried", { who: row.sample, allele, zygosity: zygosityText(row, say) });
    case "notCarried":
      if (row.entry.regionEnd !== undefined)
        return say("say.notCarried.region", { region: allele });
      return say("say.notCarried", { allele });
    case "notAssessed":
      return say("say.notAssessed", { reason });
    case "indeterminate":
      return say("say.indeterminate", { reason });
  }
}

/** Whether reference rows alone speak of the entry. */
function byReference(row: EntryRow): boolean {
  return isMarked(row) || (row.records.length > 0 && row.records.every(isReference));
}

function near(row: EntryRow, say: Say): string | false {
  if (byReference(row)) return say("step.blocks");
  if (row.records.length > 0) return say("step.near", { n: row.records.length });
  return row.reason === "no_record" ? say("step.noline") : false;
}

function genotype({ records, state, copies }: EntryRow, say: Say): string | false {
  const calls = [...new Set(records.flatMap(({ gt }) => (gt === null ? [] : [gt])))];
  if (calls.length === 0) return false;
  const gt = calls.join(say("list.separator"));
  return state === "carried" && copies
    ? say("step.copies", { gt, n: copies.carried, ploidy: copies.ploidy })
    : say("step.gt", { gt });
}

export function steps(row: EntryRow, say: Say): string[] {
  const { match, state, reason, entry } = row;
  const reference = byReference(row);
  const absent = state === "notCarried";
  const all = [
    near(row, say),
    entry.effectIsRef && say("step.effectIsRef"),
    match !== null && !entry.effectIsRef && say(`step.${match}`),
    genotype(row, say),
    absent && !reference && say("step.absent"),
    reason !== null && reason !== "no_record" && say(`reason.${reason}.help`),
    (absent || (state === "carried" && reference)) && say("step.proof"),
    state === "carried" && !reference && say("step.quality"),
  ];
  return all.filter((step) => step !== false);
}
