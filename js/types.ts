/** Public types: the report, the panel, the options. `docs/report.schema.json` is their twin. */

/** A genome build as reports name it. */
export type Build = "NCBI36" | "GRCh37" | "GRCh38" | "T2T-CHM13v2";

/** A language of messages and tables. */
export type Language = "en" | "ja";

/** Anything that bytes come from. A Node stream is an AsyncIterable. */
export type Source =
  Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Uint8Array | ArrayBuffer;

/** What the file answers about one entry; `docs/semantics.md` says when. */
export type State =
  | "carried"
  | "notCarried"
  | "notAssessed"
  | "indeterminate"
  | "notCarriedAssumed"
  | "carriedAssumed";

/** Copies of the effect allele in the genotype. */
export type Zygosity =
  "het" | "hom" | "hemi" | "copies" | "homoplasmic" | "heteroplasmic" | "unknown";

/** How the record's spelling meets the entry's. */
export type Match = "exact" | "equivalent" | "composed" | "component";

/** One file that a panel was built from. */
export interface PanelSource {
  name: string;
  format: "vcf" | "tsv" | "fasta";
  /** Bytes, decompressed. */
  bytes: number;
  /** Of the decompressed bytes. */
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
  /** Distinct source entries (contig, POS, REF, ALT). */
  alleles: number;
  /** Of the panel's content, as `docs/panel-format.md` defines it. */
  sha256: string;
  sources: PanelSource[];
  /** Entries by what is known of the reference around them. */
  context: { with: number; none: number; unnecessary: number };
  effectIsRef: number;
  /** Entries that are not spelled in A, C, G, T: they are never matched. */
  notRepresentable: number;
  /** Entries whose REF disagrees with the reference: they are never matched. */
  refMismatch: number;
  /** Rows of the source that gave no entry of their own, by reason. */
  skipped: Record<string, number>;
  referenceWarnings: string[];
}

/** One piece of evidence about the genome build. */
export interface Evidence {
  kind: string;
  detail: string;
  build?: Build | null;
  [more: string]: unknown;
}

/** The six counts of a sample; they sum to `panel.alleles`. */
export interface Summary {
  /** Null for a file without samples. */
  sample: string | null;
  carried: number;
  carriedAssumed: number;
  notCarried: number;
  notCarriedAssumed: number;
  notAssessed: number;
  indeterminate: number;
  reasons: Record<string, number>;
}

/** An entry as the panel's source spells it, with its annotation (`gene`, `clnsig` …). */
export interface ReportEntry {
  contig: string;
  /** 1-based. */
  pos: number;
  ref: string;
  alt: string;
  id?: string | null;
  effectIsRef: boolean;
  [annotation: string]: unknown;
}

/** A data line that speaks of an entry. */
export interface ReportRecord {
  /** 1-based, in the decompressed text. */
  line: number;
  contig: string;
  /** 1-based. */
  pos: number;
  ref: string;
  alt: string;
  gt: string | null;
}

/** The state of one entry in one sample, with its evidence. */
export interface Verdict {
  sample: string | null;
  entry: ReportEntry;
  state: State;
  reason: string | null;
  zygosity: Zygosity | null;
  /** Carried haplotypes of all, where the genotype states them. */
  copies?: { carried: number; ploidy: number } | null;
  match: Match | null;
  flags: string[];
  records: ReportRecord[];
  [more: string]: unknown;
}

/** Something that concerns the whole answer, e.g. `no_shared_contig`. */
export interface Notice {
  code: string;
  /** The value that it speaks of; may be empty. */
  detail: string;
}

/** What was read, and what was not. */
export interface Accounting {
  /** Of the file as given (compressed, where it is). */
  bytesRead: number;
  /** Read to the end, and the end is marked where the format marks it. */
  complete: boolean;
  records: number;
  /** Records that met the panel. */
  matched: number;
  skipped: Record<string, { count: number; first: { line: number; message: string }[] }>;
  /** Names that neither the panel nor the alias table knows. */
  unknownContigs: { name: string; records: number }[];
  duplicates: number;
  lastPosition: { contig: string; pos: number; line: number } | null;
  [more: string]: unknown;
}

/** The answer, one model for all surfaces: `genosieve.report/1`. */
export interface ReportData {
  schema: "genosieve.report/1";
  tool: { name: string; version: string };
  run: { surface: string; workers: number };
  panel: PanelInfo;
  input: {
    name: string;
    bytes: number;
    format: string | null;
    compression: string | null;
    build: Build | null;
    buildEvidence: Evidence[];
    samples: string[];
    [more: string]: unknown;
  };
  policy: Record<string, unknown>;
  notices: Notice[];
  summary: Summary[];
  /** In panel order: carried and indeterminate ones; every one with `all`. */
  verdicts: Verdict[];
  accounting: Accounting;
}

/** Where the wasm comes from; by default it is the file beside this module. */
export type WasmSource = URL | string | Request | Response | BufferSource | WebAssembly.Module;

export interface LoadOptions {
  /** Overrides the location of `genosieve.wasm`. */
  wasm?: WasmSource | Promise<WasmSource>;
}

export interface CompileOptions {
  /** The panel's name; by default the source's file name without its extensions. */
  name?: string;
  /** The source's file name, for provenance; by default that of a File. */
  sourceName?: string;
  /** States the build where the source does not. */
  build?: string;
  /** A FASTA (plain, gzip or BGZF) that indels are justified against. */
  reference?: Source;
  /** The FASTA's file name, for provenance; by default that of a File. */
  referenceName?: string;
  signal?: AbortSignal;
}

/** At most ten times a second, and once at the end. */
export interface Progress {
  /** Of the file as given. */
  bytesRead: number;
  /** Undefined for a stream of unknown length. */
  bytesTotal: number | undefined;
  records: number;
}

export interface OpenOptions {
  signal?: AbortSignal;
}
