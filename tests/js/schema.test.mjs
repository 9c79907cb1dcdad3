// Real reports against docs/report.schema.json.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";

import { compilePanel, openPanel, screen } from "genosieve";
import { demo, root, shared } from "./support.mjs";

const schema = JSON.parse(await readFile(join(root, "docs/report.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  schema,
);

function check(report, name) {
  assert.ok(validate(report.data), `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
}

test("the demonstration, all verdicts", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  check(await screen(await readFile(demo.genome), { panel, all: true }), "demo");
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

test("the schema refuses what is no report", () => {
  assert.equal(validate({ schema: "genosieve.report/2" }), false);
});
