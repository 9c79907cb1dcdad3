/** Runs one command line. */
import { GenosieveError } from "../error.js";
import { compilePanel, messages, openPanel, screen, version } from "../node.js";
import { isPanelFile, type Panel } from "../panel.js";
import type { Report } from "../report.js";
import type { Language } from "../types.js";
import { parse, type Args, type BuildArgs, type InfoArgs, type ScreenArgs } from "./args.js";
import { fileName, head, print, read, readAll, write } from "./files.js";
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
    case "panel build":
      return runBuild(args);
    case "panel info":
      return runInfo(args);
    case "help":
      await print(HELP[args.topic]);
      return 0;
    case "version":
      await print(`genosieve ${await version()}\n`);
      return 0;
  }
}

async function runScreen(args: ScreenArgs): Promise<number> {
  const panel = await panelOf(args.panel);
  const progress = await progressLine(args.input);
  try {
    const report = await screen(read(args.input), {
      panel,
      name: fileName(args.input),
      samples: args.samples,
      all: args.all,
      ...(args.build === undefined ? {} : { build: args.build }),
      ...(progress === undefined ? {} : { onProgress: progress.show }),
    });
    progress?.clear();
    await answer(report, args);
    return report.exitCode;
  } finally {
    progress?.clear();
  }
}

async function answer(report: Report, args: ScreenArgs): Promise<void> {
  const text =
    args.format === "json"
      ? report.json()
      : args.format === "tsv"
        ? report.tsv()
        : report.table(args.language);
  if (args.out === undefined) await print(text);
  else await write(args.out, text);
  // The table says them itself.
  if (args.format === "table") return;
  const table = await messages(args.language);
  for (const { code, detail } of report.data.notices) {
    const text = table[`notice.${code}`]?.replaceAll("{0}", () => detail ?? "");
    process.stderr.write(`${code}: ${text ?? detail ?? ""}\n`);
  }
}

async function runBuild(args: BuildArgs): Promise<number> {
  const panel = await compilePanel(read(args.source), {
    sourceName: fileName(args.source),
    ...(args.name === undefined ? {} : { name: args.name }),
    ...(args.build === undefined ? {} : { build: args.build }),
    ...(args.reference === undefined ? {} : { reference: read(args.reference) }),
  });
  await write(args.out, panel.toBytes());
  process.stderr.write(panel.table(args.language));
  return 0;
}

async function runInfo(args: InfoArgs): Promise<number> {
  const panel = await panelOf(args.file);
  await print(args.format === "json" ? panel.json() : panel.table(args.language));
  return 0;
}

/** A `.gsp` is told by its first bytes; anything else is compiled on the way. */
async function panelOf(path: string): Promise<Panel> {
  if (isPanelFile(await head(path, 4))) return openPanel(await readAll(path));
  return compilePanel(read(path), { sourceName: fileName(path) });
}

/** The evidence of a refusal, then one line: `code (position): message remedy`. */
async function complain(error: GenosieveError, language: Language): Promise<void> {
  for (const { kind, detail } of error.evidence) process.stderr.write(`${kind}: ${detail}\n`);
  const { line, byte } = error.position;
  const place =
    line !== undefined ? ` (line ${line})` : byte !== undefined ? ` (byte ${byte})` : "";
  const [message, remedy] = await texts(error, language);
  process.stderr.write(`${error.code}${place}: ${message} ${remedy}\n`);
}

/** Message and remedy; in English where the wasm itself is the trouble. */
async function texts(error: GenosieveError, language: Language): Promise<[string, string]> {
  if (language === "en") return [error.message, error.remedy];
  const table = await messages(language).catch(() => ({}) as Record<string, string>);
  const fill = (key: string, otherwise: string) =>
    (table[`error.${error.code}.${key}`] ?? otherwise).replaceAll("{0}", () => error.detail);
  return [fill("message", error.message), fill("remedy", error.remedy)];
}
