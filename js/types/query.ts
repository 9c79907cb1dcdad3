/** Which entries of a report are listed, and what a row of them says. */
import type { Flag, Match, Reason, State, Verdict, Zygosity } from "../types.js";
import type { ListedBy } from "./filter.js";

/** Groups of ClinVar's classifications; a compound one is in the group of its gravest word. */
export type SignificanceClass =
  | "pathogenic"
  | "likelyPathogenic"
  | "conflicting"
  | "uncertain"
  | "likelyBenign"
  | "benign"
  | "other"
  | "none";

/** What a table of entries is sorted by. Ties are broken as `state` does. */
export type SortKey =
  /** State in the order of the page, then gravity of the significance, stars, gene, position. */
  | "state"
  | "gene"
  /** Panel order: contig, POS, REF, ALT. */
  | "position"
  | "zygosity"
  | "significance"
  | "stars"
  | "match"
  /** Reason of what has no answer. */
  | "reason";

/** Which entries of a panel to list for one sample, and in what order. */
export interface Query {
  /** Index into `summary`; 0 by default. */
  sample?: number;
  /** Any by default, and where the list is empty; so for the others. */
  states?: State[];
  /** Reasons that a state may have; any by default. */
  reasons?: Reason[];
  /** How spellings came to be the entry, which carried ones alone have; any by default. */
  matches?: Match[];
  /** How many haplotypes carry it, which carried ones alone have; any by default. */
  zygosities?: Zygosity[];
  /** Flags of which an entry has at least one; by default it needs none. */
  flags?: Flag[];
  /** Any by default. */
  classes?: SignificanceClass[];
  /** Leaves out entries whose review status is 0 stars; the view counts them all the same. */
  foldZeroStars?: boolean;
  /** Why entries are listed under a disease; any by default. */
  listedBy?: ListedBy[];
  /**
   * Part of a gene symbol, name or id without regard to case, or a place: `chr7:140753336`,
   * `7:140,753,300-140,753,400` (1-based, inclusive).
   */
  search?: string;
  /** What the rows are sorted by; by default their states. */
  sort?: SortKey;
  /** Whether the order is turned around; missing values stay last. */
  descending?: boolean;
}

/** Which findings to go through. */
export interface FindingsQuery extends Query {
  /** Ends the way through them. */
  signal?: AbortSignal;
}

/** What a view counts. */
export interface ViewCounts {
  /** Entries that fit. */
  count: number;
  /** Entries of each class that fit everything but the classes of the query, folded ones too. */
  classes: Record<SignificanceClass, number>;
  /** Entries that fit and whose review status is 0 stars, whether or not they are folded. */
  zeroStars: number;
  /** Of all entries that the sample is asked about, whatever the query is: how many have each match. */
  matches: Record<Match, number>;
  /** The same for each zygosity. */
  zygosities: Record<Zygosity, number>;
  /** The same for each flag. */
  flags: Record<Flag, number>;
}

/** A chromosome in bins of equal width. */
export interface Track {
  /** Its canonical name: `1` to `22`, `X`, `Y`. */
  contig: string;
  /** What the panel calls it; the canonical name where it has no entry there. */
  name: string;
  /** In bases. */
  length: number;
  /** Bases of a bin; the last one may have fewer. */
  width: number;
  /**
   * Entries that begin in each bin, six numbers a bin: carried, carried (assumed), not carried, not carried
   * (assumed), not assessed, indeterminate.
   */
  counts: number[];
}

/** Which chromosomes to count along. */
export interface TracksQuery {
  /** Index into `summary`; 0 by default. */
  sample?: number;
  /** Bins of the longest, 1 to 4,000; 400 by default. */
  bins?: number;
  /** One chromosome, by its canonical name; all by default. */
  contig?: string;
}

/** A verdict as a row of a table: with its number in the panel and what its annotation means. */
export interface EntryRow extends Verdict {
  /** Number of the entry in panel order, from 0. */
  number: number;
  /** The group of its classification. */
  significanceClass: SignificanceClass;
  /** Review status as ClinVar's 0 to 4 stars; null where the annotation states none. */
  stars: number | null;
}
