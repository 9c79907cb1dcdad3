/** Runs one command line. */
import { GenosieveError } from "../error.js";
import { api } from "../node-api.js";
import {
  compilePanel,
  guessRoles,
  messages,
  openPanel,
  screen,
  screenFamily,
  version,
} from "../node.js";
import { isPanelFile, MAGIC } from "../panel.js";
import type { Exported } from "../export.js";
import type { FamilyReport } from "../family-report.js";
import type { Report } from "../report.js";
import type { FamilyFile, Language } from "../types.js";
import {
  parse,
  type Args,
  type AskedArgs,
  type BuildArgs,
  type DiffArgs,
  type ExportArgs,
  type FamilyArgs,
  type InfoArgs,
  type ScreenArgs,
} from "./args.js";
import { filterOf, indexOf, panelOf, screenOptions } from "./asked.js";
import { screenBatch } from "./batch/index.js";
import {
  expectThere,
  fileName,
  input,
  onDisk,
  peek,
  pieces,
  print,
  read,
  whole,
  write,
} from "./files.js";
import { HELP } from "./help.js";
import { progressLine } from "./progress.js";
import { fill, placeOf, say } from "./say.js";
import { piecesOf } from "./written.js";

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
    case "screen many":
      return screenBatch(args);
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
  const index = await indexOf(args.input, args.index);
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
      const source = await onDisk(path);
      const index = await indexOf(path, args.index);
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

async function answer(report: Report | FamilyReport, args: AskedArgs): Promise<void> {
  const pieces = piecesOf(report, args.format, args.language);
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

/** The evidence of a refusal, then one line: `code (position): message remedy`. */
async function complain(error: GenosieveError, language: Language): Promise<void> {
  // Where the wasm itself is the trouble there is no table, and English has to do.
  const table = await messages(language).catch((): Record<string, string> => ({}));
  for (const { kind, build, detail } of error.evidence) {
    say(fill(table["table.evidence"] ?? "{0}: {1} ({2})", kind, build ?? "-", detail));
  }
  const at = placeOf(error.position);
  const place = at === "-" ? "" : ` (${at})`;
  const message = fill(table[`error.${error.code}.message`] ?? error.message, error.detail);
  const remedy = fill(table[`error.${error.code}.remedy`] ?? error.remedy, error.detail);
  say(`${error.code}${place}: ${message} ${remedy}`);
}
