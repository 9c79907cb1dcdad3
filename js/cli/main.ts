/** Runs one command line. */
import { diseaseFilter, parseDiseases, tables } from "../diseases.js";
import { GenosieveError, optionError } from "../error.js";
import { api } from "../node-api.js";
import {
  compilePanel,
  guessRoles,
  messages,
  openPanel,
  readGenes,
  screen,
  screenFamily,
  version,
} from "../node.js";
import { isPanelFile, MAGIC, type Panel } from "../panel.js";
import type { Exported } from "../export.js";
import type { FamilyReport } from "../family-report.js";
import { openFile } from "../pool/node.js";
import type { Report } from "../report.js";
import type { EntryFilter, FamilyFile, GeneList, Language, Source } from "../types.js";
import { panelOfAlleles } from "./alleles.js";
import {
  parse,
  type Args,
  type AskedArgs,
  type BuildArgs,
  type DiffArgs,
  type ExportArgs,
  type FamilyArgs,
  type FilterArgs,
  type InfoArgs,
  type ScreenArgs,
} from "./args.js";
import {
  expectThere,
  fileName,
  indexBeside,
  input,
  mapText,
  peek,
  pieces,
  print,
  read,
  whole,
  write,
} from "./files.js";
import { HELP } from "./help.js";
import { progressLine } from "./progress.js";

/** The exit code: 0 answered, 1 usage, 3 refused for the build, 4 unreadable, 5 incomplete. */
export async function main(argv: string[]): Promise<number> {
  // Without a listener a reader that leaves early would end the process with a stack trace.
  process.stdout.on("error", () => {});
  let language: Language = "en";
  try {
    const args = parse(argv);
    if ("language" in args) language = args.language;
    return await run(args);
  } catch (error) {
    if (!(error instanceof GenosieveError)) throw error;
    await complain(error, language);
    return error.exitCode;
  }
}

async function run(args: Args): Promise<number> {
  switch (args.command) {
    case "screen":
      return runScreen(args);
    case "family":
      return runFamily(args);
    case "export":
      return runExport(args);
    case "panel build":
      return runBuild(args);
    case "panel info":
      return runInfo(args);
    case "panel diff":
      return runDiff(args);
    case "help":
      await print(HELP[args.topic]);
      return 0;
    case "version":
      await print(`genosieve ${await version()}\n`);
      return 0;
  }
}

async function runScreen(args: ScreenArgs): Promise<number> {
  const options = await screenOptions(args);
  const progress = await progressLine([args.input]);
  const index = await indexOf(args.input, args);
  const ranges = index !== undefined || args.workers > 1;
  try {
    const report = await screen(ranges ? await input(args.input) : read(args.input), {
      ...options,
      name: fileName(args.input),
      samples: args.samples,
      all: args.all,
      ...(index === undefined ? {} : { index }),
      ...(progress === undefined ? {} : { onProgress: progress.show }),
    });
    progress?.clear();
    if (args.format !== "table") await sayNotices(report, args.language);
    await answer(report, args);
    return report.exitCode;
  } finally {
    progress?.clear();
  }
}

async function runFamily(args: FamilyArgs): Promise<number> {
  const options = await screenOptions(args);
  const progress = await progressLine(args.inputs);
  const files = await Promise.all(
    args.inputs.map(async (path): Promise<FamilyFile> => {
      await expectThere(path);
      const index = await indexOf(path, args);
      const source = await openFile(path);
      return { source, name: fileName(path), ...(index === undefined ? {} : { index }) };
    }),
  );
  try {
    const { roles } = await guessRoles(files, {
      roles: args.roles,
      ...(args.ped === undefined ? {} : { ped: read(args.ped) }),
    });
    const report = await screenFamily(files, {
      ...options,
      roles,
      ...(progress === undefined ? {} : { onProgress: progress.show }),
    });
    progress?.clear();
    if (args.format !== "table") report.noticeLines(args.language).forEach(say);
    await answer(report, args);
    return report.exitCode;
  } finally {
    progress?.clear();
  }
}

/** What files are screened with, all of them alike. */
async function screenOptions(args: AskedArgs) {
  const filter = await filterOf(args.filter, args.language);
  const panel =
    args.panel === undefined
      ? await panelOfAlleles(args.alleles, args.build, args.language)
      : await panelOf(args.panel, args.build);
  const contigMap = args.contigMap === undefined ? undefined : await mapText(args.contigMap);
  return {
    panel,
    workers: args.workers,
    filter,
    absentIsReference: args.absentIsReference,
    minGq: args.minGq,
    allowImputed: args.allowImputed,
    xCopies: args.xCopies,
    ...(args.minDp === undefined ? {} : { minDp: args.minDp }),
    ...(args.callable === undefined
      ? {}
      : { callable: read(args.callable), callableName: fileName(args.callable) }),
    ...(args.build === undefined ? {} : { build: args.build }),
    ...(contigMap === undefined ? {} : { contigMap }),
  };
}

/** The index to use: one that was named must be there; one beside the file is no reason to stop. */
async function indexOf(path: string, args: AskedArgs): Promise<Source | undefined> {
  if (args.index) return whole(args.index);
  const beside = args.index === undefined ? await indexBeside(path) : undefined;
  return beside === undefined ? undefined : read(beside);
}

async function answer(report: Report | FamilyReport, args: AskedArgs): Promise<void> {
  const pieces = {
    table: () => [report.table(args.language)],
    json: () => report.jsonPieces(),
    tsv: () => report.tsvPieces(),
  }[args.format]();
  if (args.out !== undefined) return write(args.out, pieces);
  for (const piece of pieces) await print(piece);
}

/** Beside a format for machines, notices go to standard error; the table says them itself. */
async function sayNotices(report: Report, language: Language): Promise<void> {
  const table = await messages(language);
  for (const { code, detail } of report.overview.notices) {
    say(fill(table[`notice.${code}`] ?? code, detail));
  }
}

/** Warns of an export that holds many genotyped sites before it writes one. */
async function runExport(args: ExportArgs): Promise<number> {
  const { scope, samples, language, bom, crlf, created, format } = args;
  const options = {
    scope,
    samples,
    language,
    bom,
    crlf,
    ...(created === undefined ? {} : { created }),
    ped: args.ped === undefined ? undefined : await whole(args.ped),
  };
  return api.exporter.of(await pieces(args.report), options, async (kept) => {
    const { genotypedSites, many } = kept.survey;
    if (many && format !== "summary") {
      const table = await messages(language);
      say(fill(table["export.many_sites"] ?? "", String(genotypedSites)));
    }
    const content = format === "vcf" ? records(kept, args.input ?? "-") : kept.write(format);
    if (args.out !== undefined) await write(args.out, content);
    else for await (const piece of content) await print(piece);
    return 0;
  });
}

/** Reads the screened file once more. */
async function* records(kept: Exported, path: string): AsyncGenerator<Uint8Array, void> {
  if (path !== "-") await expectThere(path);
  yield* kept.records(await input(path), path === "-" ? {} : { name: fileName(path) });
}

async function runBuild(args: BuildArgs): Promise<number> {
  // A panel that is compiled already is written as it is.
  const { head, bytes } = await peek(read(args.source), MAGIC.length);
  const panel = isPanelFile(head)
    ? await openPanel(bytes)
    : await compilePanel(bytes, {
        sourceName: fileName(args.source),
        ...(args.name === undefined ? {} : { name: args.name }),
        ...(args.build === undefined ? {} : { build: args.build }),
        ...(args.keepInfo === undefined ? {} : { keepInfo: args.keepInfo }),
        ...(args.reference === undefined
          ? {}
          : { reference: read(args.reference), referenceName: fileName(args.reference) }),
      });
  await write(args.out, panel.toBytes());
  panel.info.referenceWarnings.forEach(say);
  return 0;
}

async function runInfo(args: InfoArgs): Promise<number> {
  const panel = await panelOf(args.file);
  const language = args.format === "json" ? undefined : args.language;
  await print(
    await api.describe.facts(panel, await filterOf(args.filter, args.language), language),
  );
  return 0;
}

async function runDiff(args: DiffArgs): Promise<number> {
  const [from, to] = [await panelOf(args.from), await panelOf(args.to)];
  const form = args.format === "table" ? args.language : args.format;
  await print(await api.describe.difference(from, to, form));
  return 0;
}

async function sayRejected({ rejected }: GeneList, language: Language): Promise<void> {
  if (rejected.length === 0) return;
  const table = await messages(language);
  for (const { line, asGiven, reason, candidates } of rejected) {
    const form = candidates.length === 0 ? "table.gene_rejected" : "table.gene_rejected_for";
    const why = table[`gene.${reason}`] ?? reason;
    say(fill(table[form] ?? reason, String(line), asGiven, why, candidates.join(", ")));
  }
}

/** Genes of a list are taken in, and diseases by their numbers become what is looked for of them. */
async function filterOf(args: FilterArgs, language: Language): Promise<EntryFilter> {
  const { numbers = [], geneList, geneTable, minConfidence, ...filter } = args;
  if (geneList !== undefined) {
    const list = await readGenes(read(geneList), {
      ...(geneTable === undefined ? {} : { table: read(geneTable) }),
      ...(minConfidence === undefined ? {} : { minConfidence }),
    });
    await sayRejected(list, language);
    const symbols = list.genes.map(({ symbol }) => symbol);
    filter.genes = [...(filter.genes ?? []), ...symbols];
  }
  if (numbers.length === 0) return filter;
  const known = parseDiseases(tables);
  const diseases = numbers.map((number) => {
    const disease = /^[1-9][0-9]*$/.test(number) ? known.byNumber(Number(number)) : undefined;
    const found = disease && diseaseFilter(disease);
    if (!found || found.conditions.length + found.genes.length === 0)
      throw optionError(`--disease ${number}`);
    return found;
  });
  return { ...filter, diseases };
}

/**
 * A `.gsp` is told by its first bytes; anything else is compiled on the way. A build that the user
 * states also chooses the columns of a table that has several.
 */
async function panelOf(path: string, build?: string): Promise<Panel> {
  const { head, bytes } = await peek(read(path), MAGIC.length);
  if (isPanelFile(head)) return openPanel(bytes);
  return compilePanel(bytes, {
    sourceName: fileName(path),
    ...(build === undefined ? {} : { build }),
  });
}

/** The evidence of a refusal, then one line: `code (position): message remedy`. */
async function complain(error: GenosieveError, language: Language): Promise<void> {
  // Where the wasm itself is the trouble there is no table, and English has to do.
  const table = await messages(language).catch((): Record<string, string> => ({}));
  for (const { kind, build, detail } of error.evidence) {
    say(fill(table["table.evidence"] ?? "{0}: {1} ({2})", kind, build ?? "-", detail));
  }
  const { line, byte } = error.position;
  const place =
    line !== undefined ? ` (line ${line})` : byte !== undefined ? ` (byte ${byte})` : "";
  const message = fill(table[`error.${error.code}.message`] ?? error.message, error.detail);
  const remedy = fill(table[`error.${error.code}.remedy`] ?? error.remedy, error.detail);
  say(`${error.code}${place}: ${message} ${remedy}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fill(text: string, ...values: string[]): string {
  return values.reduce((filled, value, at) => filled.replaceAll(`{${at}}`, () => value), text);
}
