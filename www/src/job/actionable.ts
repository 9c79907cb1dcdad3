/** Carried entries of the genes of `panels/actionable-genes.tsv`, as the rule of each gene shows them. */
import type { EntryRow, State } from "genosieve";

import { shownByRule, type ActionableRule } from "../../../js/actionable.js";
import { symbolsOf } from "../annotation.js";
import type { Screened } from "./screened.js";

/** The rules are about entries that are classified so. */
const SIGNIFICANCE = ["pathogenic", "likely_pathogenic"];

export const CARRIED: State[] = ["carried", "carriedAssumed"];

/** Rows that are looked at; a genome carries a handful. */
export const MOST = 5_000;

export interface ActionableAnswer {
  /** Entries of these genes that are classified so, and what became of them. */
  entries: number;
  carried: number;
  /** Neither carried nor not carried: the file does not answer, or cannot decide. */
  open: number;
  shown: { gene: string; row: EntryRow }[];
}

const NOTHING: ActionableAnswer = { entries: 0, carried: 0, open: 0, shown: [] };

/** Of all of the list, whatever part of it the result is about. */
export function byRule(
  job: Screened,
  sample: number,
  rules: [gene: string, rule: ActionableRule][],
): ActionableAnswer {
  // No gene would be no condition.
  if (rules.length === 0) return NOTHING;
  return job.aside((ask) => {
    const about = ask({ genes: rules.map(([gene]) => gene), significance: SIGNIFICANCE });
    const counts = about?.summary[sample];
    if (!about || !counts) return NOTHING;
    const view = job.report.view({ sample, states: CARRIED, sort: "gene" });
    const rows = view.rows(0, MOST);
    view.free();
    const shown = rules.flatMap(([gene, rule]) => {
      const own = rows.filter(({ entry }) => symbolsOf(entry).includes(gene));
      return shownByRule(rule, own).map((row) => ({ gene, row }));
    });
    return {
      entries: about.filter?.entries ?? 0,
      carried: counts.carried + counts.carriedAssumed,
      open: counts.notAssessed + counts.indeterminate,
      shown,
    };
  });
}
