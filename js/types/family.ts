/** Families and tumours: what the samples of one file or of several answer together (`docs/family.md`). */
import type { Match, Flag, Reason, State, Zygosity, Source } from "../types.js";
import type {
  Copies,
  Notice,
  ReportRecord,
  ReportEntry,
  ReportOverview,
  ReportTool,
} from "./report.js";
import type { Query, SignificanceClass } from "./query.js";

/** What a sample is to the others. */
export type Role = "proband" | "mother" | "father" | "sibling" | "tumor" | "normal";

/** The sex that a pedigree states. */
export type Sex = "male" | "female";

/** A sample and its role. */
export interface AssignedRole {
  /** The name of the sample, or of a file with one sample or none. */
  sample: string;
  /** Its role. */
  role: Role;
  /** The sex that a pedigree states; null where it states none. */
  sex?: Sex | null;
  /** Whether a pedigree says that it is affected; null where it does not say. */
  affected?: boolean | null;
}

/** A file of a family. */
export interface FamilyFile {
  /** The file. */
  source: Source;
  /** Its name in the report; by default that of a File. */
  name?: string;
  /** Its `.tbi` or `.csi`, as `ScreenOptions.index`. */
  index?: Source;
}

/** A role that is known, or `none` for a sample that is not to be used. */
export interface StatedRole {
  /** As {@link AssignedRole}. */
  sample: string;
  /** Its role. */
  role: Role | "none";
}

/** What is known of who is who. */
export interface RolesOptions {
  /** A pedigree (PED, FAM): six columns. */
  ped?: Source;
  /** Roles that are known; they stand over all others. */
  roles?: StatedRole[];
  /** Ends the work: what was begun rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** The samples of a file, and the names by which roles are given to them. */
export interface NamedSamples {
  /** As the file has them. */
  samples: string[];
  /** One for each sample; one for a file without any. */
  names: string[];
}

/** Roles as far as headers, names or a pedigree tell them. */
export interface FoundRoles {
  /**
   * The samples of each file, in its order, and the names by which roles are given to them: that of the sample; of a
   * file without samples, or with one that another file has, too, that of the file.
   */
  files: NamedSamples[];
  /** Whom something is known of. They may make no family yet. */
  roles: AssignedRole[];
}

/** A name for what genotypes show of an entry in all members; `docs/family.md` says when. */
export type FamilyView =
  | "neither"
  | "mother"
  | "father"
  | "both"
  | "cannot"
  | "twoCopies"
  | "inTrans"
  | "phaseUnknown"
  | "singleCopyOfX"
  | "sharedWithSibling"
  | "tumorOnly"
  | "alsoInNormal"
  | "normalUnknown"
  | "originNotShown"
  | "germlineSection"
  | "tumorSection";

/** One member. */
export interface FamilyMember {
  /** Its role. */
  role: Role;
  /** Its name; null for a file without samples. */
  sample: string | null;
  /** Which of `reports` is about its file, from 0. */
  report: number;
  /** Its place in that report's `summary`, from 0. */
  summary: number;
  /** The sex that the pedigree states. */
  sex: Sex | null;
  /** Whether the pedigree says that it is affected. */
  affected: boolean | null;
}

/** How the genotypes fit the roles, over autosomal entries that a member carries. */
export interface FamilyChecks {
  /** Inheritance from both parents; null where one is missing. */
  mendelian: MendelianCheck | null;
  /** What each two members share. */
  kinship: Kinship[];
}

/** How often the proband has what these parents cannot have given. */
export interface MendelianCheck {
  /** Entries where the copies of all three are known, and one of them carries it. */
  compared: number;
  /** Those that are not as inherited. */
  inconsistent: number;
  /** Of these, entries that neither parent carries. */
  inNeitherParent: number;
}

/** What two members share. */
export interface Kinship {
  /** Their places in `members`. */
  members: [number, number];
  /** Entries where the copies of both are known, and one of them carries it. */
  compared: number;
  /** About 0.25 for parent and child, 0.5 for one person; null where too little is comparable. */
  kinship: number | null;
}

/** Two different entries of a gene of which the proband carries one copy each, or it is not known how many. */
export interface FamilyPair {
  /** Their places among the rows, ascending. */
  rows: [number, number];
  /** How they lie. */
  phase: "trans" | "cis" | "unknown" | "conflicting";
  /** Whether the genotypes' phase says so. */
  byPhase: boolean;
  /** Whether the parents say so. */
  byParents: boolean;
}

/** What one member has of an entry. */
export interface FamilyCell {
  /** The state. */
  state: State;
  /** Why, where the state has reasons. */
  reason: Reason | null;
  /** For carried ones. */
  zygosity: Zygosity | null;
  /** For carried ones, where the genotype states them. */
  copies: Copies | null;
  /** The allele's fraction: as the file states it (AF, HF, FA, VAF, FREQ), else of the reads. */
  alleleFraction: number | null;
  /** Reads with the allele. */
  reads: number | null;
  /** All reads. */
  depth: number | null;
  /** How a called allele came to be the entry. */
  match: Match | null;
  /** What to know beside it. */
  flags: Flag[];
  /** The records behind it. Where a reference row alone proves a state, there is none. */
  records: ReportRecord[];
}

/** An entry, and what each member has of it. */
export interface FamilyRow {
  /** The entry's number in panel order, from 0. */
  number: number;
  /** The entry. */
  entry: ReportEntry;
  /** The group of its classification. */
  significanceClass: SignificanceClass;
  /** Review status as ClinVar's 0 to 4 stars; null where the annotation states none. */
  stars: number | null;
  /** In whom of the parents it is recorded, where the proband carries it. */
  inheritance: "neither" | "mother" | "father" | "both" | "cannot" | null;
  /** Whether it could be told if what is assumed were proved. */
  assumed: boolean;
  /** The views that it is in. */
  views: FamilyView[];
  /** One of each member, in their order. */
  cells: FamilyCell[];
}

/** All of a family's report but its rows. */
export interface FamilyOverview {
  /** The name and version of the format. */
  schema: "genosieve.family/1";
  /** The software. */
  tool: ReportTool;
  /** Whether it is about a family, or about a tumour and its matched sample. */
  kind: "family" | "tumor";
  /** The report of each file without verdicts. */
  reports: ReportOverview[];
  /** Whom it is about: proband, mother, father, siblings; tumor, normal. */
  members: FamilyMember[];
  /** What a reader must know beside the numbers. */
  notices: Notice[];
  /** How the genotypes fit the roles. */
  checks: FamilyChecks;
  /** How many rows each view of this kind has; those without any are there with 0. */
  views: Partial<Record<FamilyView, number>>;
  /** Genes with two different entries that the proband carries once each, by name. */
  genes: FamilyGene[];
}

/** A gene with two different entries. */
export interface FamilyGene {
  /** Its symbol. */
  gene: string;
  /** How many pairs of different alleles they make. */
  count: number;
  /** These pairs; of more than 20, 20 of them, those in trans first. All count for the views of rows. */
  pairs: FamilyPair[];
}

/** What a family answers: `genosieve.family/1` (`docs/family.schema.json`). */
export interface FamilyData extends FamilyOverview {
  /** Entries that any member carries, or of whom it cannot be decided; in panel order. */
  rows: FamilyRow[];
}

/** Which rows of a family are listed, and in what order. */
export interface FamilyQuery extends Omit<Query, "sample"> {
  /** The member whose state, zygosity and so on the other conditions and the order are about; the first by default. */
  member?: number;
  /** Views of which a row has to be in any; all rows by default. */
  views?: FamilyView[];
}
