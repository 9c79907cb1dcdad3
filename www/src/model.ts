/** What the page knows. One screen at a time; nothing of it is ever in an address or a storage. */
import type {
  Build,
  EntryFilter,
  FamilyOverview,
  FilterCount,
  GeneList,
  Inspection,
  Language,
  ReportEntry,
} from "genosieve";
import type { Disease } from "genosieve/diseases";

import type { Requests } from "../../js/element/words.js";
import type { Failure, GenomeFile, JobProgress, PackedPanel, Summary } from "./job/protocol.js";
import type { Narrowing } from "./narrowing.js";
import type { Resources } from "./resources.js";
import type { Settings } from "./settings.js";
import type { Individual } from "./roles.js";
import type { Say } from "./text/index.js";
import type { ReadAlleles } from "./typed.js";

/** A list that can be chosen: one panel for each build that it is there for. */
export interface Choice {
  id: string;
  /** Whose it is: one that everybody meets here, or one of the person's own. */
  group: "other" | "own";
  /** Whether the library of this site keeps it: it is read from there, and never removed from here. */
  kept: boolean;
  /** Its own name; undefined for a built-in one, which has a name in each language. */
  name: string | undefined;
  panels: PackedPanel[];
}

/** Genes of a file, which choose among the entries of a ClinVar list. */
export interface Genes {
  file: string;
  list: GeneList;
}

/** A list that was built and waits to be used, or not. */
export interface Previewed {
  choice: Choice;
  /** What it was built from, should its build be set. */
  source: File;
  /** The first entries of a table, in the order of the genome. */
  first: ReportEntry[];
}

/** A file whose beginning was read. */
export interface Checked {
  file: File;
  /** The index that came with it. */
  index: File | undefined;
  inspection: Inspection;
  /** The list that it was looked at beside. */
  choice: Choice | undefined;
  /** The panel of that list that fits the file's build. */
  panel: PackedPanel | undefined;
  /** Files that were dropped along with it and not read. */
  others: number;
}

/** Samples that can be compared: those of the file at hand, and of others that came with it. */
export interface Together {
  /** Whether they are to be compared; otherwise the first file is looked at alone. */
  on: boolean;
  /** The one at hand first. */
  files: GenomeFile[];
  individuals: Individual[];
  /** Where roles were looked for. */
  pedigree: File | undefined;
  /** Why a file, or the pedigree, could not be read, and its name. */
  failed: { name: string; failure: Failure } | undefined;
}

/** A part of a list: the entries about a disease. */
export interface Part {
  disease: Disease;
  filter: EntryFilter;
}

/** What is compared: it does not change while lists and files are chosen. */
export interface Subject {
  /** The file; of several that are compared the first. */
  file: File;
  /** Those that are compared with it. */
  more: File[];
  choice: Choice;
  panel: PackedPanel;
  /** Undefined: all of the list. */
  part: Part | undefined;
}

export type Stage =
  | { at: "start" }
  | { at: "checking" }
  /** `busy`: looking again for another list, or about to compare. */
  | { at: "checked"; checked: Checked; busy: boolean }
  | { at: "running"; checked: Checked; subject: Subject }
  | {
      at: "result";
      subject: Subject;
      /** Of the entries that are asked about now. */
      summary: Summary;
      seconds: number;
      narrowing: Narrowing;
      /** Entries of the list that are held back until their question is answered. */
      held: number;
    }
  | {
      at: "family";
      subject: Subject;
      overview: FamilyOverview;
      seconds: number;
      held: number;
    }
  | { at: "error"; failure: Failure; during: During };

/** What was being done when something failed; it says what a remedy can do. */
export type During = "boot" | "check" | "screen" | "result";

/** Alleles that the person types. */
export interface Typed {
  text: string;
  /** Whether they are being read, or a list is being made of them. */
  busy: boolean;
  /** What they were read as; undefined until they are checked. */
  read: ReadAlleles | undefined;
  /** Why they could not be read at all. */
  failure: Failure | undefined;
}

export const NOTHING_TYPED: Typed = { text: "", busy: false, read: undefined, failure: undefined };

/** Something that happened, to be said by a live region in the language of then. */
export interface Announcement {
  text: (say: Say) => string;
  assertive: boolean;
}

export interface State {
  language: Language;
  settings: Settings;
  /** Undefined while the page still loads. */
  resources: Resources | undefined;
  demo: File | "loading" | "gone";
  choices: Choice[];
  /** Whether the person is about to choose another list on the screen of the check. */
  choosing: boolean;
  /** The tab of the lists that is open. */
  tab: Tab;
  /** Id of the chosen list. */
  chosen: string | undefined;
  /** Number of the chosen disease: of the chosen list, which is of ClinVar, the part about it. */
  disease: number | undefined;
  /** How many entries the chosen list has about the chosen disease. */
  count: FilterCount | "counting" | undefined;
  /** The source of a list that is being built. */
  building: { name: string; progress: JobProgress | undefined } | undefined;
  preview: Previewed | undefined;
  /** The genes that are asked about, of whatever ClinVar list is compared. */
  genes: Genes | undefined;
  typed: Typed;
  /** Why the last list could not be built. */
  listFailure: { name: string; failure: Failure } | undefined;
  /** Whether the question before the genes that are held back was answered so that they are shown. */
  opened: boolean;
  /** The build that the person set, over all evidence. */
  build: Build | undefined;
  /** Whether the person is about to set the build: the list waits for it. */
  overriding: boolean;
  /** What the person says of the file's contig names; with a failure it is not in force. */
  contigMap: { text: string; failure: Failure | undefined } | undefined;
  /** The samples to look at, of the file at hand. */
  samples: string[];
  /** Undefined where there is nobody to be compared with. */
  together: Together | undefined;
  stage: Stage;
  progress: JobProgress | undefined;
  requests: Requests;
  /** Whether another build of the page is there, which is used when it is next opened. */
  updated: boolean;
  said: Announcement | undefined;
}

/** Tabs of the lists, in their order. */
export const TABS = ["disease", "other", "own"] as const;

export type Tab = (typeof TABS)[number];

/** Builds that a person can set, those in use first. */
export const BUILDS: Build[] = ["GRCh38", "GRCh37", "T2T-CHM13v2", "NCBI36"];

/** Ids of the built-in lists, in their order. */
export const BUILT_IN = ["sentinels", "pgx"] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

/** The one that the sample file is made for. */
export const SENTINELS: BuiltIn = "sentinels";

export const isBuiltIn = (id: string): id is BuiltIn => BUILT_IN.some((word) => word === id);

/** Bytes that a contig map may have (`LARGEST_MAP` of the core). */
export const LARGEST_MAP = 1 << 20;
