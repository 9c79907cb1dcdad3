/** Many inputs at once: a report for each sample, a summary, and what is needed to go on later. */
import { createHash } from "node:crypto";

import type { Comparing, Core } from "../../core.js";
import { open, type Panel } from "../../panel.js";
import { expectOptions } from "../../screen.js";
import { collect } from "../../source.js";
import { screenOptions } from "../asked.js";
import { fileName, print } from "../files.js";
import { countingLine } from "../progress.js";
import { fill, say } from "../say.js";
import { inputsOf } from "./inputs.js";
import { Manifest, SCHEMA, type Asked } from "./manifest.js";
import { batchCore } from "./module.js";
import type { BatchArgs } from "./options.js";
import { run } from "./run.js";
import { Screener, type Batch } from "./screener.js";
import { exitCode, told, writeSummary } from "./summary.js";

/** Screens every input that is not done yet, and gives the exit code of the whole. */
export async function screenBatch(args: BatchArgs): Promise<number> {
  const core = batchCore();
  await core.load();
  const texts = core.call(core.generation, (wasm) => wasm.messages(args.language));
  const inputs = await inputsOf(args.inputs, args.list, (path, left) =>
    say(fill(texts["batch.left"] ?? "", path, String(left))),
  );
  const { panel, options } = await askedOf(core, args);
  const asked = whatIsAsked(core, args, panel, options);
  const { manifest, done } = await Manifest.open(args.folder, asked, inputs);
  const before = done.filter((outcome) => outcome !== undefined).length;
  const batch: Batch = {
    packed: panel.whole,
    info: panel.info,
    options,
    index: args.index,
    format: args.format,
    language: args.language,
    folder: args.folder,
  };
  const line = countingLine(inputs.length);
  const running = { inputs, done, manifest, jobs: args.jobs, onDone: () => line?.advance() };
  const outcomes = await run(batch, new Screener(core, batch, panel), running).finally(() =>
    line?.clear(),
  );
  await writeSummary(args.folder, outcomes);
  await manifest.finish(outcomes);
  await print(told(outcomes, before, texts));
  return exitCode(outcomes);
}

type Options = Batch["options"];

/** The panel, and what is asked with it; each option is one that can be. */
async function askedOf(
  core: Core<Comparing>,
  args: BatchArgs,
): Promise<{ panel: Panel; options: Options }> {
  const {
    panel: given,
    callable,
    ...more
  } = await screenOptions(args, (bytes) => open(core, bytes, {}));
  const panel = given.within(core);
  const regions = callable === undefined ? {} : { callable: await collect(callable) };
  const options = { ...more, ...regions, workers: 1, samples: args.samples, all: args.all };
  await expectOptions({ ...options, panel });
  return { panel, options };
}

/** Files are known by their content. */
function digest(content: unknown): string | null {
  if (typeof content !== "string" && !(content instanceof Uint8Array)) return null;
  return createHash("sha256").update(content).digest("hex");
}

/** What an answer depends on, as the first line of the manifest states it. */
function whatIsAsked(
  core: Core<Comparing>,
  args: BatchArgs,
  panel: Panel,
  options: Options,
): Asked {
  const version = core.call(core.generation, (wasm) => wasm.version());
  const isTable = args.format === "table";
  return {
    schema: SCHEMA,
    // Its reports say that Node made them: the native command has other bytes.
    tool: `genosieve ${version} (node)`,
    panel: panel.info.sha256,
    options: {
      absentIsReference: args.absentIsReference,
      all: args.all,
      allowImputed: args.allowImputed,
      build: args.build ?? null,
      callable: digest(options.callable),
      callableName: args.callable === undefined ? null : fileName(args.callable),
      contigMap: digest(options.contigMap),
      filter: options.filter,
      format: args.format,
      index: args.index !== false,
      language: isTable ? { en: "En", ja: "Ja" }[args.language] : null,
      minDp: args.minDp ?? null,
      minGq: args.minGq,
      planes: false,
      samples: args.samples,
      xCopies: args.xCopies.map(copiesOfX),
    },
  };
}

/** The sample, null for all, and its copies; the core has checked them. */
function copiesOfX(stated: string): [string | null, number] {
  const at = stated.lastIndexOf("=");
  return [at < 0 ? null : stated.slice(0, at), Number(stated.slice(at + 1))];
}
