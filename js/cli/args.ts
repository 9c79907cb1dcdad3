/** The command line: what it may hold, and what is wrong with it. */
import { availableParallelism } from "node:os";

import { optionError } from "../error.js";
import type { EntryFilter, ExportForm, ExportScope, Language, StatedRole } from "../types.js";
import { BATCH, batchOf, type BatchArgs } from "./batch/options.js";
import { among, FLAG, LIST, one, OUT, required, split, strict, STRING, whole } from "./parsing.js";

export type Format = "table" | "json" | "tsv";

/** What is asked of a file, and how. */
export interface AskedArgs {
  /** A path; undefined where alleles are given in its place. */
  panel: string | undefined;
  alleles: string[];
  samples: string[];
  build: string | undefined;
  all: boolean;
  filter: FilterArgs;
  contigMap: string | undefined;
  absentIsReference: boolean;
  callable: string | undefined;
  minGq: number;
  minDp: number | undefined;
  allowImputed: boolean;
  xCopies: string[];
  /** A path; undefined for the one beside the input, false for none. */
  index: string | false | undefined;
  workers: number;
  format: Format;
  language: Language;
  out: string | undefined;
}

export interface ScreenArgs extends AskedArgs {
  command: "screen";
  input: string;
}

export interface FamilyArgs extends AskedArgs {
  command: "family";
  inputs: string[];
  ped: string | undefined;
  roles: StatedRole[];
}

/** Which entries are asked about, as the options name them. */
export interface FilterArgs extends EntryFilter {
  /** Notification numbers of designated intractable diseases. */
  numbers?: string[];
  /** Files: a list of genes, and HGNC's complete set. */
  geneList?: string;
  geneTable?: string;
  minConfidence?: number;
}

export interface ExportArgs {
  command: "export";
  /** A path; `-` is standard input. */
  report: string;
  format: ExportForm | "vcf";
  /** A path; there for `vcf`. */
  input: string | undefined;
  scope: NonNullable<ExportScope["scope"]>;
  samples: NonNullable<ExportScope["samples"]>;
  bom: boolean;
  crlf: boolean;
  created: string | undefined;
  ped: string | undefined;
  language: Language;
  out: string | undefined;
}

export interface BuildArgs {
  command: "panel build";
  source: string;
  reference: string | undefined;
  name: string | undefined;
  build: string | undefined;
  keepInfo: string[] | undefined;
  language: Language;
  out: string;
}

export interface InfoArgs {
  command: "panel info";
  file: string;
  filter: FilterArgs;
  format: Format;
  language: Language;
}

export interface DiffArgs {
  command: "panel diff";
  from: string;
  to: string;
  format: Format;
  language: Language;
}

export interface TextArgs {
  command: "help" | "version";
  topic: Topic;
}

const TOPICS = [
  "screen",
  "family",
  "export",
  "panel",
  "panel build",
  "panel info",
  "panel diff",
] as const;
export type Topic = "genosieve" | (typeof TOPICS)[number];
export type { BatchArgs };
export type Args =
  ScreenArgs | BatchArgs | FamilyArgs | ExportArgs | BuildArgs | InfoArgs | DiffArgs | TextArgs;

const FORMS = ["csv", "tsv", "ndjson", "summary", "html", "fhir", "phenopacket", "vcf"] as const;

/** Which entries are asked about. */
const FILTER = {
  significance: LIST,
  "min-stars": STRING,
  gene: LIST,
  genes: STRING,
  "gene-table": STRING,
  "min-confidence": STRING,
  "exclude-gene": LIST,
  condition: LIST,
  disease: LIST,
  origin: LIST,
  consequence: LIST,
  region: LIST,
} as const;
/** Throws `option_invalid` with what is wrong. */
export function parse(argv: string[]): Args {
  const [first, second] = argv;
  switch (first) {
    case undefined:
      throw optionError("a command is missing: screen, family, export, panel");
    case "-h":
    case "--help":
      return { command: "help", topic: "genosieve" };
    case "help":
      return { command: "help", topic: topic(argv.slice(1).join(" ")) };
    case "-V":
    case "--version":
      return { command: "version", topic: "genosieve" };
    case "screen":
      return screen(argv.slice(1));
    case "family":
      return family(argv.slice(1));
    case "export":
      return exported(argv.slice(1));
    case "panel":
      if (second === "build") return build(argv.slice(2));
      if (second === "info") return info(argv.slice(2));
      if (second === "diff") return diff(argv.slice(2));
      if (second === "-h" || second === "--help") return { command: "help", topic: "panel" };
      if (second === "help")
        return { command: "help", topic: topic(["panel", ...argv.slice(2)].join(" ")) };
      if (second === undefined)
        throw optionError("a command is missing: panel build, panel info, panel diff");
      throw optionError(`panel ${second}`);
    default:
      throw optionError(first);
  }
}

function topic(words: string): Topic {
  if (words === "") return "genosieve";
  const found = TOPICS.find((name) => name === words);
  if (found === undefined) throw optionError(`help ${words}`);
  return found;
}

/** What a screen is asked with. */
const ASKED = {
  panel: STRING,
  allele: LIST,
  sample: LIST,
  build: STRING,
  "contig-map": STRING,
  "absent-is-reference": FLAG,
  callable: STRING,
  "min-gq": STRING,
  "min-dp": STRING,
  "allow-imputed": FLAG,
  "x-copies": LIST,
  all: FLAG,
  ...FILTER,
  index: STRING,
  "no-index": FLAG,
  workers: STRING,
  threads: STRING,
  format: STRING,
} as const;

type Asked = {
  [K in keyof typeof ASKED]?: (typeof ASKED)[K] extends typeof LIST
    ? string[]
    : (typeof ASKED)[K] extends typeof FLAG
      ? boolean
      : string;
} & { lang?: string; [OUT]?: string };

function asked(values: Asked): AskedArgs {
  if (values.index !== undefined && values["no-index"]) throw optionError("--no-index");
  const alleles = values.allele ?? [];
  if (values.panel !== undefined && alleles.length > 0) throw optionError("--panel with --allele");
  return {
    panel: alleles.length > 0 ? undefined : required("--panel", values.panel),
    alleles,
    samples: values.sample ?? [],
    build: values.build,
    all: values.all ?? false,
    filter: filterOf(values),
    contigMap: values["contig-map"],
    absentIsReference: values["absent-is-reference"] ?? false,
    callable: values.callable,
    minGq: whole("--min-gq", values["min-gq"], 0xffff) ?? 20,
    minDp: whole("--min-dp", values["min-dp"], 0xffff_ffff),
    allowImputed: values["allow-imputed"] ?? false,
    xCopies: values["x-copies"] ?? [],
    index: values["no-index"] ? false : values.index,
    workers:
      workers("--threads", values.threads) ?? workers("--workers", values.workers) ?? cores(),
    format: among("--format", values.format ?? "table", ["table", "json", "tsv"]),
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
    out: values[OUT],
  };
}

function screen(argv: string[]): Args {
  const { values, positionals } = strict(argv, { ...BATCH, ...ASKED });
  if (values.help) return { command: "help", topic: "screen" };
  const batch = batchOf(values, positionals);
  // Reports in a folder are for software.
  if (batch !== undefined)
    return { command: "screen many", ...batch, ...asked({ format: "json", ...values }) };
  return { command: "screen", input: one("INPUT", positionals), ...asked(values) };
}

function family(argv: string[]): Args {
  const { values, positionals } = strict(argv, { ped: STRING, role: LIST, ...ASKED });
  if (values.help) return { command: "help", topic: "family" };
  if (positionals.length === 0) throw optionError("INPUT is missing");
  // Roles say which samples, and rows are those of any member.
  if (values.sample !== undefined) throw optionError("--sample");
  if (values.all) throw optionError("--all");
  if (values.index !== undefined && positionals.length > 1) throw optionError("--index");
  if (positionals.includes("-")) throw optionError("-");
  return {
    command: "family",
    inputs: positionals,
    ped: values.ped,
    roles: (values.role ?? []).map(statedRole),
    ...asked(values),
  };
}

const ROLES = ["proband", "mother", "father", "sibling", "tumor", "normal", "none"] as const;

/** The role stands behind the last sign: a name may have some of its own. */
function statedRole(text: string): StatedRole {
  const at = text.lastIndexOf("=");
  const word = text.slice(at + 1);
  const role = ROLES.find((name) => name === (word === "tumour" ? "tumor" : word));
  if (at < 1 || role === undefined) throw optionError(`role: ${text}`);
  return { sample: text.slice(0, at), role };
}

function exported(argv: string[]): Args {
  const { values, positionals } = strict(argv, {
    format: STRING,
    input: STRING,
    all: FLAG,
    samples: STRING,
    bom: FLAG,
    crlf: FLAG,
    created: STRING,
    ped: STRING,
  });
  if (values.help) return { command: "help", topic: "export" };
  const format = among("--format", required("--format", values.format), [...FORMS]);
  if (format === "vcf") required("--input", values.input);
  return {
    command: "export",
    report: one("REPORT", positionals),
    format,
    input: values.input,
    scope: values.all ? "all" : "carried",
    samples: among("--samples", values.samples ?? "keep", ["keep", "drop", "number"]),
    bom: values.bom ?? false,
    crlf: values.crlf ?? false,
    created: values.created,
    ped: values.ped,
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
    out: values[OUT],
  };
}

function build(argv: string[]): Args {
  const { values, positionals } = strict(argv, {
    reference: STRING,
    name: STRING,
    build: STRING,
    "keep-info": LIST,
  });
  if (values.help) return { command: "help", topic: "panel build" };
  return {
    command: "panel build",
    source: one("SOURCE", positionals),
    reference: values.reference,
    name: values.name,
    build: values.build,
    keepInfo: values["keep-info"] && split(values["keep-info"]),
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
    out: required("-o", values[OUT]),
  };
}

function info(argv: string[]): Args {
  const { values, positionals } = strict(argv, { ...FILTER, format: STRING });
  if (values.help) return { command: "help", topic: "panel info" };
  if (values[OUT] !== undefined) throw optionError("-o");
  return {
    command: "panel info",
    file: one("PANEL", positionals),
    filter: filterOf(values),
    format: among("--format", values.format ?? "table", ["table", "json"]),
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
  };
}

function diff(argv: string[]): Args {
  const { values, positionals } = strict(argv, { format: STRING });
  if (values.help) return { command: "help", topic: "panel diff" };
  if (values[OUT] !== undefined) throw optionError("-o");
  const [from, to, ...rest] = positionals;
  if (from === undefined || to === undefined) throw optionError("FROM and TO are needed");
  if (rest.length > 0) throw optionError(rest.join(" "));
  return {
    command: "panel diff",
    from,
    to,
    format: among("--format", values.format ?? "table", ["table", "json", "tsv"]),
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
  };
}

type Filtering = {
  [K in keyof typeof FILTER]?: (typeof FILTER)[K] extends typeof LIST ? string[] : string;
};

/** Lists with commas between their items, however often the option is given; regions have commas of their own. */
function filterOf(values: Filtering): FilterArgs {
  const stars = whole("--min-stars", values["min-stars"], 4);
  const lists = {
    significance: split(values.significance),
    genes: split(values.gene),
    excludeGenes: split(values["exclude-gene"]),
    conditions: split(values.condition),
    numbers: split(values.disease),
    origins: split(values.origin),
    consequences: split(values.consequence),
    regions: values.region ?? [],
  };
  const given = Object.entries(lists).filter(([, list]) => list.length > 0);
  return {
    ...Object.fromEntries(given),
    ...(stars ? { minStars: stars } : {}),
    ...geneFiles(values),
  };
}

function geneFiles(
  values: Filtering,
): Pick<FilterArgs, "geneList" | "geneTable" | "minConfidence"> {
  const minConfidence = whole("--min-confidence", values["min-confidence"], 0xff);
  const { genes: geneList, "gene-table": geneTable } = values;
  if (geneList === undefined) {
    if (geneTable !== undefined) throw optionError("--gene-table without --genes");
    if (minConfidence !== undefined) throw optionError("--min-confidence without --genes");
    return {};
  }
  return {
    geneList,
    ...(geneTable === undefined ? {} : { geneTable }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
  };
}

/** Accepted and checked; one instance reads the file until a file is cut among several. */
function workers(option: string, value: string | undefined): number | undefined {
  const number = whole(option, value, 0xffff_ffff);
  if (number === 0) throw optionError(`${option} ${value}`);
  return number;
}

/** Each worker holds the panel, so a large machine does not start as many as it could. */
function cores(): number {
  return Math.min(availableParallelism(), 8);
}
