/** The report and its parts; `docs/report.schema.json` is their twin. */
import type { Build, Flag, Match, Reason, State, Zygosity } from "../types.js";
import type { EntryFilter, FilterCount, ListedBy } from "./filter.js";
import type { PanelInfo } from "./panel.js";

/** One piece of evidence about the genome build. */
export interface Evidence {
  /**
   * What it rests on: `lengths`, `assembly`, `reference`, `accession`, `text`, `japaneseReference`, `refAgreement`,
   * `override`.
   */
  kind: string;
  /** What was found, as the file or the panel has it. */
  detail: string;
  /** The build that it speaks for; null where it only speaks against others. */
  build?: Build | null;
  [more: string]: unknown;
}

/** The six counts of a sample; they sum to `panel.alleles`, or to `filter.entries`. */
export interface Summary {
  /** Null for a file without samples. */
  sample: string | null;
  /** Entries that the sample carries. */
  carried: number;
  /** Entries with effect allele REF that it carries if absence is reference. */
  carriedAssumed: number;
  /** Entries that it is proved not to carry. */
  notCarried: number;
  /** Entries that it does not carry if absence is reference. */
  notCarriedAssumed: number;
  /** Entries that the file does not answer. */
  notAssessed: number;
  /** Entries that the file speaks of and cannot decide. */
  indeterminate: number;
  /** How many entries have each reason. */
  reasons: Partial<Record<Reason, number>>;
  /** Null where the panel has no entry on X, the build has no name, or the file has no samples. */
  copiesOfX: CopiesOfX | null;
}

/** Copies of X as called in this file: what its genotypes look like, and nothing about a person. */
export interface CopiesOfX {
  /** Genotypes outside of the pseudo-autosomal regions that call an alternate. */
  genotypes: number;
  /** Those with two different alleles. */
  heterozygous: number;
  /** Null where it is not known. */
  copies: number | null;
  /** Whether the user stated them. */
  stated: boolean;
}

/** An entry as the panel's source spells it, with its annotation (`gene`, `clnsig` …). */
export interface ReportEntry {
  /** As the panel's source names it. */
  contig: string;
  /** 1-based. */
  pos: number;
  /** REF, upper-cased. */
  ref: string;
  /** ALT, upper-cased. */
  alt: string;
  /** As the panel's source has it; null where it has none. */
  id?: string | null;
  /** Whether REF is the allele that is asked about. */
  effectIsRef: boolean;
  /** The last base of a region (1-based), whose `ref` and `alt` are dots; nothing for an allele. */
  regionEnd?: number;
  /**
   * The reference where bases are gained or lost, as far as the change can be spelled elsewhere, and a base on each
   * side where there is one. Of a panel that was built with a FASTA.
   */
  context?: {
    /** The first base, 1-based. */
    pos: number;
    /** The bases. */
    ref: string;
  };
  [annotation: string]: unknown;
}

/** A data line that speaks of an entry. */
export interface ReportRecord {
  /** 1-based, in the decompressed text; where an index was used, among the lines that were read. */
  line: number;
  /** CHROM, as written. */
  contig: string;
  /** 1-based. */
  pos: number;
  /** REF, as written. */
  ref: string;
  /** ALT, as written. */
  alt: string;
  /** GT, as written; null where the record states none. */
  gt: string | null;
  /** Reads per allele, REF first: AD, else Strelka's; null where neither is stated. */
  reads: (number | null)[] | null;
}

/** Haplotypes of a genotype. */
export interface Copies {
  /** Those with the effect allele. */
  carried: number;
  /** All of them. */
  ploidy: number;
}

/** The state of one entry in one sample, with its evidence. */
export interface Verdict {
  /** Null for a file without samples. */
  sample: string | null;
  /** The entry. */
  entry: ReportEntry;
  /** Where the filter names a disease. */
  listedBy?: ListedBy;
  /** What the file answers. */
  state: State;
  /** Why, where the state has reasons. */
  reason: Reason | null;
  /** Of what is carried; null for all else. */
  zygosity: Zygosity | null;
  /** Where the genotype states them. */
  copies?: Copies | null;
  /** The allele's fraction on the mitochondrion, where the file states it. */
  alleleFraction: number | null;
  /** How the spellings meet, of what is carried; null for all else. */
  match: Match | null;
  /** What to know beside it. */
  flags: Flag[];
  /** The records behind it. Reference rows are left out where {@link Report.evidence} finds them. */
  records: ReportRecord[];
  [more: string]: unknown;
}

/** Something that concerns the whole answer, e.g. `no_shared_contig`. */
export interface Notice {
  /** What it is about: `notice.<code>` in the messages. */
  code: string;
  /** The value that it speaks of; may be empty. */
  detail: string;
}

/** Lines by code: how many, and the first of them. */
export type Noted = Record<string, NotedLines>;

/** Lines with the same code. */
export interface NotedLines {
  /** How many there are. */
  count: number;
  /** The first of them. */
  first: NotedLine[];
}

/** A line that was skipped, or read though it is odd. */
export interface NotedLine {
  /** 1-based, of the decompressed text. */
  line: number;
  /** What is odd, for people. */
  message: string;
}

/** A place on a contig. */
export interface SitePosition {
  /** CHROM, as written. */
  contig: string;
  /** POS, 1-based. */
  pos: number;
}

/** A record's place. */
export interface RecordPosition extends SitePosition {
  /** 1-based, of the decompressed text. */
  line: number;
}

/** A name of a contig that nobody knows. */
export interface UnknownContig {
  /** As written. */
  name: string;
  /** Records on it. */
  records: number;
  /** The first of them, 1-based; null where an index tells of the name. */
  line: number | null;
}

/** What was read, and what was not. */
export interface Accounting {
  /** Of the file as given (compressed, where it is); with an index, of the blocks that were read. */
  bytesRead: number;
  /** Read to the end, and the end is marked where the format marks it. */
  complete: boolean;
  /** Lines that were read: the sum of the next three and of all that was skipped. */
  lines: number;
  /** Up to the `#CHROM` line. */
  headerLines: number;
  /** Below it. */
  blankLines: number;
  /** Data lines that were read as records. */
  records: number;
  /** Records that met the panel. */
  matched: number;
  /** Lines that were skipped, by reason. */
  skipped: Noted;
  /** Lines that were read though they are odd, by code; of contig names the first line of each. */
  warnings: Noted;
  /** Names that neither the panel nor the alias table knows; no line where an index tells of them. */
  unknownContigs: UnknownContig[];
  /** Records that met the panel with a REF or ALT not spelled in bases: such an allele never matches. */
  otherLetters: number;
  /** Records that met the panel and repeat the CHROM, POS, REF and ALT of another. */
  duplicates: number;
  /** Of the last record that was read; null before the first. */
  lastPosition: RecordPosition | null;
  [more: string]: unknown;
}

/** What a contig map had to say of a file. */
export interface ContigMapFacts {
  /** Names in the map. */
  names: number;
  /** Those that the file declares or uses, in the order of the map, with the name that is meant. */
  mapped: MappedContig[];
}

/** A name of a contig map. */
export interface MappedContig {
  /** As the file has it. */
  name: string;
  /** What is meant by it. */
  contig: string;
}

/** A report without its verdicts. */
export type ReportOverview = Omit<ReportData, "verdicts">;

/** The answer, one model for all surfaces: `genosieve.report/1`. */
export interface ReportData {
  /** The name and version of the format. */
  schema: "genosieve.report/1";
  /** The software. */
  tool: ReportTool;
  /** Facts of the run that are no part of the answer. */
  run: ReportRun;
  /** The panel. */
  panel: PanelInfo;
  /** Which entries of the panel were asked about; null where all were. */
  filter: ReportFilter | null;
  /** The file. */
  input: ReportInput;
  /** What a proof of absence needed. */
  policy: ReportPolicy;
  /** What a reader must know beside the numbers. */
  notices: Notice[];
  /** Counts, one item a sample. */
  summary: Summary[];
  /** In panel order: carried and indeterminate ones; every one with `all`. */
  verdicts: Verdict[];
  /** What was read and what was skipped. */
  accounting: Accounting;
}

/** The software that made a report. */
export interface ReportTool {
  /** `genosieve`. */
  name: string;
  /** Its version. */
  version: string;
}

/** Facts of a run. */
export interface ReportRun {
  /** Where it ran: `native`, `node`, `page`, `worker`. */
  surface: string;
  /** How many workers or threads read. */
  workers: number;
}

/** Which entries of a panel were asked about, and how many those are. */
export interface ReportFilter extends FilterCount {
  /** What was asked for. */
  asked: EntryFilter;
}

/** The file that was screened. */
export interface ReportInput {
  /** Its name, without folders. */
  name: string;
  /** Its size. */
  bytes: number;
  /** `vcf`, `bcf`. */
  format: string | null;
  /** `none`, `bgzf`, `gzip`. */
  compression: string | null;
  /** The build that was decided; null where the evidence names none. */
  build: Build | null;
  /** Why. */
  buildEvidence: Evidence[];
  /** All samples of the file, in its order. */
  samples: string[];
  [more: string]: unknown;
}

/** What a proof of absence needed. */
export interface ReportPolicy {
  /** The lowest genotype quality that proves absence. */
  minGq: number;
  /** The lowest depth that proves absence; null where any does. */
  minDp: number | null;
  /** Whether imputed records prove absence. */
  allowImputed: boolean;
  /** Whether a site without a record is taken as the reference. */
  absentIsReference: boolean;
  /** The regions where it is, and nowhere else. */
  callable: CallableFacts | null;
  /** The build that the user stated over all evidence. */
  buildOverride: Build | null;
  /** What the user said of contig names; null where nothing. */
  contigMap: ContigMapFacts | null;
  /** Whether every verdict is listed. */
  all: boolean;
  [more: string]: unknown;
}

/** The regions of a BED. */
export interface CallableFacts {
  /** The file's name. */
  name: string;
  /** How many there are. */
  regions: number;
  /** Bases in them. */
  bases: number;
  /** Lines of the file that gave none. */
  skipped: number;
}
