// The entry without a location of the wasm. A process of its own: there is one instance in each.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import * as node from "genosieve";
import * as bare from "genosieve/bare";
import { demo, dist } from "./support.mjs";

test("it has every function of the others, and names no location", async () => {
  // It alone can be the script of a worker for parts: the others bring one.
  const own = Object.keys(bare).filter((name) => name !== "servePart");
  assert.deepEqual(own, Object.keys(node));
  assert.doesNotMatch(await readFile(`${dist}/bare.js`, "utf8"), /import\.meta|new URL/);
  assert.doesNotMatch(await readFile(`${dist}/glue.js`, "utf8"), /import\.meta/);
});

test("without load it says what is missing; with it, it answers", async () => {
  const missing = { code: "wasm_load", remedy: "Call load({ wasm }) first." };
  await assert.rejects(bare.version(), missing);
  await assert.rejects(bare.load(), missing);
  await bare.load({ wasm: await readFile(`${dist}/genosieve.wasm`) });
  const panel = await bare.openPanel(await readFile(demo.panel));
  const report = await bare.screen(await readFile(demo.genome), { panel });
  assert.deepEqual([report.data.summary[0].carried, report.data.run.surface], [7, "worker"]);
});

test("the demonstration's panel is there on both builds", async () => {
  const other = await node.openPanel(await readFile(demo.panel.replace("grch38", "grch37")));
  assert.deepEqual([other.info.build, other.info.alleles], ["GRCh37", 14]);
  const run = node.screen(await readFile(demo.genome), { panel: other });
  await assert.rejects(run, { code: "build_conflict" });
});
