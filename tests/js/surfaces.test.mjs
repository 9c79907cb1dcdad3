// One of the relations of the long run: native and wasm give the same bytes, over many seeds.
// `make soak` sets GENOSIEVE_SEEDS to 1000.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { compilePanel, screen } from "../../dist/node.js";
import { comparable, folder, root, run } from "./support.mjs";

const call = promisify(execFile);
const seeds = Number(process.env.GENOSIEVE_SEEDS ?? 6);

test(`native and wasm over ${seeds} seeds`, async (t) => {
  const cwd = await folder(t);
  const xtask = join(root, "target/debug/xtask");
  let [carried, listed] = [0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    // A gVCF would have blocks over a whole chromosome.
    const kind = [[], ["--samples", "3"]][seed % 2];
    const sizes = ["--records", "400", "--entries", "300"];
    await call(xtask, ["generate", "--out", cwd, "--seed", String(seed), ...sizes, ...kind]);
    const args = [
      "screen",
      "genome.vcf.gz",
      "--panel",
      "panel.vcf.gz",
      "--all",
      "--format",
      "json",
    ];
    const native = await run("native", args, { cwd });
    assert.equal(native.code, 0, `seed ${seed}: ${native.stderr}`);
    const [genome, source] = await Promise.all(
      ["genome.vcf.gz", "panel.vcf.gz"].map((file) => readFile(join(cwd, file))),
    );
    const panel = await compilePanel(source, { sourceName: "panel.vcf.gz" });
    const report = await screen(genome, { panel, name: "genome.vcf.gz", all: true });
    assert.equal(comparable(report.json()), comparable(native.stdout), `seed ${seed}`);
    for (const one of report.data.summary) carried += one.carried;
    listed += report.data.verdicts.length;
    panel.free();
  }
  console.log(`${seeds} seeds: ${listed} verdicts, ${carried} carried, all bytes equal`);
  assert.ok(carried >= seeds, `${carried} carried`);
});
