/** Public types: the words of an answer, and the options. */

import type { Panel } from "./panel.js";
import type { ContigMapFacts, Evidence, RecordPosition, SitePosition } from "./types/report.js";

export type * from "./types/export.js";
export type * from "./types/family.js";
export type * from "./types/filter.js";
export type * from "./types/panel.js";
export type * from "./types/query.js";
export type * from "./types/report.js";

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
export type Match = "exact" | "equivalent" | "composed" | "component" | "inRegion";

/** Why there is no answer. */
export type Reason =
  | "no_record"
  | "no_call"
  | "half_call"
  | "low_quality"
  | "filtered"
  | "span_partly_covered"
  | "ref_mismatch"
  | "contig_absent"
  | "contig_differs"
  | "unsupported_kind"
  | "entry_not_representable"
  | "genotype_missing"
  | "phase_unknown"
  | "complex_overlap"
  | "star_allele"
  | "unspecified_allele"
  | "conflicting_records";

/** What to know beside an answer. */
export type Flag =
  | "filtered"
  | "low_quality"
  | "quality_not_stated"
  | "genotype_missing"
  | "sites_only"
  | "imputed"
  | "conflicting_zygosity"
  | "duplicate_records"
  | "het_in_haploid_region"
  | "diploid_in_haploid_region";

/** Error codes of the core; `docs/errors.md` has their causes and remedies. */
export type CoreCode =
  | "input_empty"
  | "input_zip"
  | "input_utf16"
  | "input_bam"
  | "input_cram"
  | "input_bcf"
  | "input_compression"
  | "input_binary"
  | "input_not_vcf"
  | "input_is_panel"
  | "header_missing"
  | "header_malformed"
  | "header_too_large"
  | "line_too_long"
  | "bgzf_corrupt"
  | "bcf_corrupt"
  | "gzip_corrupt"
  | "out_of_memory"
  | "index_not_of_vcf"
  | "index_too_large"
  | "index_corrupt"
  | "index_stale"
  | "index_unfit"
  | "file_changed"
  | "build_conflict"
  | "build_unknown"
  | "sample_unknown"
  | "samples_too_many"
  | "option_invalid"
  | "filter_empty"
  | "panel_magic"
  | "panel_version"
  | "panel_truncated"
  | "panel_checksum"
  | "panel_corrupt"
  | "panel_empty"
  | "panel_columns"
  | "panel_rs_only"
  | "panel_is_gene_list"
  | "gene_list_invalid"
  | "gene_table_invalid"
  | "panel_too_large"
  | "callable_empty"
  | "contig_map_invalid"
  | "contig_map_conflict"
  | "reference_not_fasta"
  | "report_invalid"
  | "ped_invalid"
  | "roles_invalid"
  | "cohort_invalid"
  | "cohort_conflict"
  | "io";

/** Where the wasm comes from; by default it is the file beside this module. */
export type WasmSource = URL | string | Request | Response | BufferSource | WebAssembly.Module;

/** Where the modules are, and how workers are made. */
export interface LoadOptions {
  /**
   * Overrides the location of the wasm that screens: `genosieve.wasm`, or `genosieve.scalar.wasm` where
   * the browser lacks simd128.
   */
  wasm?: WasmSource | Promise<WasmSource>;
  /**
   * Overrides the location of `genosieve.compiler.wasm`, which compiles panels, or of
   * `genosieve.compiler.scalar.wasm` where the browser lacks simd128, and loads it at once; `true` loads it at once from where it is. Otherwise the first `compilePanel` loads it.
   */
  compiler?: true | WasmSource | Promise<WasmSource>;
  /** The same of `genosieve.describer.wasm`, for `panelFacts` and `panelDifference`. */
  describer?: true | WasmSource | Promise<WasmSource>;
  /** The same of `genosieve.exporter.wasm`, for `exportReport`, `exportVcf` and `surveyReport`. */
  exporter?: true | WasmSource | Promise<WasmSource>;
  /**
   * The same of `genosieve.family.wasm`, or of `genosieve.family.scalar.wasm` where the browser lacks simd128, for
   * `guessRoles` and `screenFamily`.
   */
  family?: true | WasmSource | Promise<WasmSource>;
  /**
   * Browsers: makes a worker for parts of a file, whose script calls `servePart` of `genosieve/bare`;
   * it may be the script that runs already. By default the entry's own worker, and with
   * `genosieve/bare` none: every file is then read by one.
   */
  worker?: () => Worker;
}

/** What a panel is made with. */
export interface CompileOptions {
  /** The panel's name; by default the source's file name without its extensions. */
  name?: string;
  /** The source's file name, for provenance; by default that of a File. */
  sourceName?: string;
  /** States the build where the source does not. */
  build?: string;
  /** INFO keys of a VCF that are kept beside those that are known, as annotation `INFO/KEY`. */
  keepInfo?: string[];
  /** A FASTA (plain, gzip or BGZF) that indels are justified against. */
  reference?: Source;
  /** The FASTA's file name, for provenance; by default that of a File. */
  referenceName?: string;
  /** Ends the work: what was begun rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Of the source, not of the reference. */
  onProgress?: (progress: ReadProgress) => void;
}

/** How much of a source was read: at most ten times a second, and once at the end. */
export interface ReadProgress {
  /** Of the file as given. */
  bytesRead: number;
  /** Undefined for a stream of unknown length. */
  bytesTotal: number | undefined;
}

/**
 * What names of a file's contigs mean, before the alias table is asked: the text of a map as
 * `bcftools annotate --rename-chrs` has it (the file's name, tabs or spaces, the name that is meant; blank
 * lines and those that begin with `#` are passed over), or the names in a record. What is meant is a name
 * that the alias table knows or one of the panel. Where it makes one contig of two of the file,
 * `contig_map_conflict` is thrown.
 */
export type ContigMap = string | Record<string, string>;

/** How far a screen is. */
export interface Progress extends ReadProgress {
  /** Data lines so far. */
  records: number;
  /**
   * The last record that was read, null before the first and where several workers read at once; POS
   * and line are 1-based.
   */
  position: RecordPosition | null;
  /** The parts that several workers read, in the order of the file; absent where one reads it all. */
  parts?: PartProgress[];
}

/** How far a part of a file is. */
export interface PartProgress {
  /** Its first byte, 0-based, of the file as given. */
  from: number;
  /** The byte behind the last one. */
  to: number;
  /** From the part's first byte on. */
  bytesRead: number;
  /** Whether a worker is at it. */
  reading: boolean;
  /** A record near the part's beginning, null before one was read; POS is 1-based. */
  start: SitePosition | null;
  /** The last record that was read, null before the first; POS is 1-based. */
  position: SitePosition | null;
}

/** What the beginning of a file says, before anything is compared. */
export interface Inspection {
  /** `##fileformat`, e.g. `VCFv4.2`. */
  fileformat: string | null;
  /** Of the file. */
  format: "vcf" | "bcf";
  /** Of the file. */
  compression: "none" | "bgzf" | "gzip";
  /**
   * `variants`: only positions with a change are listed. `reference`: also spans or positions that
   * equal the reference (gVCF, all sites). `sites`: no samples.
   */
  kind: "variants" | "reference" | "sites";
  /** Records that were looked at. */
  records: number;
  /** Null where the evidence names none. */
  build: Build | null;
  /** With a panel, the agreement of REF at shared sites is part of it. */
  buildEvidence: Evidence[];
  /** In the order of the header; those of the records looked at where it declares none. */
  contigs: string[];
  /** Those of them that neither the alias table knows, nor the panel, nor the contig map. */
  unknownContigs: string[];
  /** What the contig map has to say of them; null where none is given. */
  contigMap: ContigMapFacts | null;
  /** Names, in the order of the header. */
  samples: string[];
}

/** What a look at a file is told beforehand. */
export interface InspectOptions {
  /** A file whose header contradicts its build is refused, as by `screen`. */
  panel?: Panel;
  /** Overrides all evidence of the file's build. */
  build?: string;
  /** As that of `screen`; whether what its names mean is known is told with a panel. */
  contigMap?: ContigMap;
  /** Ends the work: what was begun rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Whose evidence {@link Report.evidence} looks for. */
export interface EvidenceQuery {
  /** Number of the entry in panel order, as rows have it. */
  number: number;
  /** Index into `summary`; 0 by default. */
  sample?: number;
}

/** How a file is read. */
export interface ReadOptions {
  /** Ends the work: what was begun rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Hears how far it is: at most ten times a second, and once at the end. */
  onProgress?: (progress: Progress) => void;
}

/** How a panel is opened. */
export interface OpenOptions {
  /**
   * Of a File or Blob, which must stay as it is, the bytes are not kept, but read again where the annotation is
   * wanted: with all of ClinVar that is 90 MB less. Such a panel is there to screen with; its `toBytes()` throws
   * `option_invalid`, and so does `count()` until it was screened with.
   */
  lean?: boolean;
  /** Ends the work: what was begun rejects with the signal's reason. */
  signal?: AbortSignal;
}
