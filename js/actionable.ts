/**
 * The genes of `panels/actionable-genes.tsv` and the rules by which their entries are shown
 * (doi:10.1016/j.gim.2025.101454).
 */
import type { ReportEntry, Verdict } from "./types.js";

/** Which carried entries of a gene its rule shows. */
const RULES = {
  /** Every one. */
  any: () => true,
  /** Every one, of an X-linked gene: with two copies of X one is enough. */
  any_incl_het_female: () => true,
  /** Where two copies are carried: of one entry, or one each of two. */
  biallelic: (_row: CarriedRow, copies: number) => copies >= 2,
  /** The same, and the only copy. */
  hemi_or_biallelic: (row: CarriedRow, copies: number) => copies >= 2 || row.zygosity === "hemi",
  /** p.Cys282Tyr of HFE, on both haplotypes. */
  HFE_C282Y_hom_only: (row: CarriedRow) => copiesOf(row) >= 2 && isC282Y(row.entry),
  /** Where the source's consequence ends the protein early. */
  truncating_only: (row: CarriedRow) => TRUNCATING.test(consequenceOf(row.entry)),
};

export type ActionableRule = keyof typeof RULES;

export interface ActionableGene {
  gene: string;
  inheritance: "AD" | "AR" | "XL";
  /** Version of the list that added it. */
  addedIn: string;
  categories: string[];
  rule: ActionableRule;
}

/** What a rule looks at of a carried entry. */
export type CarriedRow = Pick<Verdict, "zygosity" | "copies"> & { entry: ReportEntry };

/** Sequence Ontology: stop gained (ClinVar's word is nonsense), frameshift, splice acceptor and donor. */
const TRUNCATING =
  /SO:000(1587|1589|1574|1575)\b|\b(nonsense|stop_gained|frameshift_variant|splice_(acceptor|donor)_variant)\b/;

/** What the source says of the entry's consequence; nothing where its panel has no such column. */
function consequenceOf(entry: ReportEntry): string {
  const stated = entry["consequence"] ?? entry["mc"];
  return typeof stated === "string" ? stated : "";
}

/** NM_000410.4:c.845G>A (rs1800562) on chromosome 6: GRCh38 and GRCh37. */
const C282Y = [26_092_913, 26_093_141];

function isC282Y({ contig, pos, ref, alt }: ReportEntry): boolean {
  return /^(chr)?6$/.test(contig) && C282Y.includes(pos) && ref === "G" && alt === "A";
}

/** Copies that the genotype states; one where it does not say. */
function copiesOf({ zygosity, copies }: CarriedRow): number {
  return copies?.carried ?? (zygosity === "hom" ? 2 : 1);
}

/**
 * Reads the table: lines that begin with `#`, a header line, and a gene a line. By gene symbol.
 *
 * @throws RangeError where a row has a rule or an inheritance that is not known here.
 */
export function readActionable(table: string): Map<string, ActionableGene> {
  const lines = table.split(/\r?\n/).filter((line) => line && !line.startsWith("#"));
  const [header = [], ...rows] = lines.map((line) => line.split("\t"));
  return new Map(
    rows.map((cells) => {
      const cell = (name: string) => cells[header.indexOf(name)] ?? "";
      const [gene, rule, inheritance] = [cell("gene"), cell("report_rule"), cell("inheritance")];
      if (!isRule(rule)) throw new RangeError(`${gene}: the rule ${rule} is not known`);
      if (!isInheritance(inheritance)) throw new RangeError(`${gene}: inheritance ${inheritance}`);
      const categories = cell("category").split("|");
      return [gene, { gene, inheritance, addedIn: cell("added_in"), categories, rule }];
    }),
  );
}

const isRule = (text: string): text is ActionableRule => Object.hasOwn(RULES, text);

const isInheritance = (text: string): text is ActionableGene["inheritance"] =>
  ["AD", "AR", "XL"].includes(text);

/**
 * The carried entries of one gene that its rule shows. Two entries with a copy each count as two
 * copies also where the file does not say that they lie on different haplotypes: what may be biallelic
 * is shown, and never concluded.
 */
export function shownByRule<Row extends CarriedRow>(
  rule: ActionableRule,
  carried: readonly Row[],
): Row[] {
  const copies = carried.reduce((sum, row) => sum + copiesOf(row), 0);
  return carried.filter((row) => RULES[rule](row, copies));
}
