// Sub-panels on every surface: the same entries are asked about, and the same bytes come out.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { diseaseFilter, parseDiseases, tables } from "../../dist/diseases.js";
import * as genosieve from "../../dist/node.js";
import { comparable, folder, run } from "./support.mjs";

const HEAD =
  "##fileformat=VCFv4.2\n##reference=GRCh38\n##fileDate=2026-01-05\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
const CLINVAR = `${HEAD}1\t100\t1\tA\tG\t.\t.\tGENEINFO=FBN1:2200;CLNSIG=Pathogenic|drug_response;CLNREVSTAT=practice_guideline;CLNDISDB=MONDO:MONDO:0007947,OMIM:154700;ORIGIN=1;MC=SO:0001583|missense_variant
1\t105\t2\tC\tT\t.\t.\tGENEINFO=FBN1:2200|X:9;CLNSIG=Benign;CLNREVSTAT=no_assertion_criteria_provided;CLNDISDB=MedGen:C1;ORIGIN=2
1\t110\t3\tG\tGA\t.\t.\tGENEINFO=RB1:5925;CLNSIG=Likely_pathogenic;CLNREVSTAT=criteria_provided,_single_submitter
10\t120\t4\tG\tC\t.\t.\tGENEINFO=CRB1:23418;CLNSIG=Conflicting_classifications_of_pathogenicity
`;
const NEWER = CLINVAR.replace("CLNSIG=Benign", "CLNSIG=Pathogenic").replace(/^10.*\n/m, "");
const GENOME = `##fileformat=VCFv4.2
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS
1\t100\t.\tA\tG\t.\tPASS\t.\tGT\t0/1
1\t105\t.\tC\tT\t.\tPASS\t.\tGT\t1/1
1\t120\t.\tG\tC\t.\tPASS\t.\tGT\t0/0
`;
const GENES = "# mine\nFBN1\n???\nRB1\nFBN1\n";
const TABLE =
  "hgnc_id\tsymbol\tstatus\talias_symbol\tprev_symbol\tentrez_id\nHGNC:3603\tFBN1\tApproved\tMASS\tFBN\t2200\n";

async function files(t) {
  const cwd = await folder(t);
  const all = {
    "clinvar.vcf": CLINVAR,
    "newer.vcf": NEWER,
    "genome.vcf": GENOME,
    "genes.txt": GENES,
    "old.txt": "MASS\nNOT1\n",
    "hgnc.tsv": TABLE,
    "app.json": JSON.stringify({
      name: "Aorta",
      genes: [
        { gene_data: { gene_symbol: "FBN1" }, confidence_level: "3", entity_type: "gene" },
        { gene_data: { gene_symbol: "RB1" }, confidence_level: "1", entity_type: "gene" },
      ],
    }),
  };
  for (const [name, text] of Object.entries(all)) await writeFile(join(cwd, name), text);
  return cwd;
}

async function both(args, code, cwd) {
  const [native, node] = await Promise.all(
    ["native", "node"].map((surface) => run(surface, args, { cwd })),
  );
  const line = args.join(" ");
  assert.deepEqual(
    [native.code, node.code],
    [code, code],
    `${line}\n${native.stderr}${node.stderr}`,
  );
  assert.equal(node.stderr, native.stderr, line);
  return { native, node };
}

test("the commands ask about the same entries, and print the same bytes", async (t) => {
  const cwd = await files(t);
  for (const [options, entries, carried] of [
    [["--significance", "pathogenic,likely_pathogenic"], 2, 1],
    [["--significance", "drug_response"], 1, 1],
    [["--min-stars", "1"], 2, 1],
    [["--gene", "RB1"], 1, 0],
    [["--gene", "fbn1", "--exclude-gene", "X"], 1, 1],
    [["--condition", "OMIM:154700"], 1, 1],
    [["--disease", "167"], 2, 2],
    [["--origin", "somatic"], 1, 1],
    [["--consequence", "missense_variant"], 1, 1],
    [["--region", "chr1:100-105", "--region", "10"], 3, 2],
    [["--genes", "genes.txt"], 3, 2],
    [["--genes", "old.txt", "--gene-table", "hgnc.tsv"], 2, 2],
    [["--genes", "app.json"], 2, 2],
    [["--genes", "app.json", "--min-confidence", "1"], 3, 2],
  ]) {
    const screen = ["screen", "genome.vcf", "--panel", "clinvar.vcf", ...options];
    const { native, node } = await both([...screen, "--format", "json"], 0, cwd);
    assert.equal(comparable(node.stdout), comparable(native.stdout), options.join(" "));
    const { filter, summary } = JSON.parse(native.stdout.toString());
    const { sample: _, reasons: __, copiesOfX: ___, ...counts } = summary[0];
    const sum = Object.values(counts).reduce((sum, n) => sum + n);
    assert.deepEqual(
      [filter.entries, sum, summary[0].carried],
      [entries, entries, carried],
      options.join(" "),
    );
    for (const format of ["table", "json"]) {
      const info = await both(
        ["panel", "info", "clinvar.vcf", "--format", format, ...options],
        0,
        cwd,
      );
      assert.equal(String(info.node.stdout), String(info.native.stdout), options.join(" "));
    }
  }
  for (const options of [
    ["--gene", "NOT1"],
    ["--significance", "grave"],
    ["--disease", "999"],
    ["--region", "4:1"],
    ["--origin", "mars"],
  ]) {
    await both(["screen", "genome.vcf", "--panel", "clinvar.vcf", ...options], 1, cwd);
  }
  await both(["screen", "genome.vcf", "--panel", "genes.txt"], 4, cwd);
});

test("what a newer release changes is the same on both", async (t) => {
  const cwd = await files(t);
  for (const format of ["table", "json", "tsv"]) {
    const args = ["panel", "diff", "clinvar.vcf", "newer.vcf", "--format", format];
    const { native, node } = await both(args, 0, cwd);
    assert.equal(String(node.stdout), String(native.stdout));
  }
});

test("a finished report is asked about others without its file", async () => {
  const panel = await genosieve.compilePanel(new TextEncoder().encode(CLINVAR), {
    sourceName: "c.vcf",
  });
  const genome = new TextEncoder().encode(GENOME);
  const diseases = parseDiseases(tables);
  const filter = { diseases: [diseaseFilter(diseases.byNumber(167))] };
  const found = panel.count(filter);
  assert.deepEqual([found.entries, found.byCondition, found.byGene], [2, 1, 1]);
  const filtered = await genosieve.screen(genome, { panel, filter, name: "g" });
  const whole = await genosieve.screen(genome, { panel, name: "g" });
  assert.equal(whole.data.filter, null);
  whole.setFilter(filter);
  assert.equal(whole.json(), filtered.json());
  assert.deepEqual(
    whole.data.verdicts.map((row) => row.listedBy),
    ["condition", "gene"],
  );
  assert.equal(whole.view({ listedBy: ["gene"] }).count, 1);
  assert.throws(() => whole.setFilter({ genes: ["NOT1"] }), { code: "filter_empty" });
  assert.throws(() => whole.setFilter({ significance: "pathogenic" }), { code: "option_invalid" });
  whole.setFilter();
  assert.equal(whole.overview.summary[0].carried, 2);
  assert.equal(whole.view({}).count, 4);
  assert.equal(whole.view({}).rows(0, 1)[0].listedBy, undefined);
});

test("facts, differences and genes are objects", async () => {
  const { compilePanel, panelDifference, panelFacts, readGenes } = genosieve;
  const panel = await compilePanel(new TextEncoder().encode(CLINVAR), { keepInfo: ["MC"] });
  const { counts } = await panelFacts(panel);
  assert.deepEqual(counts.classes, {
    benign: 1,
    conflicting: 1,
    likelyPathogenic: 1,
    pathogenic: 1,
  });
  assert.equal(counts.genes["FBN1:2200"], 2);
  assert.deepEqual((await panelFacts(panel, { genes: ["RB1"] })).filter.asked, { genes: ["RB1"] });
  const { reclassified, removed } = await panelDifference(
    panel,
    await compilePanel(new TextEncoder().encode(NEWER)),
  );
  assert.deepEqual(
    [reclassified[0].was, reclassified[0].allele.clnsig, removed[0].id],
    ["Benign", "Pathogenic", "4"],
  );
  const list = await readGenes(new TextEncoder().encode(GENES));
  assert.deepEqual(
    list.genes.map(({ symbol, line }) => [symbol, line]),
    [
      ["FBN1", 2],
      ["RB1", 4],
    ],
  );
  assert.deepEqual(
    list.rejected.map(({ reason }) => reason),
    ["not_a_gene", "gene_repeated"],
  );
  const table = new TextEncoder().encode(TABLE);
  const known = await readGenes(new TextEncoder().encode("MASS\nNOT1"), { table });
  assert.deepEqual([known.genes[0].symbol, known.rejected[0].reason], ["FBN1", "gene_unknown"]);
  await assert.rejects(readGenes(new TextEncoder().encode('{"a":1}')), {
    code: "gene_list_invalid",
  });
});

test("annotation is verified when it is opened, wherever a bit of it differs", async () => {
  const panel = await genosieve.compilePanel(new TextEncoder().encode(CLINVAR), {});
  const bytes = panel.toBytes();
  for (const at of [8, 45, 170, 200, 300, bytes.length - 200, bytes.length - 1]) {
    const changed = bytes.slice();
    changed[at] ^= 4;
    await assert.rejects(
      genosieve.openPanel(changed),
      { code: /^panel_(checksum|corrupt|truncated)$/ },
      `${at}`,
    );
  }
  await assert.rejects(genosieve.openPanel(bytes.slice(0, -1)), { code: "panel_truncated" });
  const old = bytes.slice();
  old[4] = 1;
  await assert.rejects(genosieve.openPanel(old), { code: "panel_version" });
});
