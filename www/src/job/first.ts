/** The first entries of a panel, as they were understood: what a person looks at before a table is used. */
import { screen } from "genosieve/bare";
import type { Panel, ReportEntry } from "genosieve";

const FEW = 5;

/** A file that records nothing. */
const NOTHING = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

/** In the order of the genome. Entries are listed by a report, and one about nothing lists them all the same. */
export async function firstEntries(panel: Panel, most = FEW): Promise<ReportEntry[]> {
  // A file without a record says nothing of its build, which is then of no matter.
  const build = panel.info.build ?? "GRCh38";
  const report = await screen(new TextEncoder().encode(NOTHING), { panel, build });
  const view = report.view({ sort: "position" });
  const entries = view.rows(0, most).map(({ entry }) => entry);
  view.free();
  report.free();
  return entries;
}
