// Real files against their truth tables; skipped with a word where ../shared/data is absent.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { compilePanel, screen } from "genosieve";
import { browser, comparable, dist, run, serve, shared } from "./support.mjs";

const CLINVAR = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";
const ACMG = "files/panel/pathogenic-variants/acmg_with_chr.vcf.gz";
const TRIO = "files/trio/bio2zarr/CEUTrio.20.21.gatk3.4.g.bcf";
const PFEIFFER = "files/single/Exomiser/Pfeiffer.vcf.gz";
const absent = !shared(CLINVAR) && "../shared/data is absent";

const panels = new Map();
async function panelOf(path) {
  if (!panels.has(path))
    panels.set(
      path,
      compilePanel(new File([await readFile(shared(path))], path.split("/").at(-1))),
    );
  return panels.get(path);
}

async function screened(path, panel) {
  const report = await screen(await readFile(shared(path)), {
    panel: await panelOf(panel),
    name: path.split("/").at(-1),
  });
  const { data } = report;
  for (const counts of data.summary) {
    const { carried, carriedAssumed, notCarried, notCarriedAssumed, notAssessed, indeterminate } =
      counts;
    const sum =
      carried + carriedAssumed + notCarried + notCarriedAssumed + notAssessed + indeterminate;
    assert.equal(sum, data.panel.alleles);
  }
  return report;
}

/** Lines `contig pos ref alt sample zygosity` of a truth table. */
async function truth(path) {
  const [head, ...rows] = (await readFile(shared(`truth/${path}`), "utf8")).trimEnd().split("\n");
  const names = head
    .split("\t")[6]
    .replace(/^gt\((.*)\)$/, "$1")
    .split(";");
  return rows.flatMap((row) => {
    const [contig, pos, ref, alt, , , , zygosity] = row.split("\t");
    return zygosity.split(";").flatMap((word, at) => {
      const mitochondrial = word === "hom" ? "homoplasmic" : "heteroplasmic";
      const own = contig === "MT" ? mitochondrial : word;
      return word === "absent" ? [] : [[contig, pos, ref, alt, names[at], own].join(" ")];
    });
  });
}

/** The same lines of a report. The truth tables know no parts of longer alleles. */
function found({ verdicts }) {
  return verdicts
    .filter(({ state, match }) => state === "carried" && match !== "component")
    .map(({ entry: { contig, pos, ref, alt }, sample, zygosity }) =>
      [contig, pos, ref, alt, sample, zygosity].join(" "),
    );
}

test("Pfeiffer exome against ClinVar 2016-11, entry by entry", { skip: absent }, async () => {
  const { data } = await screened(PFEIFFER, CLINVAR);
  assert.equal(data.panel.alleles, 132_815);
  assert.equal(data.summary[0].carried, 1_342);
  const of = (word) =>
    data.verdicts.filter(({ state, zygosity }) => state === "carried" && zygosity === word);
  assert.deepEqual([of("het").length, of("hom").length], [1_292, 50]);
  assert.deepEqual(found(data).sort(), (await truth("Pfeiffer.cv161102.tsv")).sort());
});

for (const [input, panel, table, count] of [
  ["files/single/htsget_app/HG02102.vcf.gz", CLINVAR, "HG02102.cv161102.tsv", 71],
  ["files/somatic/pcgr/T001-COAD.grch37.vcf.gz", CLINVAR, "coad37.cv161102.tsv", 16],
  ["files/somatic/pcgr/T001-COAD.grch38.vcf.gz", ACMG, "coad38.acmg38.tsv", 3],
]) {
  test(`${table}: ${count} carried`, { skip: absent }, async () => {
    const { data } = await screened(input, panel);
    assert.equal(data.summary[0].carried, count);
    const plain = (line) => line.replace(/^chr/, "");
    assert.deepEqual(found(data).map(plain).sort(), (await truth(table)).map(plain).sort());
  });
}

test("nothing carried is not nothing compared", { skip: absent }, async () => {
  const input = "files/single/benchmarking-tools/PG_NA12878_hg38-chr21.vcf.gz";
  const { data } = await screened(input, ACMG);
  assert.equal(data.summary[0].carried, 0);
  assert.ok(data.accounting.records > 0);
  const all = await run("node", [
    "screen",
    shared(input),
    "--panel",
    shared(ACMG),
    "--all",
    "--format",
    "json",
  ]);
  assert.equal(JSON.parse(all.stdout).verdicts.length, data.panel.alleles);
});

test("the other build is refused with its evidence", { skip: absent }, async () => {
  await assert.rejects(screened(PFEIFFER, ACMG), (error) => {
    assert.deepEqual([error.code, error.exitCode], ["build_conflict", 3]);
    assert.ok(error.evidence.length > 0);
    return true;
  });
  for (const surface of ["native", "node"]) {
    const args = ["screen", shared(PFEIFFER), "--panel", shared(ACMG)];
    const { code, stdout } = await run(surface, args);
    assert.deepEqual([code, stdout.length], [3, 0]);
  }
});

test("native, Node and Chromium give the same bytes", { skip: absent }, async (t) => {
  const origin = await serve(t, {
    "/dist/": dist,
    "/data/": shared("files"),
    "/": () => "<!doctype html><title>test</title>",
  });
  const page = await (await browser(t)).newPage();
  await page.goto(origin);
  for (const [input, format] of [
    [PFEIFFER, "vcf"],
    [TRIO, "bcf"],
  ]) {
    // The package is given no index here, so the commands take none.
    const args = ["screen", shared(input), "--no-index", "--panel", shared(CLINVAR)];
    const native = comparable((await run("native", [...args, "--format", "json"])).stdout);
    const { accounting, input: file } = JSON.parse(`{${native.slice(native.indexOf('"panel"'))}`);
    assert.deepEqual([file.format, accounting.complete], [format, true]);
    assert.ok(accounting.matched > 2, `${input} meets the panel`);
    assert.ok(comparable((await run("node", [...args, "--format", "json"])).stdout) === native);
    const json = await page.evaluate(
      async ([panelPath, inputPath]) => {
        const { compilePanel, screen } = await import("/dist/index.js");
        const file = async (path) =>
          new File([await (await fetch(`/data/${path}`)).blob()], path.split("/").at(-1));
        const panel = await compilePanel(await file(panelPath));
        return (await screen(await file(inputPath), { panel })).json();
      },
      [CLINVAR, input].map((path) => path.replace("files/", "")),
    );
    assert.ok(comparable(json) === native, "Chromium's report differs");
  }
});
