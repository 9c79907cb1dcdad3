/** What panels hold, where they come from, and what changes between two of them. */
import type { Build, Source } from "../types.js";
import type { EntryFilter, FilterCount } from "./filter.js";
import type { SignificanceClass } from "./query.js";

/** One file that a panel was built from. */
export interface PanelSource {
  name: string;
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

/** What a panel is and where it comes from. */
export interface PanelInfo {
  name: string;
  /** Null where the source names no build. */
  build: Build | null;
  /** Distinct source entries: contig, POS, REF and ALT, or the bases of a region. */
  alleles: number;
  /** Of the panel's content, as `docs/panel-format.md` defines it. */
  sha256: string;
  sources: PanelSource[];
  /** Entries by what is known of the reference around them. */
  context: { with: number; none: number; unnecessary: number };
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
  referenceWarnings: string[];
}

/** How many entries a panel has of each kind; where an entry has several of a kind it counts for each. */
export interface PanelCounts {
  entries: number;
  classes: Partial<Record<SignificanceClass, number>>;
  /** By each word of their classifications. */
  significance: Record<string, number>;
  /** `0` to `4`; `none` where no review status is stated. */
  stars: Record<string, number>;
  origins: Record<string, number>;
  consequences: Record<string, number>;
  contigs: Record<string, number>;
  genes: Record<string, number>;
  /** By MONDO id. */
  conditions: Record<string, number>;
}

/** What `panel info --format json` prints. */
export interface PanelFacts extends PanelInfo {
  /** Of the entries that the filter leaves, where there is one. */
  counts: PanelCounts;
  filter?: FilterCount & { asked: EntryFilter };
}

/** An allele as the source of its panel spells it. */
export interface NamedAllele {
  contig: string;
  /** 1-based. */
  pos: number;
  ref: string;
  alt: string;
  /** The last base of a region (1-based), whose `ref` and `alt` are dots; nothing for an allele. */
  regionEnd?: number;
  id: string | null;
  gene: string | null;
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

export interface ListedGene {
  /** As the gene table has it; as given where there is no table. */
  symbol: string;
  asGiven: string;
  /** 1-based; in JSON the number of the gene. */
  line: number;
  /** PanelApp's level: 3 and 4 green, 2 amber, 0 and 1 red. */
  confidence: number | null;
}

export interface RejectedGene {
  line: number;
  asGiven: string;
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

export interface GeneListOptions {
  /** HGNC's complete set, by which former and other names of genes are read. */
  table?: Source;
  /** The lowest confidence of PanelApp that is taken; 3 (green) by default. */
  minConfidence?: number;
  signal?: AbortSignal;
}

/** What changed from one panel to another, by contig, POS, REF and ALT. */
export interface PanelDifference {
  from: PanelInfo;
  to: PanelInfo;
  unchanged: number;
  /** Of these, entries whose classification is spelled otherwise. */
  respelled: number;
  added: NamedAllele[];
  removed: NamedAllele[];
  /** `allele` as the latter has it; stars before and now. */
  reclassified: {
    allele: NamedAllele;
    was: string | null;
    stars: [number | null, number | null];
  }[];
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
