// The entry without a location of the wasm. A process of its own: there is one instance in each.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import * as node from "genosieve";
import * as bare from "genosieve/bare";
import { demo, dist, PANEL } from "./support.mjs";

test("it has every function of the others, and names no location", async () => {
  // It alone can be the script of a worker for parts, and is told which wasm to take: the others bring both.
  const own = Object.keys(bare).filter((name) => !["hasSimd128", "servePart"].includes(name));
  assert.deepEqual(own, Object.keys(node));
  assert.doesNotMatch(await readFile(`${dist}/bare.js`, "utf8"), /import\.meta|new URL/);
  for (const name of ["", "compiler.", "describer.", "exporter.", "family."]) {
    const glue = `glue.${name}js`;
    assert.doesNotMatch(await readFile(`${dist}/${glue}`, "utf8"), /import\.meta/);
  }
});

test("without load it says what is missing; with it, it answers", async () => {
  const missing = { code: "wasm_load", remedy: "Call load({ wasm }) first." };
  await assert.rejects(bare.version(), missing);
  await assert.rejects(bare.load(), missing);
  await bare.load({ wasm: await readFile(`${dist}/genosieve.wasm`) });
  await assert.rejects(bare.compilePanel(Buffer.from(PANEL)), {
    code: "wasm_load",
    remedy: "Call load({ compiler }) first.",
  });
  await bare.load({ compiler: await readFile(`${dist}/genosieve.compiler.wasm`) });
  const own = await bare.compilePanel(Buffer.from(PANEL));
  assert.deepEqual([own.info.name, own.info.alleles], ["panel", 3]);
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
