/** How the annotation of an entry is shown: as its source wrote it, with its separators read. */
import type { PanelInfo, ReportEntry } from "genosieve";

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** Symbols of `GENEINFO` (`FGFR2:2263|…`), or whatever the column says. */
export function symbolsOf(entry: ReportEntry): string[] {
  return (
    text(entry["gene"])
      .split(/[|,;]/)
      .map((gene) => gene.split(":")[0]?.trim() ?? "")
      // Tables write a dash where there is none.
      .filter((gene) => gene && gene !== "-")
  );
}

export const genesOf = (entry: ReportEntry) => symbolsOf(entry).join(", ");

/** What a person calls the entry: the name of a table, else its genes, or what a BED calls a region. */
export function nameOf(entry: ReportEntry): string {
  const region = entry.regionEnd === undefined ? "" : text(entry.id);
  return text(entry["name"]) || genesOf(entry) || region;
}

/** Underscores stand for spaces; releases derived from tables write `..` for a comma. */
function plain(value: string): string {
  return value.replaceAll("..", ", ").replaceAll(",_", ", ").replaceAll("_", " ");
}

export function significanceOf(entry: ReportEntry): string {
  return plain(text(entry["clnsig"])).replaceAll("|", ", ");
}

/** All classifications of an entry: of germlines, of oncogenicity, and of clinical impact in tumours. */
export function classesOf(entry: ReportEntry): string[] {
  const ofTumors = [text(entry["onc"]), text(entry["sci"])].map((value) =>
    plain(value).replaceAll("|", ", "),
  );
  return [significanceOf(entry), ...ofTumors].filter(Boolean);
}

export function reviewOf(entry: ReportEntry): string {
  return plain(text(entry["clnrevstat"]));
}

/** Who made a list, as people write it: ClinVar's own files say `clinvar`. */
export function makerOf(panel: PanelInfo): string {
  const [source] = panel.sources;
  const name = source?.origin ?? source?.name ?? panel.name;
  return /^clinvar$/i.test(name) ? "ClinVar" : name;
}

/** Whether a list is of ClinVar: its entries name conditions by their ids. */
export function isClinVar({
  panels: [panel],
}: {
  panels: readonly { info: PanelInfo }[];
}): boolean {
  return panel !== undefined && makerOf(panel.info) === "ClinVar";
}

/** Names of conditions, each once; what says that there is none is left out. */
export function conditionsOf(entry: ReportEntry): string[] {
  const names = text(entry["clndn"]).split("|").map(plain);
  return [...new Set(names)].filter((name) => name && !/^not (provided|specified)$/i.test(name));
}

/** Keys that have a place of their own. */
const SHOWN = new Set([
  "contig",
  "pos",
  "ref",
  "alt",
  "effectIsRef",
  "regionEnd",
  "context",
  "gene",
  "name",
  "clnsig",
  "clnrevstat",
  "clndn",
]);

/** The rest: ids and whatever else the source states. */
export function othersOf(entry: ReportEntry): [string, string][] {
  return Object.entries(entry)
    .filter(([key, value]) => !SHOWN.has(key) && text(value) !== "")
    .map(([key, value]) => [key, text(value)]);
}

/** Long alleles are cut, with their length behind. */
function short(bases: string): string {
  return bases.length > 14 ? `${bases.slice(0, 9)}…(${bases.length})` : bases;
}

/** Nothing for a region. */
export function alleleOf(entry: ReportEntry, whole = false): string {
  const { ref, alt, effectIsRef, regionEnd } = entry;
  if (regionEnd !== undefined) return "";
  const cut = whole ? (bases: string) => bases : short;
  return effectIsRef ? cut(ref) : `${cut(ref)}>${cut(alt)}`;
}
