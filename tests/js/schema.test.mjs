// Real reports and counts against the schemas in docs/.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";

import { compilePanel, openPanel, screen } from "genosieve";
import { demo, folder, root, run, shared } from "./support.mjs";

const schema = JSON.parse(await readFile(join(root, "docs/report.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  schema,
);

/** Of families, which refers to it. */
const family = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
  .addSchema(schema)
  .compile(JSON.parse(await readFile(join(root, "docs/family.schema.json"), "utf8")));

/** Of counts. */
const cohort = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(await readFile(join(root, "docs/cohort.schema.json"), "utf8")),
);

function check(report, name) {
  assert.ok(validate(report.data), `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
}

test("the demonstration, whole and in odd shapes", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  const genome = await readFile(demo.genome);
  const text = gunzipSync(genome).toString();
  const rows = text.split("\n");
  const inputs = {
    whole: genome,
    cut: genome.subarray(0, 200_000),
    "without records": rows.filter((row) => row.startsWith("#")).join("\n") + "\n",
    "with a broken line": `${text}chr1\tnowhere\n`,
    "with an unknown contig": `${text}decoy7\t5\t.\tA\tC\t9\tPASS\t.\tGT\t0/1\n`,
    "without samples": rows
      .map((row) => (row.startsWith("##") ? row : row.split("\t").slice(0, 8).join("\t")))
      .join("\n"),
  };
  for (const [name, input] of Object.entries(inputs)) {
    const bytes = typeof input === "string" ? Buffer.from(input) : input;
    const report = await screen(bytes, { panel, all: true });
    check(report, name);
    for (const { sample, reasons, copiesOfX, ...counts } of report.data.summary) {
      const sum = Object.values(counts).reduce((a, b) => a + b);
      assert.equal(sum, 17, `${name}: the six counts are all entries of ${sample}`);
      assert.equal(typeof reasons, "object");
      assert.equal(typeof copiesOfX, "object");
    }
  }
});

test("the golden cases", async () => {
  const cases = join(root, "tests/cases");
  const names = await readdir(cases);
  assert.ok(names.length > 0);
  for (const name of names) {
    const files = await readdir(join(cases, name));
    const source = files.find((file) => file.startsWith("panel."));
    const panel = await compilePanel(await readFile(join(cases, name, source)));
    check(
      await screen(await readFile(join(cases, name, "input.vcf")), {
        panel,
        all: true,
        build: "GRCh38",
        ...(files.includes("map.txt")
          ? { contigMap: await readFile(join(cases, name, "map.txt"), "utf8") }
          : {}),
      }),
      name,
    );
  }
});

test(
  "a real trio, and a tumour",
  { skip: !shared("files") && "../shared/data is absent" },
  async () => {
    const clinvar = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";
    const panel = await compilePanel(await readFile(shared(clinvar)));
    for (const path of [
      "files/trio/slivar/ashk-trio.vcf.gz",
      "files/somatic/pcgr/T001-COAD.grch37.vcf.gz",
    ]) {
      check(await screen(await readFile(shared(path)), { panel }), path);
    }
  },
);

test("the schema refuses what is no report", async () => {
  assert.equal(validate({ schema: "genosieve.report/2" }), false);
  const panel = await openPanel(await readFile(demo.panel));
  const { data } = await screen(await readFile(demo.genome), { panel });
  data.verdicts[0].state = "perhaps";
  assert.equal(validate(data), false);
});

test("reports of families, and what is none", async () => {
  const cases = join(root, "tests/families");
  const names = await readdir(cases);
  assert.ok(names.length >= 3);
  for (const name of names) {
    const report = JSON.parse(await readFile(join(cases, name, "expected.json"), "utf8"));
    assert.ok(family(report), `${name}: ${JSON.stringify(family.errors?.slice(0, 3))}`);
    report.rows[0].cells[0].state = "perhaps";
    assert.equal(family(report), false);
  }
});

/** What `merge` makes of the planes of a genome, as JSON. */
async function merged(t, source, panel, genome) {
  const cwd = await folder(t, { [source]: panel, "genome.vcf": genome });
  const done = async (...args) => {
    const { code, stdout, stderr } = await run("native", args, { cwd });
    assert.equal(code, 0, stderr);
    return stdout;
  };
  await done("panel", "build", source, "--build", "GRCh38", "-o", "panel.gsp");
  await done("screen", "genome.vcf", "--panel", "panel.gsp", "--out-dir", "out", "--planes");
  return async (...more) => {
    const counts = JSON.parse(await done("merge", "out/planes", "--format", "json", ...more));
    assert.ok(cohort(counts), `${more}: ${JSON.stringify(cohort.errors?.slice(0, 3))}`);
    return counts;
  };
}

test("counts of a cohort, in all forms, and what is none", async (t) => {
  const cases = join(root, "tests/cases");
  let regions = 0;
  for (const name of ["carriage", "regions", "copies_of_x"]) {
    const files = await readdir(join(cases, name));
    const source = files.find((file) => file.startsWith("panel."));
    const [panel, genome] = await Promise.all(
      [source, "input.vcf"].map((file) => readFile(join(cases, name, file))),
    );
    const merge = await merged(t, source, panel, genome);
    const whole = await merge("--panel", "panel.gsp");
    assert.ok(whole.entries.length > 0 && whole.entries.every((entry) => entry.contig));
    regions += whole.entries.filter((entry) => entry.regionEnd).length;
    assert.equal((await merge()).entries[0].contig, undefined);
    const hidden = await merge("--min-count", "1000");
    assert.ok(hidden.entries.some((entry) => entry.carried === null) && hidden.minCount === 1000);
    assert.equal((await merge("--summary-only")).entries, undefined);

    for (const change of [
      (counts) => (counts.entries[0].carried = "1"),
      (counts) => delete counts.entries[0].ref,
      (counts) => (counts.entries[0].more = 1),
      (counts) => (counts.summary.entries = null),
      (counts) => (counts.schema = "genosieve.cohort/2"),
    ]) {
      const changed = structuredClone(whole);
      change(changed);
      assert.equal(cohort(changed), false, String(change));
    }
  }
  assert.ok(regions > 0);
});
