// The command line as it is understood, before anything is read.
import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";

import { parse } from "../../dist/cli/args.js";

test("screen with its defaults", () => {
  assert.deepEqual(parse(["screen", "in.vcf", "--panel", "p.gsp"]), {
    command: "screen",
    input: "in.vcf",
    panel: "p.gsp",
    alleles: [],
    samples: [],
    build: undefined,
    all: false,
    filter: {},
    contigMap: undefined,
    absentIsReference: false,
    callable: undefined,
    minGq: 20,
    minDp: undefined,
    allowImputed: false,
    xCopies: [],
    index: undefined,
    workers: Math.min(availableParallelism(), 8),
    format: "table",
    language: "en",
    out: undefined,
  });
});

test("an index is named, left, or looked for beside the file", () => {
  const index = (...more) => parse(["screen", "g.vcf.gz", "--panel", "p.gsp", ...more]).index;
  assert.equal(index("--index", "i.tbi"), "i.tbi");
  assert.equal(index("--no-index"), false);
  assert.throws(() => index("--no-index", "--index", "i.tbi"), { code: "option_invalid" });
});

test("screen with everything, in any order", () => {
  const line =
    "screen --all --sample A --lang ja --panel=p.vcf - --sample B --build hg19 --contig-map m.txt --threads 4 --absent-is-reference --callable c.bed --min-gq 0 --min-dp 8 --allow-imputed --x-copies 2 --x-copies A=1 --index g.csi --format json -o r.json";
  assert.deepEqual(parse(line.split(" ")), {
    command: "screen",
    input: "-",
    panel: "p.vcf",
    alleles: [],
    samples: ["A", "B"],
    build: "hg19",
    all: true,
    filter: {},
    contigMap: "m.txt",
    absentIsReference: true,
    callable: "c.bed",
    minGq: 0,
    minDp: 8,
    allowImputed: true,
    xCopies: ["2", "A=1"],
    index: "g.csi",
    workers: 4,
    format: "json",
    language: "ja",
    out: "r.json",
  });
});

test("many files go into a folder", () => {
  const { command, inputs, list, folder, jobs, format, out } = parse(
    "screen a.vcf in --panel p.gsp --out-dir out".split(" "),
  );
  assert.deepEqual([command, inputs, list], ["screen many", ["a.vcf", "in"], undefined]);
  assert.deepEqual([folder, jobs], ["out", availableParallelism()]);
  assert.deepEqual([format, out], ["json", undefined]);
  const listed = parse(
    "screen --list - --jobs 3 --format tsv --panel p.gsp --out-dir o".split(" "),
  );
  assert.deepEqual([listed.inputs, listed.list, listed.jobs], [[], "-", 3]);
  assert.equal(listed.format, "tsv");
});

test("panel build and panel info", () => {
  assert.deepEqual(parse(["panel", "build", "c.vcf", "-o", "c.gsp", "--reference", "r.fa"]), {
    command: "panel build",
    source: "c.vcf",
    reference: "r.fa",
    name: undefined,
    build: undefined,
    keepInfo: undefined,
    language: "en",
    out: "c.gsp",
  });
  assert.deepEqual(
    parse("panel build c -o o --keep-info AF_EXAC,RS --keep-info DBVARID".split(" ")).keepInfo,
    ["AF_EXAC", "RS", "DBVARID"],
  );
  assert.deepEqual(parse(["panel", "info", "c.gsp", "--format", "json"]), {
    command: "panel info",
    file: "c.gsp",
    filter: {},
    format: "json",
    language: "en",
  });
  assert.deepEqual(parse("panel diff a.gsp b.gsp --format tsv --lang ja".split(" ")), {
    command: "panel diff",
    from: "a.gsp",
    to: "b.gsp",
    format: "tsv",
    language: "ja",
  });
});

test("which entries are asked about", () => {
  const line =
    "screen in.vcf --panel p.gsp --significance pathogenic,likely_pathogenic --min-stars 1 --gene FBN1 --gene TGFBR1,TGFBR2 --exclude-gene BRCA1 --condition MONDO:0007947 --disease 167 --origin germline --consequence missense_variant --region 17:43,044,295-43,125,364 --region MT --genes list.txt --gene-table hgnc.tsv --min-confidence 2";
  assert.deepEqual(parse(line.split(" ")).filter, {
    significance: ["pathogenic", "likely_pathogenic"],
    genes: ["FBN1", "TGFBR1", "TGFBR2"],
    excludeGenes: ["BRCA1"],
    conditions: ["MONDO:0007947"],
    numbers: ["167"],
    origins: ["germline"],
    consequences: ["missense_variant"],
    regions: ["17:43,044,295-43,125,364", "MT"],
    minStars: 1,
    geneList: "list.txt",
    geneTable: "hgnc.tsv",
    minConfidence: 2,
  });
});

test("help wherever it is asked for", () => {
  const topics = {
    "-h": "genosieve",
    "--help": "genosieve",
    help: "genosieve",
    "help screen": "screen",
    "screen -h": "screen",
    "panel help build": "panel build",
    "screen in.vcf --help": "screen",
    "panel --help": "panel",
    "panel build --help": "panel build",
    "help panel info": "panel info",
    "panel diff --help": "panel diff",
  };
  for (const [line, topic] of Object.entries(topics)) {
    assert.deepEqual(parse(line.split(" ")), { command: "help", topic }, line);
  }
  assert.equal(parse(["--version"]).command, "version");
});

test("what is wrong is a usage error that exits with 1", () => {
  const lines = [
    "frobnicate",
    "panel",
    "panel frobnicate",
    "screen",
    "screen in.vcf",
    "screen in.vcf two.vcf --panel p.gsp",
    "screen --list l --panel p.gsp",
    "screen in.vcf --panel p.gsp --jobs 2",
    "screen in.vcf --panel p.gsp --out-dir o --planes",
    "screen in.vcf --panel p.gsp --out-dir o -o r.json",
    "screen in.vcf --panel p.gsp --format xml",
    "screen in.vcf --panel p.gsp --lang de",
    "screen in.vcf --panel p.gsp --workers 0",
    "screen in.vcf --panel p.gsp --threads many",
    "screen in.vcf --panel p.gsp --nonsense",
    "screen in.vcf --panel",
    "panel build c.vcf",
    "panel info c.gsp --format tsv",
    "panel diff a.gsp",
    "panel diff a.gsp b.gsp c.gsp",
    "panel info c.gsp --min-stars 5",
    "panel info c.gsp --gene-table hgnc.tsv",
    "screen in.vcf --panel p.gsp --panel q.gsp",
    "screen in.vcf --panel p.gsp --all --all",
  ];
  for (const line of lines) {
    assert.throws(() => parse(line.split(" ")), { code: "option_invalid", exitCode: 1 }, line);
  }
  assert.throws(() => parse([]), { code: "option_invalid", exitCode: 1 });
});
