// The bare entry as a page uses it: bundled into one classic script, run in a worker made from a blob.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "vite";

import { browser, comparable, demo, dist, folder, largeGenome, run, serve } from "./support.mjs";

const WORKER = `
import { load, openPanel, screen, servePart } from "genosieve/bare";
if (self.name === "part") servePart();
else onmessage = async ({ data: { wasm, panel, genome, workers } }) => {
  try {
    const worker = () => new Worker(location.href, { name: "part" });
    await load(workers === undefined ? { wasm } : { wasm, worker });
    const report = await screen(genome, { panel: await openPanel(panel), workers });
    const [row] = report.view({ states: ["carried"] }).rows(0, 1);
    const line = await report.readLine(genome, row.records[0].line);
    postMessage({ json: report.json(), row, line });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
`;

async function bundled(t) {
  const home = await folder(t, { "worker.js": WORKER });
  const result = await build({
    configFile: false,
    root: home,
    logLevel: "error",
    resolve: { alias: { "genosieve/bare": join(dist, "bare.js") } },
    build: {
      write: false,
      lib: { entry: join(home, "worker.js"), formats: ["iife"], name: "worker" },
    },
  });
  return [result].flat().flatMap(({ output }) => output);
}

test("it bundles into one classic script, which answers in a worker made from a blob", async (t) => {
  const output = await bundled(t);
  assert.equal(output.length, 1, "no asset");
  const [{ code }] = output;
  assert.doesNotMatch(code, /import\.meta|^import |^export /m);

  const origin = await serve(t, {
    "/dist/": dist,
    "/": () => "<!doctype html><title>test</title>",
  });
  const page = await (await browser(t)).newPage();
  await page.goto(origin);
  const large = largeGenome();
  /** The answer for the demonstration's genome, or for a large one with so many workers. */
  const answer = (workers) =>
    page.evaluate(
      async ([script, workers, text]) => {
        const bytes = async (path) => (await fetch(`/dist/${path}`)).arrayBuffer();
        const name = "synthetic-genome.grch38.vcf.gz";
        const [wasm, panel, genome] = await Promise.all(
          ["genosieve.wasm", "demo/japan-sentinels.grch38.gsp", `demo/${name}`].map(bytes),
        );
        const file = new File([workers === undefined ? genome : text], name);
        const worker = new Worker(URL.createObjectURL(new Blob([script])));
        return new Promise((done) => {
          worker.onmessage = ({ data }) => done(data);
          worker.onerror = ({ message }) => done({ failed: message });
          worker.postMessage({ wasm, panel, genome: file, workers });
        });
      },
      [code, workers, workers === undefined ? "" : large],
    );
  const result = await answer();
  assert.equal(result.failed, undefined);
  const args = ["screen", demo.genome, "--panel", demo.panel, "--format", "json"];
  assert.equal(comparable(result.json), comparable((await run("native", args)).stdout));
  assert.deepEqual(JSON.parse(result.json).run, { surface: "worker", workers: 1 });
  const [{ contig, pos }] = result.row.records;
  assert.ok(result.line.startsWith(`${contig}\t${pos}\t`), result.line);

  const [one, three] = [await answer(1), await answer(3)];
  assert.equal(three.failed, undefined);
  assert.equal(comparable(three.json), comparable(one.json));
  assert.deepEqual(JSON.parse(three.json).run, { surface: "worker", workers: 3 });
});
