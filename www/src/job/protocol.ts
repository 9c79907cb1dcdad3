/** What the page asks of a worker, and what it hears. */
import type {
  AssignedRole,
  Build,
  EntryFilter,
  EntryRow,
  ErrorCode,
  Evidence,
  ExportForm,
  ExportScope,
  ExportSurvey,
  FamilyCell,
  FamilyOverview,
  FamilyRow,
  FilterCount,
  GeneList,
  Inspection,
  Language,
  PanelInfo,
  Position,
  Progress,
  Query,
  ReadProgress,
  ReportEntry,
  ReportOverview,
  Track,
  ViewCounts,
} from "genosieve";

import type { ActionableRule } from "../../../js/actionable.js";
import type { ReadAlleles } from "../typed.js";
import type { ActionableAnswer } from "./actionable.js";
import type { Policy } from "../settings.js";
import type { ShownTogether } from "./family-actionable.js";
import type { FamilyAsked, FamilyListing, FamilyWritten, FoundTogether } from "./family.js";
import type { Findings } from "./findings.js";
import type { GeneGroups } from "./genes.js";
import type { Tracks } from "./tracks.js";

/** What a panel says of itself, and its `.gsp`: in memory, or as what the browser keeps and reads when it is opened. */
export interface PackedPanel {
  info: PanelInfo;
  bytes: Uint8Array<ArrayBuffer> | Blob;
}

/** The report without its verdicts: the table asks for those that it shows. */
export type Summary = ReportOverview;

/** A view of the entries that a query fits. */
export interface Listing extends ViewCounts {
  view: number;
  /** Whether entries with 0 stars are folded in it. */
  folded: boolean;
  /** Its first rows, a page of them: they are wanted before whatever else the worker was asked for meanwhile. */
  first: EntryRow[];
}

/** Rows in a page. */
export const PAGE = 64;

/** What writes exports: it may have been loaded after the worker began. */
interface WithExporter {
  exporter: WebAssembly.Module | undefined;
}

/** A form of the report that is saved, and what stands in it. */
export interface Written {
  format: Exclude<ExportForm, "ndjson"> | "json" | "vcf";
  scope: NonNullable<ExportScope["scope"]>;
  samples: NonNullable<ExportScope["samples"]>;
  language: Language;
}

/** What compares samples: it, too, may have been loaded later. */
interface WithFamily {
  family: WebAssembly.Module | undefined;
}

/** A genome's file, and the index that came with it. */
export interface GenomeFile {
  file: File;
  index: File | undefined;
}

/** How a screen is done, whatever it is about. */
interface Screening {
  /** Undefined: the panel that was found for the file before. */
  panel: PackedPanel["bytes"] | undefined;
  /** Undefined: all of the panel. */
  filter: EntryFilter | undefined;
  build: Build | undefined;
  contigMap: string | undefined;
  policy: Policy;
  /** Undefined: as many as the device is good for. */
  workers: number | undefined;
}

/** Each call with what it takes and what it gives. */
export interface Calls {
  /** A VCF, a table or a `.gsp` becomes a panel. */
  compile: {
    takes: {
      source: File;
      /** Undefined: that of its file. */
      name?: string;
      /** Over what the source says. */
      build?: Build | undefined;
    };
    /** `built`: not a panel already; `first`: of a table, a few of its entries. */
    gives: PackedPanel & { built: boolean; first: ReportEntry[] };
  };
  /** Reads alleles that a person typed. */
  alleles: { takes: { lines: string[] }; gives: ReadAlleles };
  /** Reads a list of genes. */
  geneList: { takes: { source: File }; gives: GeneList };
  /** Counts the entries of a panel that a filter leaves. */
  count: {
    takes: {
      /** Undefined: that of the last count. */
      panel: PackedPanel["bytes"] | undefined;
      filter: EntryFilter;
    };
    gives: FilterCount;
  };
  /** Reads the beginning; with panels, finds the one of the file's build, and keeps it. */
  check: {
    takes: {
      file: File;
      panels: { build: Build | null; bytes: PackedPanel["bytes"] }[];
      build: Build | undefined;
      contigMap: string | undefined;
    };
    gives: { inspection: Inspection; panel: number | undefined };
  };
  screen: {
    takes: GenomeFile & Screening & { samples: string[] | undefined };
    gives: Summary;
  };
  /** The samples of files, and what is known of their roles; only their beginnings are read. */
  roles: {
    takes: WithFamily & { files: File[]; pedigree: File | undefined };
    gives: FoundTogether;
  };
  /** Screens the files one after the other, and compares the samples that have a role. */
  compare: {
    takes: WithFamily & Screening & { files: GenomeFile[]; roles: AssignedRole[] };
    /** `held`: how many entries more there would be without the genes that the filter excludes. */
    gives: { overview: FamilyOverview; held: number };
  };
  familyView: { takes: FamilyAsked; gives: FamilyListing };
  familyRows: { takes: { view: number; from: number; to: number }; gives: FamilyRow[] };
  /** The rows at these places, in panel order. */
  familyPlaces: { takes: { places: number[] }; gives: FamilyRow[] };
  /** The record line of this number (1-based) of a report's file. */
  familyLine: { takes: { report: number; line: number }; gives: string };
  /** Reads the file of a member again for an entry whose proof was kept as bits. */
  familyEvidence: { takes: { number: number; member: number }; gives: FamilyCell };
  /** Which carried entries the rule of each gene shows, and of whom. */
  familyActionable: {
    takes: { rules: [gene: string, rule: ActionableRule][] };
    gives: ShownTogether[];
  };
  /** To be saved: all of it, or what is about one of the files. */
  familyWrite: { takes: FamilyWritten & { exporter?: WebAssembly.Module }; gives: Blob };
  /** Asks about other entries of the panel; undefined: about all. Views of before are gone. */
  narrow: { takes: { filter: EntryFilter | undefined }; gives: Summary };
  /** `foldWhereOthers` folds entries with 0 stars, but where they are all there is: nothing would be left to see. */
  view: { takes: Query & { foldWhereOthers?: boolean }; gives: Listing };
  /** The gravest findings, `most` of each state at most. */
  findings: { takes: { sample: number; most: number }; gives: Findings };
  /** Findings by gene, of so many genes at most. */
  genes: { takes: { sample: number; most: number }; gives: GeneGroups };
  /** Of the genes whose rules are given what each rule shows. */
  actionable: {
    takes: { sample: number; rules: [gene: string, rule: ActionableRule][] };
    gives: ActionableAnswer;
  };
  /** What lies where on the chromosomes, or on one of them. */
  tracks: { takes: { sample: number; contig: Track["contig"] | undefined }; gives: Tracks };
  rows: { takes: { view: number; from: number; to: number }; gives: EntryRow[] };
  /** The record line of this number (1-based), read from the file again. */
  line: { takes: { line: number }; gives: string };
  /** Reads the file again for one entry whose proof was kept as bits. */
  evidence: { takes: { number: number; sample: number }; gives: EntryRow };
  /** Ends the reading for evidence, whose call then fails. */
  abandon: { takes: Record<string, never>; gives: undefined };
  /** The report as an embedding page gets it. */
  handed: { takes: Record<string, never>; gives: string };
  /** What an export would hold. */
  survey: { takes: WithExporter & Pick<Written, "scope">; gives: ExportSurvey };
  /** The report in another form, of the entries that are asked about now; for its lines the file is read again. */
  write: { takes: WithExporter & Written; gives: Blob };
  /** Ends that reading, whose call then fails. */
  stopWriting: { takes: Record<string, never>; gives: undefined };
}

export type Call = keyof Calls;

/** Records and position are there while a genome is read, not while a list is built. */
export type JobProgress = ReadProgress & Partial<Progress>;

/** Codes of the page's own, beside those of the package (`docs/errors.md`). */
export type PageCode =
  | "worker_lost"
  | "boot"
  | "browser"
  | "has_samples"
  | "no_library"
  | "library_full"
  | "all_held_back";

/** How a call ends that nobody wants an answer of any more; never shown. */
type Unwanted = "closed" | "abandoned";

export type Code = ErrorCode | PageCode | Unwanted;

/** An error with what may be shown of it: no content of the file. */
export interface Failure {
  code: Code;
  position: Position;
  detail: string;
  evidence: readonly Evidence[];
}

/** The wasm, compiled once for all workers. */
export interface Modules {
  /** It opens panels and screens. */
  wasm: WebAssembly.Module;
  /** It compiles panels. */
  compiler: WebAssembly.Module;
  /** It says what panels hold, and reads lists of genes. */
  describer?: WebAssembly.Module;
  /** It writes reports in other forms. */
  exporter?: WebAssembly.Module;
  /** It compares samples. */
  family?: WebAssembly.Module;
}

/** To the worker. */
export type Asked =
  /** `life`: the lock that tells of the worker's end. */
  | { kind: "start"; modules: Modules; life: string }
  | { kind: "partLost"; part: number }
  | { [K in Call]: { kind: "call"; id: number; call: K; takes: Calls[K]["takes"] } }[Call];

/** From the worker; of one that reads parts the requests and the pulse alone. */
export type Told =
  | { kind: "gives"; id: number; gives: unknown }
  | { kind: "fails"; id: number; failure: Failure }
  | { kind: "alive" }
  /** An address that lasts as long as the worker. */
  | { kind: "pulse"; address: string }
  /** A worker for parts is wanted, on the other side of this port; and then no more. */
  | { kind: "part"; part: number; port: MessagePort }
  | { kind: "partEnds"; part: number }
  | { kind: "progress"; progress: JobProgress }
  /** Requests that the worker made, and attempts that the policy stopped: none of either. */
  | { kind: "requests"; made: number; stopped: number };
