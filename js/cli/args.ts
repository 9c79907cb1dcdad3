/** The command line: what it may hold, and what is wrong with it. */
import { parseArgs } from "node:util";

import { optionError } from "../error.js";
import type { Language } from "../types.js";

export type Format = "table" | "json" | "tsv";

export interface ScreenArgs {
  command: "screen";
  input: string;
  panel: string;
  samples: string[];
  build: string | undefined;
  all: boolean;
  format: Format;
  language: Language;
  out: string | undefined;
}

export interface BuildArgs {
  command: "panel build";
  source: string;
  reference: string | undefined;
  name: string | undefined;
  build: string | undefined;
  language: Language;
  out: string;
}

export interface InfoArgs {
  command: "panel info";
  file: string;
  format: Format;
  language: Language;
}

export interface TextArgs {
  command: "help" | "version";
  topic: Topic;
}

export type Topic = "genosieve" | "screen" | "panel" | "panel build" | "panel info";
export type Args = ScreenArgs | BuildArgs | InfoArgs | TextArgs;

const STRING = { type: "string" } as const;
const FLAG = { type: "boolean" } as const;
const COMMON = { help: { type: "boolean", short: "h" }, lang: STRING } as const;
const OUT = { type: "string", short: "o" } as const;

/** Throws `option_invalid` with what is wrong. */
export function parse(argv: string[]): Args {
  const [first, second] = argv;
  switch (first) {
    case undefined:
      throw optionError("a command is missing: screen, panel");
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
    case "panel":
      if (second === "build") return build(argv.slice(2));
      if (second === "info") return info(argv.slice(2));
      if (second === "-h" || second === "--help") return { command: "help", topic: "panel" };
      if (second === undefined) throw optionError("a command is missing: panel build, panel info");
      throw optionError(`panel ${second}`);
    default:
      throw optionError(first);
  }
}

function topic(words: string): Topic {
  if (words === "") return "genosieve";
  const known: Topic[] = ["screen", "panel", "panel build", "panel info"];
  const found = known.find((name) => name === words);
  if (found === undefined) throw optionError(`help ${words}`);
  return found;
}

function screen(argv: string[]): Args {
  const { values, positionals } = strict(() =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        ...COMMON,
        panel: { type: "string", short: "p" },
        sample: { type: "string", multiple: true },
        build: STRING,
        all: FLAG,
        workers: STRING,
        threads: STRING,
        format: STRING,
        out: OUT,
        output: STRING,
      },
    }),
  );
  if (values.help) return { command: "help", topic: "screen" };
  workers("--workers", values.workers);
  workers("--threads", values.threads);
  return {
    command: "screen",
    input: one("INPUT", positionals),
    panel: required("--panel", values.panel),
    samples: values.sample ?? [],
    build: values.build,
    all: values.all ?? false,
    format: among("--format", values.format ?? "table", ["table", "json", "tsv"]),
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
    out: values.out ?? values.output,
  };
}

function build(argv: string[]): Args {
  const { values, positionals } = strict(() =>
    parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        ...COMMON,
        reference: STRING,
        name: STRING,
        build: STRING,
        out: OUT,
        output: STRING,
      },
    }),
  );
  if (values.help) return { command: "help", topic: "panel build" };
  return {
    command: "panel build",
    source: one("SOURCE", positionals),
    reference: values.reference,
    name: values.name,
    build: values.build,
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
    out: required("-o", values.out ?? values.output),
  };
}

function info(argv: string[]): Args {
  const { values, positionals } = strict(() =>
    parseArgs({ args: argv, allowPositionals: true, options: { ...COMMON, format: STRING } }),
  );
  if (values.help) return { command: "help", topic: "panel info" };
  return {
    command: "panel info",
    file: one("FILE", positionals),
    format: among("--format", values.format ?? "table", ["table", "json"]),
    language: among("--lang", values.lang ?? "en", ["en", "ja"]),
  };
}

/** What node:util finds wrong, in our terms. */
function strict<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw optionError(error.message.split("\n")[0] ?? "");
  }
}

function one(what: string, positionals: string[]): string {
  const [first, ...rest] = positionals;
  if (first === undefined) throw optionError(`${what} is missing`);
  if (rest.length > 0) throw optionError(rest.join(" "));
  return first;
}

function required(option: string, value: string | undefined): string {
  if (value === undefined) throw optionError(`${option} is missing`);
  return value;
}

function among<T extends string>(option: string, value: string, allowed: T[]): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw optionError(`${option} ${value}`);
  return found;
}

/** Accepted and checked; one instance reads the file until a file is cut among several. */
function workers(option: string, value: string | undefined): void {
  if (value !== undefined && !/^[1-9][0-9]{0,3}$/.test(value)) {
    throw optionError(`${option} ${value}`);
  }
}
