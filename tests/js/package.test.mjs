// The package in Node, over the wasm that is shipped.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import Ajv from "ajv/dist/2020.js";
import * as genosieve from "genosieve";
import * as glue from "../../dist/glue.js";
import { answer, GENOME, PANEL, TABLE } from "./support.mjs";

const { compilePanel, openPanel, screen } = genosieve;

let genome;
let panel;
before(async () => {
  genome = await readFile(GENOME);
  panel = await openPanel(await readFile(PANEL));
});

const NAME = "synthetic-genome.grch38.vcf.gz";

test("the demonstration gives what it was made to hold", async () => {
  const { data } = await screen(genome, { panel, name: NAME, all: true });
  const { reasons, sample, ...counts } = data.summary[0];
  assert.deepEqual(counts, {
    carried: 7,
    carriedAssumed: 0,
    notCarried: 2,
    notCarriedAssumed: 0,
    notAssessed: 8,
    indeterminate: 0,
  });
  assert.deepEqual(reasons, { no_call: 1, no_record: 7 });
  assert.equal(data.verdicts.length, 17);
  const found = (id) => data.verdicts.find(({ entry }) => entry.id === id);
  assert.equal(found("rs671").zygosity, "het");
  assert.equal(found("rs776746").zygosity, "hom");
  assert.equal(found("rs2231142").state, "notCarried");
  assert.equal(found("rs1799930").reason, "no_call");
  assert.equal(found("rs6025").reason, "no_record");
  assert.equal(found("rs9923231").records[0].gt, "1/2");
  assert.equal(data.input.build, "GRCh38");
  assert.ok(data.accounting.complete);
  assert.ok(data.accounting.records > 20_000);
  assert.equal(data.input.bytes, genome.length);
});

test("reports follow their schema", async () => {
  const schema = JSON.parse(
    await readFile(new URL("../../docs/report.schema.json", import.meta.url)),
  );
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    schema,
  );
  const text = gunzipSync(genome).toString();
  const rows = text.split("\n");
  const inputs = {
    whole: genome,
    cut: genome.subarray(0, 200_000),
    "without records": Buffer.from(rows.filter((row) => row.startsWith("#")).join("\n") + "\n"),
    "with a broken line": Buffer.from(`${text}chr1\tnowhere\n`),
    "without samples": Buffer.from(
      rows
        .map((row) => (row.startsWith("##") ? row : row.split("\t").slice(0, 8).join("\t")))
        .join("\n"),
    ),
  };
  for (const [name, input] of Object.entries(inputs)) {
    const { data } = await screen(input, { panel, all: true });
    assert.ok(validate(data), `${name}: ${JSON.stringify(validate.errors)}`);
    for (const { sample, reasons, ...counts } of data.summary) {
      const sum = Object.values(counts).reduce((a, b) => a + b);
      assert.equal(sum, data.panel.alleles, `${name}: the six counts are all entries`);
    }
  }
  const { data } = await screen(genome, { panel });
  data.verdicts[0].state = "perhaps";
  assert.ok(!validate(data), "the schema refuses what is no state");
});

test("every kind of source and any chunking give the same report", async () => {
  const expected = (await screen(genome, { panel, name: NAME, all: true })).json();
  async function* pieces(size) {
    for (let at = 0; at < genome.length; at += size) yield genome.subarray(at, at + size);
  }
  const sources = {
    Blob: new Blob([genome]),
    File: new File([genome], NAME),
    stream: new Blob([genome]).stream(),
    "Node stream": createReadStream(GENOME),
    ArrayBuffer: genome.buffer.slice(genome.byteOffset, genome.byteOffset + genome.length),
    "pieces of 1": pieces(1),
    "pieces of 977": pieces(977),
  };
  for (const [name, source] of Object.entries(sources)) {
    const report = await screen(source, { panel, name: NAME, all: true });
    assert.equal(report.json(), expected, name);
  }
});

test("compression changes only what is said about it", async () => {
  const text = gunzipSync(genome);
  const reports = [];
  for (const input of [genome, text, gzipSync(text)]) {
    const { data } = await screen(input, { panel, name: NAME, all: true });
    reports.push([data.input.compression, JSON.stringify(data.verdicts), data.accounting.records]);
  }
  assert.deepEqual(
    reports.map(([compression]) => compression),
    ["bgzf", "none", "gzip"],
  );
  assert.equal(new Set(reports.map(([, ...rest]) => rest.join())).size, 1);
});

test("a compiled panel equals an opened one, and names come from the File", async () => {
  const file = new File([await readFile(TABLE)], "japan-sentinels.tsv");
  const compiled = await compilePanel(file, { build: "GRCh38" });
  assert.equal(compiled.info.name, "japan-sentinels");
  assert.equal(compiled.info.build, "GRCh38");
  assert.equal(compiled.info.alleles, 17);
  assert.deepEqual(compiled.toBytes(), panel.toBytes());
  assert.deepEqual(JSON.parse(compiled.json()), compiled.info);
  const again = await openPanel(new Blob([compiled.toBytes()]));
  assert.deepEqual(again.info, panel.info);
});

test("texts come in both languages", async () => {
  const report = await screen(genome, { panel });
  assert.match(report.table(), /Carried/);
  assert.match(report.table("ja"), /\p{Script=Han}/u);
  assert.match(report.tsv(), /\trs671\t|rs671/);
  const [en, ja] = [await genosieve.messages("en"), await genosieve.messages("ja")];
  assert.deepEqual(Object.keys(en), Object.keys(ja));
  assert.equal(await genosieve.version(), "0.1.0");
});

test("errors are typed, with code, remedy and exit code", async () => {
  const utf16 = Buffer.from("\ufeff##fileformat=VCFv4.2\n", "utf16le");
  const cases = [
    [new Uint8Array(), "input_empty", 4],
    [Buffer.from("PK\u0003\u0004rest of a zip archive"), "input_zip", 4],
    [utf16, "input_utf16", 4],
    [Buffer.from("<html></html>\n"), "input_not_vcf", 4],
    [await readFile(PANEL), "input_is_panel", 4],
    [Buffer.from("##fileformat=VCFv4.2\n1\t5\t.\tA\tC\t.\t.\t.\n"), "header_missing", 4],
  ];
  for (const [input, code, exitCode] of cases) {
    await assert.rejects(screen(input, { panel }), (error) => {
      assert.ok(error instanceof genosieve.GenosieveError, code);
      assert.equal(error.code, code);
      assert.equal(error.exitCode, exitCode);
      assert.ok(error.message.length > 10 && error.remedy.length > 5, code);
      return true;
    });
  }
  await assert.rejects(screen(genome, { panel, samples: ["nobody"] }), {
    code: "sample_unknown",
    exitCode: 1,
    detail: "nobody",
  });
  await assert.rejects(screen(genome, { panel, build: "GRCh99" }), { code: "option_invalid" });
  await assert.rejects(screen(genome, { panel: {} }), { code: "option_invalid" });
  await assert.rejects(openPanel(Buffer.from("no panel")), { code: "panel_magic" });
  const torn = (await readFile(PANEL)).subarray(0, 900);
  await assert.rejects(openPanel(torn), { name: "GenosieveError", exitCode: 4 });
});

test("a wrong build is refused with its evidence", async () => {
  const header = gunzipSync(genome)
    .toString()
    .replaceAll("GRCh38", "GRCh37")
    .replaceAll("248956422", "249250621");
  await assert.rejects(screen(Buffer.from(header), { panel }), (error) => {
    assert.equal(error.code, "build_conflict");
    assert.equal(error.exitCode, 3);
    assert.ok(error.evidence.length > 0);
    return true;
  });
});

test("an abort stops with the signal's reason, and the panel goes on", async () => {
  const reason = new Error("enough");
  await assert.rejects(screen(genome, { panel, signal: AbortSignal.abort(reason) }), reason);
  const abort = new AbortController();
  async function* endless() {
    yield genome.subarray(0, 50_000);
    abort.abort();
    await new Promise(() => {});
  }
  const keepAlive = setInterval(() => {}, 1000);
  await assert.rejects(screen(endless(), { panel, signal: abort.signal }), { name: "AbortError" });
  clearInterval(keepAlive);
  assert.equal((await screen(genome, { panel })).data.summary[0].carried, 7);
});

test("progress ends with everything read, and comes at most ten times a second", async () => {
  const seen = [];
  async function* slow() {
    for (let at = 0; at < genome.length; at += 20_000) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield genome.subarray(at, at + 20_000);
    }
  }
  const start = performance.now();
  await screen(slow(), { panel, onProgress: (progress) => seen.push({ ...progress }) });
  const tenths = (performance.now() - start) / 100;
  assert.ok(seen.length >= 2 && seen.length <= tenths + 2, `${seen.length} in ${tenths} tenths`);
  assert.equal(seen.at(-1).bytesRead, genome.length);
  assert.equal(seen.at(-1).bytesTotal, undefined);
  assert.ok(seen.at(-1).records > 20_000);
  assert.ok(seen.every(({ bytesRead }, i) => i === 0 || bytesRead >= seen[i - 1].bytesRead));
});

test("a freed panel says so, and freeing twice is harmless", async () => {
  const own = await openPanel(await readFile(PANEL));
  own.free();
  own.free();
  await assert.rejects(screen(genome, { panel: own }), { code: "instance_gone" });
});

// The last test of this file: it costs the instance that `panel` lives in.
test("a trap costs one instance: the next one answers alike", async () => {
  const expected = answer((await screen(genome, { panel, name: NAME })).json());
  const { push } = glue.Screen.prototype;
  glue.Screen.prototype.push = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  try {
    await assert.rejects(screen(genome, { panel }), { code: "trap", exitCode: 4 });
  } finally {
    glue.Screen.prototype.push = push;
  }
  await assert.rejects(screen(genome, { panel }), { code: "instance_gone" });
  await genosieve.load();
  await assert.rejects(screen(genome, { panel }), { code: "instance_gone" });
  const anew = await openPanel(await readFile(PANEL));
  assert.equal(answer((await screen(genome, { panel: anew, name: NAME })).json()), expected);
});
