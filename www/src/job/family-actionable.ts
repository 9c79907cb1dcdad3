/** Of samples that are compared: which carried entries the rule of each gene shows, and of whom. */
import type { FamilyCell, FamilyReport, FamilyRow } from "genosieve/bare";

import { shownByRule, type ActionableRule } from "../../../js/actionable.js";
import { symbolsOf } from "../annotation.js";
import { CARRIED, MOST } from "./actionable.js";

/** An entry of a gene, and the members (their places) of whom the gene's rule shows it. */
export interface ShownTogether {
  gene: string;
  row: FamilyRow;
  members: number[];
}

/** The rules are those of one person: a copy in each of two members is no pair. */
export function byRuleTogether(
  report: FamilyReport,
  rules: [gene: string, rule: ActionableRule][],
): ShownTogether[] {
  const view = report.view({ classes: ["pathogenic", "likelyPathogenic"], sort: "gene" });
  const rows = view.rows(0, MOST);
  view.free();
  const members = report.overview.members.map((_, at) => at);
  return rules.flatMap(([gene, rule]) => {
    const own = rows.filter(({ entry }) => symbolsOf(entry).includes(gene));
    const shown = members.map((at) =>
      shownByRule(
        rule,
        own.flatMap((row) => carriedRow(row, at)),
      ),
    );
    return own.flatMap((row) => {
      const of = members.filter((at) => shown[at]?.some((one) => one.row === row));
      return of.length > 0 ? [{ gene, row, members: of }] : [];
    });
  });
}

type Carried = Pick<FamilyCell, "zygosity" | "copies"> &
  Pick<FamilyRow, "entry"> & { row: FamilyRow };

function carriedRow(row: FamilyRow, at: number): Carried[] {
  const cell = row.cells[at];
  if (!cell || !CARRIED.includes(cell.state)) return [];
  return [{ row, entry: row.entry, zygosity: cell.zygosity, copies: cell.copies }];
}
