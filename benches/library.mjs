#!/usr/bin/env node
/**
 * A list compiled and opened: the native command, the command in Node, and the page's library in headless
 * Chromium, on one VCF.
 *
 *     node benches/library.mjs [--panel VCF --genome VCF] [--large] [--runs N]
 *
 * By default a synthetic panel with a fixed seed. All three must make the same bytes; then they take turns,
 * with `bcftools isec` of genome and panel where it is installed. Prints medians as a Markdown table on
 * stdout. docs/benchmarks.md says what the figures mean.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { blankPage, ready } from "../tests/js/page-support.mjs";
import { cli, generate, measure, median, root, run, say, scratch } from "./support.mjs";

const { values: options } = parseArgs({
  options: {
    panel: { type: "string" },
    genome: { type: "string" },
    large: { type: "boolean", default: false },
    runs: { type: "string", default: "3" },
  },
});
const runs = Number(options.runs);
assert(Number.isInteger(runs) && runs >= 1, "--runs takes a number from 1");
assert((options.panel === undefined) === (options.genome === undefined), "--panel needs --genome");

const native = path.join(root, "target/release/genosieve");
for (const built of ["www/dist/library.html", "dist/cli.js", "target/release/genosieve"]) {
  if (fs.existsSync(path.join(root, built))) continue;
  say(`${built} is missing: make build, npm run page`);
  process.exit(1);
}
const folder = scratch("library");
const output = path.join(folder, "panel.gsp");

function subjects() {
  if (options.panel !== undefined) return { source: options.panel, genome: options.genome };
  generate(options.large ? "large" : "short", folder);
  const [source, genome] = ["panel", "genome"].map((name) => path.join(folder, `${name}.vcf.gz`));
  for (const file of [source, genome]) spawnSync("bcftools", ["index", "--tbi", file]);
  return { source, genome };
}

const { source, genome } = subjects();
const isec = [
  "bcftools",
  "isec",
  "-c",
  "none",
  "-n",
  "=2",
  "-w",
  "1",
  "-o",
  path.join(folder, "isec"),
];
const commands = {
  "genosieve, native": [native, "panel", "build", source, "-o", output],
  "genosieve, wasm in Node": [process.execPath, cli, "panel", "build", source, "-o", output],
  "bcftools isec -c none": [...isec, genome, source],
};
if (spawnSync("bcftools", ["--version"]).status !== 0) delete commands["bcftools isec -c none"];

/** Peak memory of the largest process that draws a page, in MiB: that of the tab with its workers. */
async function peakOf(context) {
  const session = await context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const peaks = processInfo
    .filter(({ type, id }) => type === "renderer" && fs.existsSync(`/proc/${id}/status`))
    .map(({ id }) => /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${id}/status`, "utf8"))?.[1]);
  return Math.max(...peaks.map((kib) => Number(kib ?? NaN) / 1024));
}

const open = "#add ~ .drop .button:not([disabled])";

/** Seconds that something takes. */
async function timed(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** One turn of the library: stopped half way, then compiled and kept, reloaded, and offered where genomes are opened. */
async function inPage() {
  const ends = [];
  try {
    const { page, context, origin } = await blankPage({ after: (end) => ends.unshift(end) });
    page.setDefaultTimeout(1_800_000);
    await page.goto(`${origin}/library.html`);
    await page.waitForSelector(open);
    const give = () => page.setInputFiles(".drop .file-input", source);
    await give();
    await page.waitForFunction(() => document.querySelector(".building progress")?.value >= 50);
    const stop = await timed(async () => {
      await page.getByRole("button", { name: "Stop" }).click();
      await page.waitForSelector(open);
    });
    const compile = await timed(async () => {
      await give();
      await page.waitForSelector(".building");
      await page.waitForSelector(open);
    });
    const peak = await peakOf(context);
    const sha256 = await page.locator(".sha").first().getAttribute("title");
    const reload = await timed(async () => {
      await page.reload();
      await page.locator(".kept h3").first().waitFor();
    });
    const offer = await timed(async () => {
      await page.goto(origin);
      await ready(page);
      await page.locator(".choice strong").getByText("panel", { exact: true }).waitFor();
    });
    return { compile, stop, reload, offer, peak, sha256 };
  } finally {
    for (const end of ends) await end();
  }
}

/** The SHA-256 that the file states of itself. */
const stated = () => fs.readFileSync(output).subarray(8, 40).toString("hex");

const results = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
const pages = [];
const sums = new Set();
for (let turn = 0; turn < runs; turn++) {
  for (const [name, command] of Object.entries(commands)) {
    const measured = measure(command, folder);
    results[name].push(measured);
    if (name.startsWith("genosieve")) {
      const sum = createHash("sha256").update(fs.readFileSync(output)).digest("hex");
      sums.add(`${stated()} ${sum}`);
    }
    say(`turn ${turn + 1}: ${name} ${measured.wall.toFixed(2)} s`);
  }
  pages.push(await inPage());
  say(`turn ${turn + 1}: page ${JSON.stringify(pages.at(-1))}`);
}
assert.equal(sums.size, 1, "native and wasm make the same bytes");
assert.deepEqual(
  [...new Set(pages.map(({ sha256 }) => sha256))],
  [stated()],
  "and so does the page",
);

const digits = (value, n) => (Number.isFinite(value) ? value.toFixed(n) : "-");
const { alleles } = JSON.parse(run(native, ["panel", "info", output, "--format", "json"]));
const mebi = (file) => (fs.statSync(file).size / 2 ** 20).toFixed(1);
console.log(
  `\n${alleles} entries, ${mebi(source)} MiB of VCF, ${mebi(output)} MiB of .gsp. Medians of ${runs} turns.\n`,
);
console.log("| | wall s | lowest | highest | ÷ native | CPU s | peak MiB |");
console.log("|---|--:|--:|--:|--:|--:|--:|");
const [first] = Object.values(results);
const row = (name, walls, cpus, peaks) => {
  const seconds = [median(walls), Math.min(...walls), Math.max(...walls)];
  const ratio = median(walls.map((wall, turn) => wall / first[turn].wall));
  const cells = [...seconds.map((value) => digits(value, 2)), digits(ratio, 2)];
  cells.push(digits(median(cpus), 2), digits(median(peaks), 0));
  console.log(`| ${[name, ...cells].join(" | ")} |`);
};
const all = (list, key) => list.map((one) => one[key] ?? NaN);
for (const [name, list] of Object.entries(results))
  row(name, all(list, "wall"), all(list, "cpu"), all(list, "peak"));
row("page: compiled and kept", all(pages, "compile"), [NaN], all(pages, "peak"));
row("page: stopped half way", all(pages, "stop"), [NaN], [NaN]);
row("page: reloaded, the list shown", all(pages, "reload"), [NaN], [NaN]);
row("page: offered where genomes are opened", all(pages, "offer"), [NaN], [NaN]);
