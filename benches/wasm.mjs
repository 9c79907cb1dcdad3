#!/usr/bin/env node
/**
 * The bodies of `cargo bench --bench screen` in wasm, within one process of Node: bytes in memory, one
 * worker, everything warm after the first turn.
 *
 *     node benches/wasm.mjs [--large] [--runs N]
 *
 * First the answer is compared with the planted truth; then the bodies take turns. Prints medians as a
 * Markdown table. The floor is a screen beside a panel of one entry: inflating, CRC-32 and lines.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createGunzip, gunzipSync } from "node:zlib";

import { compilePanel, openPanel, screen } from "../dist/node.js";
import { generate, median, say, scratch } from "./support.mjs";

const { values: options } = parseArgs({
  options: { large: { type: "boolean", default: false }, runs: { type: "string", default: "5" } },
});
const runs = Number(options.runs);
assert(Number.isInteger(runs) && runs >= 1, "--runs takes a number from 1");

const folder = scratch("wasm");
const scale = options.large ? "large" : "short";
say(`generating the ${scale} synthetic genome and panel`);
const made = generate(scale, folder);
const [genome, source] = ["genome", "panel"].map((name) =>
  fs.readFileSync(path.join(folder, `${name}.vcf.gz`)),
);
const plain = options.large ? undefined : gunzipSync(genome);

/** The first entry of the panel, alone. */
async function one() {
  const text = fs.createReadStream(path.join(folder, "panel.vcf.gz")).pipe(createGunzip());
  const head = [];
  for await (const line of createInterface({ input: text })) {
    head.push(line);
    if (!line.startsWith("#")) break;
  }
  return compilePanel(Buffer.from(`${head.join("\n")}\n`));
}
const alone = await one();

const compiled = await compilePanel(source);
const bytes = compiled.toBytes();
compiled.free();
const panel = await openPanel(bytes);

/** Carried entries of a screen, which is given back. */
async function carried(input, panel) {
  const report = await screen(input, { panel });
  const [{ carried: count }] = report.overview.summary;
  report.free();
  return count;
}
assert.equal(await carried(genome, panel), made.known.size, "what is carried is what was planted");

const freed = async (opened) => (await opened).free();
const bodies = {
  "panel / open .gsp": () => freed(openPanel(bytes)),
  "panel / compile from .vcf.gz": () => freed(compilePanel(source)),
  ...(plain && { "screen / plain VCF": () => carried(plain, panel) }),
  "screen / BGZF": () => carried(genome, panel),
  "screen / BGZF, a panel of one entry": () => carried(genome, alone),
};
const times = Object.fromEntries(Object.keys(bodies).map((name) => [name, []]));
for (let turn = 0; turn < runs; turn += 1) {
  for (const [name, body] of Object.entries(bodies)) {
    const start = performance.now();
    await body();
    times[name].push((performance.now() - start) / 1000);
  }
  say(`turn ${turn + 1} of ${runs}`);
}

console.log(
  `\n### In wasm: ${made.records} records, ${made.entries} entries, medians of ${runs} turns\n`,
);
console.log("| body | s | lowest | highest |");
console.log("|---|--:|--:|--:|");
for (const [name, all] of Object.entries(times)) {
  const figures = [median(all), Math.min(...all), Math.max(...all)];
  console.log(`| ${name} | ${figures.map((s) => s.toFixed(3)).join(" | ")} |`);
}
const floor = times["screen / BGZF, a panel of one entry"];
const ratios = times["screen / BGZF"].map((s, turn) => s / floor[turn]);
console.log(`\nA screen ÷ the same beside one entry: ${median(ratios).toFixed(2)}.`);
