#!/usr/bin/env node
/**
 * A list compiled in the page beside `genosieve panel build`.
 *
 *     node benches/library.mjs [--source VCF --file GENOME] [--short] [--runs N]
 *
 * By default of a generated panel of 3.4 million entries. The page that keeps lists, the page that opens genomes
 * and the command take turns, the pages in a Chromium of their own each time. Then a build is stopped half way and
 * begun anew, and what was kept is looked for after a reload and by the next browser. Needs Linux: memory and CPU
 * seconds are those of /proc. Prints Markdown on stdout; what it does meanwhile goes to stderr.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { blankPage, compare, openTab, outcome, ready } from "../tests/js/page-support.mjs";
import { browserIn, serve } from "../tests/js/support.mjs";
import { generate, measure, median, root, run, say, scratch } from "./support.mjs";
import { tabOf } from "./tab.mjs";

const { values: options } = parseArgs({
  options: {
    source: { type: "string" },
    file: { type: "string" },
    short: { type: "boolean", default: false },
    runs: { type: "string", default: "3" },
  },
});
const runs = Number(options.runs);
assert(Number.isInteger(runs) && runs >= 1, "--runs takes a number from 1");
assert((options.source === undefined) === (options.file === undefined), "--source needs --file");
const command = path.join(root, "target/release/genosieve");
for (const built of [path.join(root, "www/dist/library.html"), command]) {
  assert(fs.existsSync(built), `${built} is missing`);
}
const folder = scratch("library");
const gsp = path.join(folder, "native.gsp");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The pages

const LIBRARY = {
  path: "/library.html",
  ready: (page) => page.waitForSelector(".drop .button:not([disabled])"),
  input: ".drop .file-input",
  done: ".kept h3",
};
const MAIN = {
  path: "/",
  ready: async (page) => (await ready(page), await openTab(page, "own")),
  input: ".own .file-input",
  done: ".choice input:checked",
};

// What is kept belongs to a host and its port, so that there is one for all.
const stops = [];
const origin = await serve(
  { after: (stop) => stops.push(stop) },
  { "/": path.join(root, "www/dist") },
);

/** One of the pages in a browser with this profile; `work` gives what is asked for. */
async function inBrowser(profile, which, work) {
  const ends = [];
  try {
    const t = { after: (end) => ends.unshift(end) };
    const made = await blankPage(t, { browser: browserIn(profile) });
    made.page.setDefaultTimeout(120_000);
    await visit(made, which);
    return await work(made);
  } finally {
    for (const end of ends) await end();
  }
}

async function visit({ page }, which) {
  await page.goto(origin + which.path);
  await which.ready(page);
}

/** In the page: the seconds from the file's being there until something is, by the page's own clock. */
function follow({ input, done }) {
  globalThis.took = new Promise((tell) => {
    let start;
    const look = () => document.querySelector(done) && tell((performance.now() - start) / 1000);
    const begin = ({ target }) => target.matches(input) && (start = performance.now());
    document.addEventListener("change", begin, { capture: true });
    new MutationObserver(look).observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
    });
  });
}

/** Gives the list, and waits until it is there. */
async function built({ page, context, complaints }, which, source) {
  await page.evaluate(follow, { input: which.input, done: which.done });
  const tab = await tabOf(context);
  await page.setInputFiles(which.input, source);
  const wall = await page.evaluate(() => globalThis.took);
  const told = { wall, ...tab.ended() };
  assert.deepEqual(complaints, []);
  return told;
}

const fresh = () => fs.mkdtempSync(path.join(folder, "profile-"));
const onPage = (which, source) => inBrowser(fresh(), which, (made) => built(made, which, source));

/** Stops a build half way: seconds until the page can be used and its worker is gone, and memory. */
async function stopped({ page, context }, source) {
  const tab = await tabOf(context);
  await page.setInputFiles(LIBRARY.input, source);
  await page.waitForFunction(() => document.querySelector("progress")?.value >= 50);
  const half = tab.now().own;
  const from = performance.now();
  const since = () => (performance.now() - from) / 1000;
  await page.locator(".building .button").click();
  await LIBRARY.ready(page);
  const usable = since();
  while (page.workers().length > 0) await pause(10);
  const gone = since();
  while (tab.now().own > half / 2 && since() < 10) await pause(50);
  return {
    half,
    usable,
    gone,
    freed: since(),
    left: tab.now().own,
    before: tab.ended().before.own,
  };
}

/** What the library keeps: names and sizes. */
const kept = (page) =>
  page.evaluate(async () => {
    const at = await (await navigator.storage.getDirectory()).getDirectoryHandle("panels");
    const found = {};
    for await (const [name, handle] of at.entries()) found[name] = (await handle.getFile()).size;
    return found;
  });

/** Stopped, begun anew, reloaded, and opened by another browser; `sha256` is that of the native panel. */
async function survives({ source, file, sha256 }) {
  const profile = fresh();
  const whole = async (page) => {
    await page.waitForSelector(LIBRARY.done);
    const files = await kept(page);
    assert.deepEqual(Object.keys(files).sort(), [`${sha256}.gsp`, `${sha256}.json`]);
    assert.equal(files[`${sha256}.gsp`], fs.statSync(gsp).size, "as many bytes as natively");
  };
  const told = await inBrowser(profile, LIBRARY, async (made) => {
    const stop = await stopped(made, source);
    const again = await built(made, LIBRARY, source);
    await whole(made.page);
    await made.page.reload();
    await whole(made.page);
    return { stop, again };
  });
  await inBrowser(profile, LIBRARY, async (made) => {
    await whole(made.page);
    await visit(made, MAIN);
    await made.page.locator(".choice input").check();
    await compare(made.page, file);
    told.counts = await outcome(made.page);
    assert(Array.isArray(told.counts), told.counts);
  });
  return told;
}

// The turns

function subject() {
  if (options.source !== undefined) return { source: options.source, file: options.file };
  const scale = options.short ? "short" : "large";
  say(`generating the ${scale} synthetic genome and panel`);
  generate(scale, folder);
  return { source: path.join(folder, "panel.vcf.gz"), file: path.join(folder, "genome.vcf.gz") };
}

const { source, file } = subject();
const turns = { native: [], library: [], main: [] };
const bodies = {
  native: () => measure([command, "panel", "build", source, "-o", gsp], folder),
  library: () => onPage(LIBRARY, source),
  main: () => onPage(MAIN, source),
};
for (let turn = 0; turn < runs; turn += 1) {
  const names = Object.keys(bodies);
  for (const name of turn % 2 ? names.reverse() : names) turns[name].push(await bodies[name]());
  const told = names.map((name) => `${name} ${turns[name][turn].wall.toFixed(2)} s`);
  say(`turn ${turn + 1}: ${told.join(", ")}`);
}

const digits = (values, n) => (values.every(Number.isFinite) ? median(values).toFixed(n) : "-");
const ratio = (of, name) =>
  digits(of.map((one, turn) => one[name] / turns.native[turn][name]), 2); // prettier-ignore
const mebi = (file) => (fs.statSync(file).size / 2 ** 20).toFixed(1);
const info = JSON.parse(run(command, ["panel", "info", gsp, "--format", "json"]));
console.log(`\n### ${info.alleles} entries, ${mebi(source)} MiB, ${mebi(gsp)} MiB of .gsp\n`);
console.log(`Medians of ${runs} turns; the ratios are medians of those of each turn.\n`);
console.log(
  "| from the drop | wall s | lowest | highest | ÷ native | CPU s | CPU ÷ native | peak MiB: resident | proportional | own | own before |",
);
console.log(`|---|${"--:|".repeat(10)}`);
for (const [name, of] of Object.entries(turns)) {
  const walls = of.map(({ wall }) => wall);
  const cells = [digits(walls, 2), Math.min(...walls).toFixed(2), Math.max(...walls).toFixed(2)];
  cells.push(ratio(of, "wall"), digits(of.map(({ cpu }) => cpu), 2), ratio(of, "cpu")); // prettier-ignore
  if (name === "native")
    cells.push(digits(of.map(({ peak }) => peak), 0), "-", "-", "-"); // prettier-ignore
  else {
    for (const kind of ["resident", "shared", "own"]) cells.push(digits(of.map(({ peak }) => peak[kind]), 0)); // prettier-ignore
    cells.push(digits(of.map(({ before }) => before.own), 0)); // prettier-ignore
  }
  console.log(`| ${[name, ...cells].join(" | ")} |`);
}

say("stopping half way, building anew, reloading");
const { stop, again, counts } = await survives({ source, file, sha256: info.sha256 });
const seconds = (value) => `${value.toFixed(3)} s`;
console.log(
  `\nStopped half way, with ${stop.half.toFixed(0)} MiB of its own: usable after ${seconds(stop.usable)}, ` +
    `no worker after ${seconds(stop.gone)}, ${stop.left.toFixed(0)} MiB after ${seconds(stop.freed)} ` +
    `(before: ${stop.before.toFixed(0)}). Begun anew: ${seconds(again.wall)}, ${again.peak.own.toFixed(0)} MiB. ` +
    `Kept over a reload and for the next browser, which answers by it: ${counts.join(", ")}.`,
);
stops.forEach((stop) => stop());
