// An index beside a file: the same answer from a few ranges, on every surface; one that does not fit is said.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { compilePanel, screen } from "../../dist/node.js";
import { indexed, someRecords } from "./indexed-file.mjs";
import { comparable, folder, PANEL, run } from "./support.mjs";

const file = indexed(someRecords());
const lines = file.text.split("\n");
const panelOf = () => compilePanel(new TextEncoder().encode(PANEL), { name: "p" });
const codes = (report) => report.notices.map(({ code }) => code);

/** A Blob that keeps a record of what is read of it. */
function watched(bytes) {
  const blob = new Blob([bytes]);
  const ranges = [];
  const { slice, stream } = blob;
  blob.slice = (from, to) => (ranges.push([from, to]), slice.call(blob, from, to));
  blob.stream = () => (ranges.push([0, bytes.length]), stream.call(blob));
  return { blob, ranges };
}

/** Verdicts without the numbers of lines, which count those that were read. */
function verdicts({ data }) {
  return data.verdicts.map((verdict) => ({
    ...verdict,
    records: verdict.records.map(({ line: _, ...record }) => record),
  }));
}

test("only the ranges that the panel needs are read, and the answer is that of the whole", async () => {
  const panel = await panelOf();
  const { blob, ranges } = watched(file.vcf);
  const seen = [];
  const onProgress = (progress) => seen.push(progress);
  const report = await screen(blob, { panel, index: new Blob([file.tbi]), all: true, onProgress });
  const whole = await screen(new Blob([file.vcf]), { panel, all: true });
  assert.deepEqual(verdicts(report), verdicts(whole));
  assert.deepEqual(report.data.summary, whole.data.summary);
  const states = report.data.verdicts.map(({ state }) => state);
  assert.deepEqual(states, ["carried", "carried", "notCarried"]);
  assert.deepEqual(report.data.accounting.unknownContigs, [
    { name: "scaffold9", records: 4500, line: null },
  ]);
  const { bytesRead, complete } = report.data.accounting;
  assert.deepEqual(report.data.notices[0], {
    code: "index_used",
    detail: `${bytesRead} / ${file.vcf.length}`,
  });
  assert.ok(complete && bytesRead < file.vcf.length / 2, `${bytesRead} of ${file.vcf.length}`);
  assert.equal(report.data.input.bytes, file.vcf.length);
  // The first stream is the one that the header was read from, and it was left early.
  const [head, ...parts] = ranges;
  assert.deepEqual(head, [0, file.vcf.length]);
  // The last one looks whether the file is still what it was.
  assert.deepEqual(parts.pop(), [0, 1]);
  assert.ok(parts.length > 3);
  // At last the block of the last record and the empty one behind it.
  assert.equal(parts.at(-1)[1], file.vcf.length);
  assert.ok(parts.at(-1)[0] > file.vcf.length - 12_000);
  assert.ok(seen.at(-1).bytesRead <= seen.at(-1).bytesTotal);
});

test("records are found again by their place, whatever their number", async () => {
  const panel = await panelOf();
  const blob = new Blob([file.vcf]);
  const report = await screen(blob, { panel, index: file.tbi });
  for (const { entry, records } of report.data.verdicts) {
    assert.match(await report.readLine(blob, records[0].line), new RegExp(`\t${entry.pos}\t`));
  }
  // The reference row was kept as bits; the lines of both kinds can be read from then on.
  const row = await report.evidence(blob, { number: 2 });
  const line = await report.readLine(blob, row.records[0].line);
  assert.equal(
    line,
    lines.find((text) => text.includes("END=48045730")),
  );
  const numbers = report.data.verdicts.map(({ records }) => records[0].line);
  assert.ok(!numbers.includes(row.records[0].line), "no two records have one number");
  for (const { entry, records } of report.data.verdicts) {
    assert.match(await report.readLine(blob, records[0].line), new RegExp(`\t${entry.pos}\t`));
  }
});

test("an index that does not fit is not used, and its code is told", async () => {
  const panel = await panelOf();
  const whole = await screen(new Blob([file.vcf]), { panel });
  const other = indexed(someRecords().filter(({ pos }) => pos % 3 > 0));
  for (const [index, code] of [
    [other.tbi, "index_stale"],
    [file.tbi.subarray(0, 500), "index_corrupt"],
    [new Blob(["no index"]), "index_not_of_vcf"],
  ]) {
    for (const workers of [1, 2]) {
      const report = await screen(new Blob([file.vcf]), { panel, index, workers });
      assert.deepEqual(report.data.notices[0], { code: "index_not_used", detail: code });
      const { notices: _, ...rest } = report.data;
      const { notices: __, ...all } = whole.data;
      assert.deepEqual({ ...rest, run: 0 }, { ...all, run: 0 });
    }
  }
  // A stream cannot be read in ranges, and damage is the error of a reader of the whole.
  async function* stream() {
    yield file.vcf;
  }
  assert.deepEqual(
    codes((await screen(stream(), { panel, index: file.tbi })).data),
    codes(whole.data),
  );
  // Regions that come as a stream are there for the second reading too.
  async function* regions() {
    yield new TextEncoder().encode("13\t48045000\t48046000\n");
  }
  const assumed = await screen(new Blob([file.vcf]), {
    panel,
    index: other.tbi,
    callable: regions(),
  });
  assert.equal(assumed.data.policy.callable.regions, 1);
  const damaged = Buffer.from(file.vcf);
  damaged[5000] ^= 0xff;
  const failed = screen(new Blob([damaged]), { panel, index: file.tbi });
  await assert.rejects(failed, { code: "bgzf_corrupt" });
});

test("both commands find the index beside the file, take another one, or leave it", async (t) => {
  const other = indexed(someRecords().slice(1));
  const cwd = await folder(t, {
    "a.vcf.gz": file.vcf,
    "a.vcf.gz.tbi": file.tbi,
    "b.vcf.gz": file.vcf,
  });
  await writeFile(join(cwd, "other.tbi"), other.tbi);
  const screened = async (surface, ...more) => {
    const args = ["screen", ...more, "--panel", "panel.vcf", "--format", "json"];
    return run(surface, args, { cwd });
  };
  for (const [args, code] of [
    [["a.vcf.gz"], "index_used"],
    [["a.vcf.gz", "--workers", "1"], "index_used"],
    [["a.vcf.gz", "--no-index"], undefined],
    [["b.vcf.gz"], undefined],
    [["b.vcf.gz", "--index", "a.vcf.gz.tbi"], "index_used"],
    [["a.vcf.gz", "--index", "other.tbi"], "index_not_used"],
    [["a.vcf.gz", "--index", "panel.vcf"], "index_not_used"],
  ]) {
    const [native, node] = [await screened("native", ...args), await screened("node", ...args)];
    assert.deepEqual([native.code, node.code], [0, 0], native.stderr + node.stderr);
    assert.equal(comparable(native.stdout), comparable(node.stdout), args.join(" "));
    assert.equal(native.stderr, node.stderr);
    const found = codes(JSON.parse(native.stdout)).find((code) => code.startsWith("index_"));
    assert.equal(found, code, args.join(" "));
  }
  for (const surface of ["native", "node"]) {
    const missing = await screened(surface, "a.vcf.gz", "--index", "none.tbi");
    assert.deepEqual([missing.code, missing.stderr.startsWith("io")], [4, true], missing.stderr);
    assert.equal(
      (await screened(surface, "a.vcf.gz", "--index", "other.tbi", "--no-index")).code,
      1,
    );
  }
});
