// The command line, as it is understood before anything is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, UsageError } from "../../dist/cli/args.js";

test("screen with its defaults", () => {
  assert.deepEqual(parse(["screen", "in.vcf", "--panel", "p.gsp"]), {
    kind: "screen",
    input: "in.vcf",
    panel: "p.gsp",
    samples: [],
    build: undefined,
    all: false,
    workers: 1,
    format: "table",
    lang: "en",
    out: undefined,
  });
});

test("screen with everything, in any order", () => {
  const argv =
    "screen --all --sample A --lang ja --panel=p.vcf - --sample B --build hg19 --threads 4 --format json -o r.json";
  assert.deepEqual(parse(argv.split(" ")), {
    kind: "screen",
    input: "-",
    panel: "p.vcf",
    samples: ["A", "B"],
    build: "hg19",
    all: true,
    workers: 4,
    format: "json",
    lang: "ja",
    out: "r.json",
  });
});

test("panel build and panel info", () => {
  assert.deepEqual(parse(["panel", "build", "c.vcf", "-o", "c.gsp", "--reference", "r.fa"]), {
    kind: "build",
    source: "c.vcf",
    reference: "r.fa",
    name: undefined,
    build: undefined,
    out: "c.gsp",
    lang: "en",
  });
  assert.deepEqual(parse(["panel", "info", "c.gsp", "--format", "json"]), {
    kind: "info",
    file: "c.gsp",
    format: "json",
    lang: "en",
  });
});

test("help wherever it is asked for", () => {
  for (const argv of [
    ["-h"],
    ["--help"],
    ["screen", "-h"],
    ["panel", "--help"],
    ["panel", "build", "--help"],
  ]) {
    assert.equal(parse(argv).kind, "help", argv.join(" "));
  }
});

test("what is wrong is a usage error", () => {
  for (const argv of [
    "frobnicate",
    "panel",
    "panel frob",
    "screen",
    "screen in.vcf",
    "screen in.vcf two.vcf --panel p.gsp",
    "screen in.vcf --panel p.gsp --format xml",
    "screen in.vcf --panel p.gsp --lang de",
    "screen in.vcf --panel p.gsp --workers 0",
    "screen in.vcf --panel p.gsp --workers many",
    "screen in.vcf --panel p.gsp --nonsense",
    "screen in.vcf --panel",
    "panel build c.vcf",
    "panel info c.gsp --format tsv",
  ]) {
    assert.throws(() => parse(argv.split(" ")), UsageError, argv);
  }
});
