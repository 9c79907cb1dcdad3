// The build without simd128: Node is told that the processor lacks what its engine needs for it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { compilePanel, screen } from "genosieve";
import { hasSimd128 } from "genosieve/bare";
import { input } from "../../dist/cli/files.js";
import { dist, folder, largeGenome, PANEL, root } from "./support.mjs";

const self = fileURLToPath(import.meta.url);

/** What this process answers, as it writes it: on the golden cases, and on a large genome in parts. */
async function answers(genome) {
  const cases = join(root, "tests/cases");
  const reports = [];
  for (const name of (await readdir(cases)).sort()) {
    const files = await readdir(join(cases, name));
    const source = files.find((file) => file.startsWith("panel."));
    const panel = await compilePanel(await readFile(join(cases, name, source)));
    const options = { panel, name, all: true, build: "GRCh38" };
    reports.push((await screen(await readFile(join(cases, name, "input.vcf")), options)).json());
  }
  const panel = await compilePanel(Buffer.from(PANEL));
  for (const workers of [1, 3]) {
    reports.push((await screen(await input(genome), { panel, workers, all: true })).json());
  }
  return { simd128: hasSimd128(), reports };
}

if (process.argv[2] === "--answer") {
  process.stdout.write(JSON.stringify(await answers(process.argv[3])));
  process.exit();
}

/** The same in a process of its own. */
function asked(genome, flags) {
  return new Promise((done, fail) => {
    const args = [...flags, self, "--answer", genome];
    execFile(process.execPath, args, { maxBuffer: 1 << 28 }, (error, stdout) =>
      error ? fail(error) : done(JSON.parse(stdout)),
    );
  });
}

test("without simd128 the other wasm is taken, and every answer is the same", async (t) => {
  // Elsewhere the engine has it on every processor.
  if (process.arch !== "x64") return t.skip(`no way to be without on ${process.arch}`);
  const genome = join(await folder(t, { "large.vcf": largeGenome() }), "large.vcf");
  const [vectors, scalar] = [await asked(genome, []), await asked(genome, ["--no-enable-sse4-1"])];
  assert.deepEqual([vectors.simd128, scalar.simd128], [true, false]);
  assert.ok(vectors.reports.length > 20, `${vectors.reports.length} reports`);
  const [one, three] = scalar.reports.slice(-2).map((json) => JSON.parse(json));
  assert.deepEqual([one.run.workers, three.run.workers], [1, 3]);
  assert.deepEqual(scalar.reports, vectors.reports);
});

test("an engine without simd128 refuses what is built for it and takes the others", async (t) => {
  if (process.arch !== "x64") return t.skip(`no way to be without on ${process.arch}`);
  const code = `
    const { readFileSync } = require("node:fs");
    const names = [
      "genosieve",
      "genosieve.scalar",
      "genosieve.compiler",
      "genosieve.compiler.scalar",
      "genosieve.describer",
      "genosieve.exporter",
      "genosieve.family",
      "genosieve.family.scalar",
    ];
    const taken = names.map((name) => WebAssembly.validate(readFileSync(name + ".wasm")));
    console.log(taken.join());`;
  const run = (flags) =>
    new Promise((done, fail) => {
      execFile(process.execPath, [...flags, "-e", code], { cwd: dist }, (error, stdout) =>
        error ? fail(error) : done(stdout.trim()),
      );
    });
  assert.equal(await run([]), "true,true,true,true,true,true,true,true");
  assert.equal(await run(["--no-enable-sse4-1"]), "false,true,false,true,true,true,false,true");
});
