#!/usr/bin/env node
/**
 * The page in headless Chromium beside the command in Node with as many workers, on one file and panel.
 *
 *     node benches/page.mjs [--file VCF --panel GSP] [--large] [--runs N] [--beside SITE] [--hands]
 *
 * By default on a synthetic genome and panel with a fixed seed. First both reports are compared, byte
 * for byte but for `run`; then they take turns. Prints medians as a Markdown table on stdout; what it
 * does meanwhile goes to stderr. `--beside` takes turns with another build of the page as well; `--hands`
 * scrolls, filters and types once the result is there. docs/benchmarks.md says what the figures mean.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { giveList, openPage, savedReport } from "../tests/js/page-support.mjs";
import { comparable } from "../tests/js/support.mjs";
import { cli, generate, measure, median, root, run, say, scratch } from "./support.mjs";
import { tabOf } from "./tab.mjs";

const { values: options } = parseArgs({
  options: {
    file: { type: "string" },
    panel: { type: "string" },
    large: { type: "boolean", default: false },
    runs: { type: "string", default: "5" },
    beside: { type: "string" },
    hands: { type: "boolean", default: false },
  },
});
const runs = Number(options.runs);
assert(Number.isInteger(runs) && runs >= 1, "--runs takes a number from 1");
assert((options.file === undefined) === (options.panel === undefined), "--file needs --panel");

const folder = scratch("page");
const report = path.join(folder, "report.json");

/** The files to measure with: those that were named, or generated ones. */
function subjects() {
  if (options.file !== undefined) return { file: options.file, panel: options.panel };
  const scale = options.large ? "large" : "short";
  say(`generating the ${scale} synthetic genome and panel`);
  generate(scale, folder);
  const [file, source, panel] = ["genome.vcf.gz", "panel.vcf.gz", "panel.gsp"].map((name) =>
    path.join(folder, name),
  );
  run(process.execPath, [cli, "panel", "build", source, "-o", panel]);
  return { file, panel };
}

/**
 * In the page: clicks on as soon as it can, and notes when, in milliseconds since the file was there.
 * The clock is the page's own, so that no time of the tool that drives it is in it.
 */
function follow() {
  const marks = {};
  let start;
  globalThis.marks = marks;
  const mark = (name, found) => {
    if (start === undefined || !found || name in marks) return false;
    marks[name] = performance.now() - start;
    return true;
  };
  const look = () => {
    const go = document.querySelector(".acts .primary:not([disabled])");
    if (mark("checked", document.querySelector("#check-file") && go)) go.click();
    mark("counts", document.querySelector(".counts"));
    mark("rows", document.querySelector("[role=row] [role=gridcell]"));
  };
  document.addEventListener("change", () => (start ??= performance.now()), { capture: true });
  const all = { childList: true, subtree: true, attributes: true };
  new MutationObserver(look).observe(document, all);
}

/** One run of the page, in a browser of its own; `then` is for what is not timed. */
async function onPage({ file, panel }, { site, then = async () => {} } = {}) {
  const ends = [];
  try {
    const { page, context, complaints } = await openPage(
      { after: (end) => ends.unshift(end) },
      site ? { site: path.resolve(site) } : {},
    );
    page.setDefaultTimeout(600_000);
    await giveList(page, panel);
    const tab = await tabOf(context);
    ends.unshift(tab.ended);
    await page.evaluate(follow);
    await page.setInputFiles(".drop .file-input", file);
    await page.waitForFunction(() => "rows" in globalThis.marks);
    const marks = await page.evaluate(() => globalThis.marks);
    const { peak } = tab.ended();
    assert.deepEqual(complaints, []);
    await then(page);
    return { ...marks, peak };
  } finally {
    for (const end of ends) await end();
  }
}

const command = ({ file, panel }, workers) =>
  [
    process.execPath,
    cli,
    "screen",
    file,
    "--panel",
    panel,
    "--format",
    "json",
    "-o",
    report,
  ].concat("--workers", String(workers));

/** The answers first: the whole report of both. Gives the number of workers. */
async function sameAnswers(subject) {
  let ofPage;
  await onPage(subject, { then: async (page) => (ofPage = (await savedReport(page)).text) });
  const { workers } = JSON.parse(ofPage).run;
  const [program, ...args] = command(subject, workers);
  run(program, args);
  const ofNode = fs.readFileSync(report, "utf8");
  assert(comparable(ofPage) === comparable(ofNode), "the reports of page and Node differ");
  assert.equal(JSON.parse(ofNode).run.workers, workers, "as many workers");
  const { carried } = JSON.parse(ofNode).summary[0];
  say(`equal reports: ${carried} carried, ${workers} workers`);
  return workers;
}

/** In the page: how long each key and click took to be seen, and each frame, in milliseconds. */
function feel() {
  const felt = { events: [], frames: [] };
  globalThis.felt = felt;
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId > 0) felt.events.push(duration);
    }
  }).observe({ type: "event", durationThreshold: 16 });
  let last = performance.now();
  const frame = (now) => {
    felt.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Scrolls, filters and types as a person would; frames of the scrolling, and what each press took. */
async function byHand(page) {
  page.setDefaultTimeout(30_000);
  await page.evaluate(feel);
  const grid = page.locator("[role=grid]");
  await grid.scrollIntoViewIfNeeded();
  const { x, y, width } = await grid.boundingBox();
  await page.mouse.move(x + width / 2, y + 200);
  const taken = (what) => page.evaluate((what) => globalThis.felt[what].splice(0), what);
  await taken("frames");
  for (let step = 0; step < 120; step += 1) {
    await page.mouse.wheel(0, step % 40 === 39 ? 200_000 : 700);
    await page.waitForTimeout(16);
  }
  const scrolling = await taken("frames");
  await taken("events");
  for (let round = 0; round < 5; round += 1) {
    for (const at of [1, 3, 0]) {
      await page.locator(".chips .chip").nth(at).click();
      await page.waitForTimeout(300);
    }
  }
  const filtering = await taken("events");
  await page.locator(".entries [type=search]").click();
  await taken("events");
  for (const word of ["brca1", "ttn", "chr17:43,0"]) {
    for (const letter of word) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(120);
    }
    for (const _ of word) await page.keyboard.press("Backspace");
  }
  return { scrolling, filtering, typing: await taken("events") };
}

function hands(found) {
  console.log("\n| by hand | times | median ms | 95th percentile ms | longest ms |");
  console.log("|---|--:|--:|--:|--:|");
  for (const [name, values] of Object.entries(found)) {
    const sorted = values.sort((a, b) => a - b);
    const at = (part) => (sorted[Math.floor(part * (sorted.length - 1))] ?? NaN).toFixed(0);
    console.log(`| ${name} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`);
  }
}

function table(title, workers, page, node, beside) {
  const digits = (value, n) => (Number.isFinite(value) ? value.toFixed(n) : "-");
  const seconds = (values) =>
    [median(values), Math.min(...values), Math.max(...values)].map((value) => digits(value, 3));
  const ratio = (values) => digits(median(values.map((value, turn) => value / node[turn].wall)), 2);
  const of = (key) => page.map((one) => one[key] / 1000);
  const memory = (peaks) =>
    ["resident", "shared", "own"].map((kind) => digits(median(peaks.map((peak) => peak[kind])), 0));
  const row = (name, values, peaks) =>
    console.log(`| ${[name, ...seconds(values), ratio(values), ...memory(peaks)].join(" | ")} |`);
  console.log(`\n### ${title}\n\n${workers} workers each; medians of ${runs} turns.\n`);
  console.log(
    "| from the drop | s | lowest | highest | ÷ Node | peak MiB: resident | proportional | own |",
  );
  console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
  const none = [{}];
  row("page: the file is checked", of("checked"), none);
  row("page: the counts are shown", of("counts"), none);
  row(
    "page: the table has rows",
    of("rows"),
    page.map(({ peak }) => peak),
  );
  if (beside.length > 0) {
    row(
      "the other page: the counts are shown",
      beside.map(({ counts }) => counts / 1000),
      beside.map(({ peak }) => peak),
    );
    const sealed = page.map(({ counts }, turn) => counts / beside[turn].counts);
    say(`this page ÷ the other, to the counts: ${sealed.map((one) => one.toFixed(2)).join(" ")}`);
    console.log(
      `| this page ÷ the other, to the counts | | | | ${digits(median(sealed), 2)} | | | |`,
    );
  }
  row(
    "Node, whole process",
    node.map(({ wall }) => wall),
    node.map(({ peak }) => ({ resident: peak })),
  );
}

for (const built of ["www/dist/index.html", "dist/cli.js"]) {
  if (fs.existsSync(path.join(root, built))) continue;
  say(`${built} is missing: .ci/build-package.sh`);
  process.exit(1);
}
const subject = subjects();
const workers = await sameAnswers(subject);
const [page, node, beside] = [[], [], []];
let felt;
for (let turn = 0; turn < runs; turn++) {
  const both = [
    async () => page.push(await onPage(subject)),
    ...(options.beside
      ? [async () => beside.push(await onPage(subject, { site: options.beside }))]
      : []),
    async () => node.push(measure(command(subject, workers), folder)),
  ];
  for (const one of turn % 2 ? both.reverse() : both) await one();
  const [counts, wall] = [page[turn].counts / 1000, node[turn].wall];
  say(`turn ${turn + 1}: page ${counts.toFixed(3)} s, Node ${wall.toFixed(3)} s`);
}
const mebi = (file) => (fs.statSync(file).size / 2 ** 20).toFixed(1);
const title = `${path.basename(subject.file)} (${mebi(subject.file)} MiB) and ${path.basename(subject.panel)} (${mebi(subject.panel)} MiB)`;
if (options.hands) await onPage(subject, { then: async (page) => (felt = await byHand(page)) });
table(title, workers, page, node, beside);
if (felt) hands(felt);
