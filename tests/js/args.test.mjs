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
    samples: [],
    build: undefined,
    all: false,
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
    samples: ["A", "B"],
    build: "hg19",
    all: true,
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

test("panel build and panel info", () => {
  assert.deepEqual(parse(["panel", "build", "c.vcf", "-o", "c.gsp", "--reference", "r.fa"]), {
    command: "panel build",
    source: "c.vcf",
    reference: "r.fa",
    name: undefined,
    build: undefined,
    language: "en",
    out: "c.gsp",
  });
  assert.deepEqual(parse(["panel", "info", "c.gsp", "--format", "json"]), {
    command: "panel info",
    file: "c.gsp",
    format: "json",
    language: "en",
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
    "screen in.vcf --panel p.gsp --format xml",
    "screen in.vcf --panel p.gsp --lang de",
    "screen in.vcf --panel p.gsp --workers 0",
    "screen in.vcf --panel p.gsp --threads many",
    "screen in.vcf --panel p.gsp --nonsense",
    "screen in.vcf --panel",
    "panel build c.vcf",
    "panel info c.gsp --format tsv",
    "screen in.vcf --panel p.gsp --panel q.gsp",
    "screen in.vcf --panel p.gsp --all --all",
  ];
  for (const line of lines) {
    assert.throws(() => parse(line.split(" ")), { code: "option_invalid", exitCode: 1 }, line);
  }
  assert.throws(() => parse([]), { code: "option_invalid", exitCode: 1 });
});
