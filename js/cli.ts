#!/usr/bin/env node
/** The command `genosieve`: the same interface, exit codes and output as the native one. */
import { parse, UsageError, type Command } from "./cli/args.js";
import { nameOf, peek, print, sizeOf, source, write } from "./cli/files.js";
import { help } from "./cli/help.js";
import { progressLine } from "./cli/progress.js";
import { errorLine, evidenceLine, noticeLine, type Messages } from "./cli/text.js";
import { isPanelFile } from "./panel.js";
import { compilePanel, GenosieveError, messages, openPanel, screen, version } from "./node.js";
import type { CompileOptions, Language, Panel } from "./node.js";

type Of<K extends Command["kind"]> = Extract<Command, { kind: K }>;

async function main(argv: string[]): Promise<number> {
  let command: Command;
  try {
    command = parse(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`usage: ${error.message}. See genosieve --help`);
    return 1;
  }
  switch (command.kind) {
    case "help":
      await print(help(command.topic));
      return argv.length === 0 ? 1 : 0;
    case "version":
      await print(`genosieve ${await version()}\n`);
      return 0;
    case "screen":
      return guarded(command.lang, () => runScreen(command));
    case "build":
      return guarded(command.lang, () => runBuild(command));
    case "info":
      return guarded(command.lang, () => runInfo(command));
  }
}

async function runScreen(command: Of<"screen">): Promise<number> {
  const panel = await panelOf(command.panel);
  const progress = progressLine(await sizeOf(command.input));
  let report;
  try {
    report = await screen(source(command.input), {
      panel,
      name: nameOf(command.input),
      samples: command.samples,
      all: command.all,
      ...(command.build === undefined ? {} : { build: command.build }),
      ...(progress.show === undefined ? {} : { onProgress: progress.show }),
    });
  } finally {
    progress.clear();
  }
  const text = {
    table: () => report.table(command.lang),
    json: () => report.json(),
    tsv: () => report.tsv(),
  }[command.format]();
  if (command.out === undefined) await print(text);
  else await write(command.out, text);
  // The table holds its notices; beside the other formats they are said here.
  if (command.format !== "table") {
    const words = await messages(command.lang);
    for (const notice of report.data.notices) complain(noticeLine(notice, words));
  }
  return report.exitCode;
}

async function runBuild(command: Of<"build">): Promise<number> {
  const panel = await panelOf(command.source, {
    ...(command.name === undefined ? {} : { name: command.name }),
    ...(command.build === undefined ? {} : { build: command.build }),
    ...(command.reference === undefined
      ? {}
      : { reference: source(command.reference), referenceName: nameOf(command.reference) }),
  });
  await write(command.out, panel.toBytes());
  return 0;
}

async function runInfo(command: Of<"info">): Promise<number> {
  const panel = await panelOf(command.file);
  await print(command.format === "json" ? panel.json() : panel.table(command.lang));
  return 0;
}

/** A `.gsp` by its first bytes; anything else is compiled on the way. */
async function panelOf(path: string, options: CompileOptions = {}): Promise<Panel> {
  const { head, bytes } = await peek(source(path));
  if (isPanelFile(head)) return openPanel(bytes);
  return compilePanel(bytes, { ...options, sourceName: nameOf(path) });
}

/** Errors of the package end on one line of standard error, after the evidence if there is any. */
async function guarded(lang: Language, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GenosieveError)) throw error;
    const words: Messages = await messages(lang).catch(() => ({}));
    for (const evidence of error.evidence) complain(evidenceLine(evidence, words));
    complain(errorLine(error, lang, words));
    return error.exitCode;
  }
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
