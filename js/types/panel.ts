/** What panels hold, where they come from, and what changes between two of them. */
import type { Build, Source } from "../types.js";
import type { SignificanceClass } from "./query.js";
import type { ReportFilter } from "./report.js";

/** One file that a panel was built from. */
export interface PanelSource {
  /** The file's name. */
  name: string;
  /** What it is. */
  format: "vcf" | "bcf" | "tsv" | "csv" | "bed" | "fasta";
  /** Of the file as given, which may be compressed. */
  bytes: number;
  /** Of these bytes. */
  sha256: string;
  /** The date that the file itself states. */
  date: string | null;
  /** The origin that it states. */
  origin: string | null;
}

/** Entries by what is known of the reference around them. */
export interface ContextCounts {
  /** Length changes with the bases around them: any spelling of them is found. */
  with: number;
  /** Length changes with no more than their source REF: other spellings may be missed. */
  none: number;
  /** Entries that have one spelling only. */
  unnecessary: number;
}

/** What a panel is and where it comes from. */
export interface PanelInfo {
  /** What it is called. */
  name: string;
  /** Null where the source names no build. */
  build: Build | null;
  /** Distinct source entries: contig, POS, REF and ALT, or the bases of a region. */
  alleles: number;
  /** Of the panel's content, as `docs/panel-format.md` defines it. */
  sha256: string;
  /** The files that it was built from. */
  sources: PanelSource[];
  /** Entries by what is known of the reference around them. */
  context: ContextCounts;
  /** Entries whose effect allele is REF. */
  effectIsRef: number;
  /** Entries that are regions, of which any variant inside is meant. */
  regions?: number;
  /** Entries that are not spelled in A, C, G, T: they are never matched. */
  notRepresentable: number;
  /** Entries whose REF disagrees with the reference: they are never matched. */
  refMismatch: number;
  /** Rows of the source that gave no entry of their own, by reason. */
  skipped: Record<string, number>;
  /** The first 100 of these rows, in the order of the source; those that repeat an entry are not listed. */
  rejected: RejectedRow[];
  /** What the columns of a table were read as, in their order; of a VCF none. */
  mapping: ColumnUse[];
  /** What was odd about the reference, for people. */
  referenceWarnings: string[];
}

/** How many entries a panel has of each kind; where an entry has several of a kind it counts for each. */
export interface PanelCounts {
  /** All of them. */
  entries: number;
  /** By the group of their classification. */
  classes: Partial<Record<SignificanceClass, number>>;
  /** By each word of their classifications. */
  significance: Record<string, number>;
  /** `0` to `4`; `none` where no review status is stated. */
  stars: Record<string, number>;
  /** By origin: `germline`, `somatic` … */
  origins: Record<string, number>;
  /** By term of the Sequence Ontology. */
  consequences: Record<string, number>;
  /** By contig. */
  contigs: Record<string, number>;
  /** By gene symbol. */
  genes: Record<string, number>;
  /** By MONDO id. */
  conditions: Record<string, number>;
}

/** What `panel info --format json` prints. */
export interface PanelFacts extends PanelInfo {
  /** Of the entries that the filter leaves, where there is one. */
  counts: PanelCounts;
  /** What the filter is, and how many entries it leaves. */
  filter?: ReportFilter;
}

/** An allele as the source of its panel spells it. */
export interface NamedAllele {
  /** As the source names it. */
  contig: string;
  /** 1-based. */
  pos: number;
  /** REF. */
  ref: string;
  /** ALT. */
  alt: string;
  /** The last base of a region (1-based), whose `ref` and `alt` are dots; nothing for an allele. */
  regionEnd?: number;
  /** Null where it has none. */
  id: string | null;
  /** Its symbol; null where it has none. */
  gene: string | null;
  /** Its classification; null where it has none. */
  clnsig: string | null;
}

/** Genes of a list that someone brings. */
export interface GeneList {
  /** What the list calls itself; may be empty. */
  name: string;
  /** Each gene once, in the order of the list. */
  genes: ListedGene[];
  /** What gave no gene. */
  rejected: RejectedGene[];
}

/** A gene of a list. */
export interface ListedGene {
  /** As the gene table has it; as given where there is no table. */
  symbol: string;
  /** As the list has it. */
  asGiven: string;
  /** 1-based; in JSON the number of the gene. */
  line: number;
  /** PanelApp's level: 3 and 4 green, 2 amber, 0 and 1 red. */
  confidence: number | null;
}

/** An item of a list that is no gene. */
export interface RejectedGene {
  /** 1-based; in JSON the number of the gene. */
  line: number;
  /** As the list has it. */
  asGiven: string;
  /** Why. */
  reason: GeneFault;
  /** The symbols that it may mean. */
  candidates: string[];
}

/** Why an item of a list is no gene; `gene.<code>` in the messages says it. */
export type GeneFault =
  | "not_a_gene"
  | "gene_unknown"
  | "gene_ambiguous"
  | "gene_id_differs"
  | "gene_table_needed"
  | "low_confidence"
  | "gene_repeated";

/** How a list of genes is read. */
export interface GeneListOptions {
  /** HGNC's complete set, by which former and other names of genes are read. */
  table?: Source;
  /** The lowest confidence of PanelApp that is taken; 3 (green) by default. */
  minConfidence?: number;
  /** Ends the work: what was begun rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What changed from one panel to another, by contig, POS, REF and ALT. */
export interface PanelDifference {
  /** The former panel. */
  from: PanelInfo;
  /** The latter panel. */
  to: PanelInfo;
  /** Entries that both have, with the same words of classification and review stars. */
  unchanged: number;
  /** Of these, entries whose classification is spelled otherwise. */
  respelled: number;
  /** Entries of the latter alone. */
  added: NamedAllele[];
  /** Entries of the former alone. */
  removed: NamedAllele[];
  /** Entries whose classification is another one. */
  reclassified: Reclassified[];
}

/** An entry that two panels classify differently. */
export interface Reclassified {
  /** As the latter panel has it. */
  allele: NamedAllele;
  /** The classification in the former; null where it had none. */
  was: string | null;
  /** Review stars in the former and in the latter; null where none are stated. */
  stars: [number | null, number | null];
}

/** A row of a panel's source that gave no entry, or not all of its entries. */
export interface RejectedRow {
  /** 1-based, of the decompressed text. */
  line: number;
  /** The code, as in `PanelInfo.skipped`. */
  reason: string;
}

/** What a column of a table was read as. */
export interface ColumnUse {
  /** Its name in the header line, empty where there is none. */
  column: string;
  /**
   * `contig`, `position`, `position_0_based`, `end`, `ref`, `alt`, `variant` (all of these in one cell), `build`, a
   * key of annotation (`id`, `gene`, `clnsig`, `clnrevstat`, `clndn`), `annotation` under the column's own name,
   * or `ignored`.
   */
  role: string;
}
