/** What a newer release means for a result that was saved. */
import type { NamedAllele, PanelDifference, ReportData } from "genosieve";

/** The largest report that is read here. */
const LARGEST = 256 << 20;

export type SavedOutcome =
  /** It is no report, or one of another list: nothing can be said of it. */
  | { kind: "none" | "otherList"; name: string }
  | {
      kind: "found";
      name: string;
      /** Entries that the result lists. */
      listed: number;
      reclassified: PanelDifference["reclassified"];
      removed: NamedAllele[];
    };

/** Releases name contigs with `chr` or without. */
const keyOf = ({ contig, pos, ref, alt }: Pick<NamedAllele, "contig" | "pos" | "ref" | "alt">) =>
  [contig.replace(/^chr/i, ""), pos, ref, alt].join(":");

export async function outcomeFor(file: File, difference: PanelDifference): Promise<SavedOutcome> {
  const { name } = file;
  const report = await read(file);
  if (!report) return { kind: "none", name };
  if (report.panel.sha256 !== difference.from.sha256) return { kind: "otherList", name };
  const listed = new Set(report.verdicts.map(({ entry }) => keyOf(entry)));
  return {
    kind: "found",
    name,
    listed: listed.size,
    reclassified: difference.reclassified.filter(({ allele }) => listed.has(keyOf(allele))),
    removed: difference.removed.filter((allele) => listed.has(keyOf(allele))),
  };
}

async function read(file: File): Promise<ReportData | undefined> {
  if (file.size > LARGEST) return undefined;
  try {
    const report = JSON.parse(await file.text()) as Partial<ReportData>;
    const sound = report.schema === "genosieve.report/1" && Array.isArray(report.verdicts);
    return sound && report.panel ? (report as ReportData) : undefined;
  } catch {
    return undefined;
  }
}
