// Real files with known answers, in wasm and natively. They lie beside the repository.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { answer, COMMANDS, run, shared } from "./support.mjs";

const CLINVAR = "files/panel/clinvar/2016-11-02.clinvar.vcf.gz";
const ACMG38 = "files/panel/pathogenic-variants/acmg_with_chr.vcf.gz";
const PFEIFFER = "files/single/Exomiser/Pfeiffer.vcf.gz";

async function both(input, panel, ...more) {
  const args = ["screen", input, "--panel", panel, "--format", "json", ...more];
  const node = await run(COMMANDS.node, args);
  const native = await run(COMMANDS.native, args);
  assert.equal(node.code, native.code, node.stderr);
  if (node.code === 0) assert.equal(answer(node.stdout), answer(native.stdout));
  return node;
}

/** A test that needs files of the shared data; without them it says so. */
function withData(name, files, body) {
  const found = files.map(shared);
  const skip = found.includes(undefined) ? "../shared/data is absent" : false;
  test(name, { skip }, (t) => body(t, ...found));
}

/** `contig:pos:REF:ALT` of each carried entry of a truth table (columns chrom pos ref alt …). */
async function truth(file) {
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return lines
    .filter((line) => !line.startsWith("#") && !/^(chrom|contig)\t/i.test(line))
    .map((line) => line.split("\t").slice(0, 4).join(":"))
    .sort();
}

const carried = (report) =>
  report.verdicts
    .filter(({ state }) => state === "carried")
    .map(({ entry }) => [entry.contig, entry.pos, entry.ref, entry.alt].join(":"))
    .sort();

withData(
  "Pfeiffer and ClinVar 2016-11: every entry of the truth table and no other",
  [PFEIFFER, CLINVAR, "truth/Pfeiffer.cv161102.tsv"],
  async (_, input, panel, table) => {
    const report = JSON.parse((await both(input, panel)).stdout);
    assert.equal(report.panel.alleles, 132_815);
    assert.equal(report.summary[0].carried, 1342);
    const count = (word) => report.verdicts.filter(({ zygosity }) => zygosity === word).length;
    assert.equal(count("het"), 1292);
    assert.equal(count("hom"), 50);
    assert.deepEqual(carried(report), await truth(table));
    assert.ok(carried(report).includes("10:123256215:T:G"));
  },
);

withData(
  "HG02102 and ClinVar 2016-11: 71",
  ["files/single/htsget_app/HG02102.vcf.gz", CLINVAR],
  async (_, input, panel) => {
    assert.equal(JSON.parse((await both(input, panel)).stdout).summary[0].carried, 71);
  },
);

withData(
  "GRCh38 chromosome 21: nothing carried, and every entry accounted for",
  ["files/single/benchmarking-tools/PG_NA12878_hg38-chr21.vcf.gz", ACMG38],
  async (_, input, panel) => {
    const report = JSON.parse((await both(input, panel, "--all")).stdout);
    assert.equal(report.summary[0].carried, 0);
    assert.equal(report.verdicts.length, report.panel.alleles);
  },
);

withData(
  "a wrong build is refused with its evidence",
  [PFEIFFER, ACMG38],
  async (_, input, panel) => {
    const { code, stdout, stderr } = await both(input, panel);
    assert.equal(code, 3);
    assert.equal(stdout.length, 0);
    assert.match(stderr, /^build_conflict/m);
    assert.ok(stderr.trimEnd().split("\n").length > 1, "the evidence comes before");
  },
);
