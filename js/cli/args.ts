import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Language } from "../types.js";

/** A wrong command line: exit code 1. */
export class UsageError extends Error {}

export type ScreenFormat = "table" | "json" | "tsv";
export type InfoFormat = "table" | "json";

export type Command =
  | { kind: "help"; topic: string }
  | { kind: "version" }
  | {
      kind: "screen";
      input: string;
      panel: string;
      samples: string[];
      build: string | undefined;
      all: boolean;
      workers: number;
      format: ScreenFormat;
      lang: Language;
      out: string | undefined;
    }
  | {
      kind: "build";
      source: string;
      reference: string | undefined;
      name: string | undefined;
      build: string | undefined;
      out: string;
      lang: Language;
    }
  | { kind: "info"; file: string; format: InfoFormat; lang: Language };

/** Reads the arguments after the command's own name. */
export function parse(argv: readonly string[]): Command {
  const [first, second] = argv;
  if (first === undefined || first === "help" || first === "-h" || first === "--help") {
    return { kind: "help", topic: second ?? "" };
  }
  if (first === "-V" || first === "--version") return { kind: "version" };
  if (first === "screen") return screen(argv.slice(1));
  if (first === "panel" && second === "build") return build(argv.slice(2));
  if (first === "panel" && second === "info") return info(argv.slice(2));
  if (first === "panel" && (second === "-h" || second === "--help")) {
    return { kind: "help", topic: "panel" };
  }
  throw new UsageError(
    first === "panel"
      ? `unknown command: panel ${second ?? ""}`.trim()
      : `unknown command: ${first}`,
  );
}

function screen(argv: string[]): Command {
  const { values, positionals } = read(argv, {
    panel: { type: "string" },
    sample: { type: "string", multiple: true },
    build: { type: "string" },
    all: { type: "boolean" },
    workers: { type: "string" },
    threads: { type: "string" },
    format: { type: "string" },
    lang: { type: "string" },
    output: { type: "string", short: "o" },
    help: { type: "boolean", short: "h" },
  });
  if (values.help) return { kind: "help", topic: "screen" };
  return {
    kind: "screen",
    input: only(positionals, "INPUT"),
    panel: needed(values.panel, "--panel"),
    samples: values.sample ?? [],
    build: values.build,
    all: values.all ?? false,
    workers: count(values.workers ?? values.threads),
    format: oneOf(values.format, "--format", ["table", "json", "tsv"]),
    lang: oneOf(values.lang, "--lang", ["en", "ja"]),
    out: values.output,
  };
}

function build(argv: string[]): Command {
  const { values, positionals } = read(argv, {
    reference: { type: "string" },
    name: { type: "string" },
    build: { type: "string" },
    lang: { type: "string" },
    output: { type: "string", short: "o" },
    help: { type: "boolean", short: "h" },
  });
  if (values.help) return { kind: "help", topic: "panel build" };
  return {
    kind: "build",
    source: only(positionals, "SOURCE"),
    reference: values.reference,
    name: values.name,
    build: values.build,
    out: needed(values.output, "-o"),
    lang: oneOf(values.lang, "--lang", ["en", "ja"]),
  };
}

function info(argv: string[]): Command {
  const { values, positionals } = read(argv, {
    format: { type: "string" },
    lang: { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  if (values.help) return { kind: "help", topic: "panel info" };
  return {
    kind: "info",
    file: only(positionals, "FILE"),
    format: oneOf(values.format, "--format", ["table", "json"]),
    lang: oneOf(values.lang, "--lang", ["en", "ja"]),
  };
}

function read<const T extends NonNullable<ParseArgsConfig["options"]>>(argv: string[], options: T) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (error) {
    // parseArgs throws coded TypeErrors about the command line, and nothing else.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function only(positionals: string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined) throw new UsageError(`${what} is missing`);
  if (more.length > 0) throw new UsageError(`unexpected argument: ${more.join(" ")}`);
  return first;
}

function needed(value: string | undefined, option: string): string {
  if (value === undefined) throw new UsageError(`${option} is missing`);
  return value;
}

/** One of the allowed words; the first is the default. */
function oneOf<const T extends string>(
  value: string | undefined,
  option: string,
  allowed: readonly [T, ...T[]],
): T {
  if (value === undefined) return allowed[0];
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UsageError(`${option} is one of ${allowed.join(", ")}`);
  return found;
}

function count(value: string | undefined): number {
  if (value === undefined) return 1;
  if (!/^[1-9][0-9]{0,3}$/.test(value)) throw new UsageError("--workers is a number from 1");
  return Number(value);
}
