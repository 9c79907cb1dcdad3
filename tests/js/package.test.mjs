// The package in Node.
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";

import {
  compilePanel,
  GenosieveError,
  inspect,
  load,
  messages,
  openPanel,
  screen,
  version,
} from "genosieve";
import {
  comparable,
  demo,
  folder,
  GENOME,
  largeGenome,
  OTHER_BUILD,
  PANEL,
  root,
} from "./support.mjs";

const utf8 = (text) => new TextEncoder().encode(text);
const panelOf = () => compilePanel(utf8(PANEL), { sourceName: "panel.vcf" });

test("the demonstration", async () => {
  await load();
  const panel = await openPanel(await readFile(demo.panel));
  assert.equal(panel.info.alleles, 17);
  assert.equal(panel.info.build, "GRCh38");
  const report = await screen(await readFile(demo.genome), { panel, name: "demo" });
  const [counts] = report.data.summary;
  const { carried, notCarried, notAssessed, indeterminate } = counts;
  // 17 alleles: ten rows, of which seven carry, two are called otherwise and one is ./.; seven none.
  assert.deepEqual(
    { carried, notCarried, notAssessed, indeterminate },
    {
      carried: 7,
      notCarried: 2,
      notAssessed: 8,
      indeterminate: 0,
    },
  );
  assert.deepEqual(counts.reasons, { no_record: 7, no_call: 1 });
  const { data } = await screen(await readFile(demo.genome), { panel, all: true });
  const of = (id) => data.verdicts.find(({ entry }) => entry.id === id);
  assert.equal(of("rs671").zygosity, "het");
  assert.equal(of("rs776746").zygosity, "hom");
  assert.equal(of("rs2231142").state, "notCarried");
  assert.equal(of("rs28933979").state, "notCarried");
  assert.equal(of("rs1799930").reason, "no_call");
  assert.equal(of("rs6025").reason, "no_record");
  assert.equal(of("rs9923231").records[0].gt, "1/2");
  assert.equal(data.input.compression, "bgzf");
  assert.ok(data.accounting.complete);
  assert.equal(report.exitCode, 0);
});

test("its genome says that it is nobody's", async () => {
  const text = gunzipSync(await readFile(demo.genome)).toString();
  assert.match(
    text,
    /^##source=Genosieve synthetic demonstration genome, seed \d+: no person's data$/m,
  );
});

test("any kind of source and any chunks give the same report", async () => {
  const panel = await panelOf();
  const bytes = utf8(GENOME);
  const whole = (await screen(bytes, { panel, name: "g" })).json();
  async function* pieces(of, size) {
    for (let at = 0; at < of.byteLength; at += size) yield of.subarray(at, at + size);
  }
  const others = {
    Blob: new Blob([bytes]),
    buffer: bytes.buffer,
    stream: new Blob([bytes]).stream(),
    "a stream of Node": Readable.from([Buffer.from(bytes)]),
    "one byte": pieces(bytes, 1),
    "seven bytes": pieces(bytes, 7),
  };
  for (const [kind, source] of Object.entries(others)) {
    assert.equal((await screen(source, { panel, name: "g" })).json(), whole, kind);
  }
  // The file as given differs; what it records does not.
  const packed = gzipSync(bytes);
  const { summary, verdicts } = JSON.parse(whole);
  for (const size of [1, 10, packed.byteLength]) {
    const { data } = await screen(pieces(packed, size), { panel, name: "g" });
    assert.deepEqual([data.summary, data.verdicts], [summary, verdicts]);
    assert.equal(data.input.compression, "gzip");
  }
});

test("a File brings its name", async () => {
  const panel = await compilePanel(new File([PANEL], "mine.vcf"));
  assert.equal(panel.info.name, "mine");
  const report = await screen(new File([GENOME], "g.vcf"), { panel });
  assert.equal(report.data.input.name, "g.vcf");
});

test("a panel goes to bytes and back", async () => {
  const panel = await panelOf();
  const again = await openPanel(panel.toBytes());
  assert.deepEqual(again.info, panel.info);
  assert.equal(again.json(), `${JSON.stringify(panel.info)}\n`);
  assert.match(panel.table(), /^Panel: panel$/m);
});

test("a lean panel screens like any other, and holds no bytes", async () => {
  const bytes = await readFile(demo.panel);
  const genome = await readFile(demo.genome);
  const whole = await screen(genome, { panel: await openPanel(bytes) });
  const panel = await openPanel(new Blob([bytes]), { lean: true });
  assert.deepEqual(panel.info, whole.data.panel);
  const refused = (work) => assert.throws(work, { code: "option_invalid" });
  refused(() => panel.toBytes());
  refused(() => panel.count({ genes: ["ALDH2"] }));
  for (const workers of [1, 2]) {
    const report = await screen(new Blob([genome]), { panel, name: "input", workers });
    assert.deepEqual(report.data, whole.data);
  }
  // What is not kept is checked all the same, when it is opened.
  const last = bytes.length - 1;
  const changed = Buffer.from(bytes).fill(bytes[last] ^ 1, last);
  for (const [blob, code] of [
    [new Blob([changed]), "panel_checksum"],
    [new Blob([bytes.subarray(0, last)]), "panel_truncated"],
    [new Blob([bytes.subarray(0, 100)]), "panel_truncated"],
    [new Blob([genome]), "panel_magic"],
    [new Blob([]), "panel_magic"],
  ])
    await assert.rejects(openPanel(blob, { lean: true }), { code });
});

test("all verdicts, chosen samples, a stated build", async () => {
  const panel = await panelOf();
  const all = await screen(utf8(GENOME), { panel, all: true, samples: ["S"], build: "hg38" });
  assert.deepEqual(
    all.data.verdicts.map(({ state }) => state),
    ["notCarried", "carried", "notAssessed"],
  );
  assert.ok(all.data.notices.some(({ code }) => code === "build_overridden"));
  assert.match(all.table("ja"), /検体/);
  assert.ok(all.tsv().split("\n").length > 3);
});

test("the overview is all of the data but the verdicts, which stay", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  const report = await screen(await readFile(demo.genome), { panel });
  const before = report.json();
  const { overview } = report;
  assert.equal(report.json(), before);
  const { verdicts, ...rest } = report.data;
  assert.deepEqual(overview, rest);
  assert.equal(verdicts.length, 7);
});

test("errors carry code, exit code, remedy, and evidence where there is some", async () => {
  const panel = await panelOf();
  const cases = [
    [() => screen(new Uint8Array(0), { panel }), "input_empty", 4],
    [() => screen(utf8("PK\u0003\u0004...."), { panel }), "input_zip", 4],
    [() => screen(utf8("hello\n"), { panel }), "input_not_vcf", 4],
    [() => screen(panel.toBytes(), { panel }), "input_is_panel", 4],
    [() => screen(utf8(GENOME), { panel, samples: ["nobody"] }), "sample_unknown", 1],
    [() => screen(utf8(GENOME), { panel, build: "mm10" }), "option_invalid", 1],
    [() => screen(utf8(GENOME), { panel: {} }), "option_invalid", 1],
    [() => screen(7, { panel }), "option_invalid", 1],
    [() => openPanel(utf8("GSP\u001a")), "panel_truncated", 4],
    [() => openPanel(utf8("no panel")), "panel_magic", 4],
    [() => compilePanel(utf8("a\tb\n1\t2\n")), "panel_columns", 4],
    [() => messages("fr"), "option_invalid", 1],
  ];
  for (const [run, code, exitCode] of cases) {
    const error = await run().then(
      () => assert.fail(`${code} was not thrown`),
      (error) => error,
    );
    assert.ok(error instanceof GenosieveError, `${code}: ${error}`);
    assert.deepEqual([error.code, error.exitCode], [code, exitCode]);
    assert.ok(error.message && error.remedy, code);
  }
  await assert.rejects(screen(utf8(OTHER_BUILD), { panel }), (error) => {
    assert.deepEqual([error.code, error.exitCode], ["build_conflict", 3]);
    assert.ok(error.evidence.some(({ build }) => build === "GRCh37"));
    return true;
  });
});

test("a header without a record line has a position", async () => {
  const panel = await panelOf();
  const text = "##fileformat=VCFv4.2\n12\t111803962\t.\tG\tA\t.\t.\t.\n";
  await assert.rejects(screen(utf8(text), { panel }), {
    code: "header_missing",
    position: { line: 2 },
  });
});

test("inspect says what a file is, and leaves the rest of it unread", async () => {
  const panel = await panelOf();
  const seen = await inspect(new Blob([GENOME]), { panel });
  assert.deepEqual(seen, {
    fileformat: "VCFv4.2",
    format: "vcf",
    compression: "none",
    kind: "variants",
    records: 2,
    build: "GRCh38",
    buildEvidence: [
      { kind: "reference", detail: "GRCh38", build: "GRCh38" },
      { kind: "refAgreement", detail: "2 of 2", build: null },
    ],
    contigs: ["chr10", "chr12"],
    unknownContigs: [],
    contigMap: null,
    samples: ["S"],
  });
  assert.equal((await inspect(await readFile(demo.genome))).compression, "bgzf");
  let cancelled = false;
  let given = 0;
  const row = "chr12\t111803963\t.\tG\t.\t50\tPASS\t.\tGT:GQ\t0/0:99\n".repeat(100);
  const endless = new ReadableStream({
    pull(controller) {
      controller.enqueue(utf8(given === 0 ? GENOME : row));
      given += 1;
    },
    cancel() {
      cancelled = true;
    },
  });
  assert.equal((await inspect(endless)).kind, "reference");
  assert.ok(cancelled && given < 30, `${given} chunks`);
  await assert.rejects(inspect(utf8(OTHER_BUILD), { panel }), { code: "build_conflict" });
  assert.equal((await inspect(utf8(OTHER_BUILD), { panel, build: "hg38" })).build, "GRCh38");
  await assert.rejects(inspect(utf8(GENOME), { panel: {} }), { code: "option_invalid" });
  await assert.rejects(inspect(utf8(GENOME), { build: "mm10" }), { code: "option_invalid" });
  await assert.rejects(inspect(new Blob([GENOME]), { signal: AbortSignal.abort() }), {
    name: "AbortError",
  });
});

test("a contig map is a text or a record, of a screen, its workers and a look", async () => {
  const panel = await panelOf();
  const renamed = (text) => text.replaceAll("\nchr1", "\nHs1").replaceAll("\t1/1:99", "\t0/1:99");
  const genome = utf8(renamed(GENOME));
  const without = await screen(genome, { panel });
  assert.deepEqual(
    [without.data.summary[0].carried, without.data.accounting.unknownContigs.length],
    [0, 2],
  );
  assert.equal(without.data.policy.contigMap, null);
  const record = { Hs10: "chr10", Hs12: "NC_000012.12", Hs99: "19" };
  const text = "\ufeff# names\r\nHs10 chr10\r\nHs12\tNC_000012.12\r\nHs99\t19";
  const report = await screen(genome, { panel, contigMap: record });
  assert.equal(report.data.summary[0].carried, 1);
  assert.deepEqual(report.data.policy.contigMap, {
    names: 3,
    mapped: [
      { name: "Hs10", contig: "chr10" },
      { name: "Hs12", contig: "NC_000012.12" },
    ],
  });
  assert.equal((await screen(genome, { panel, contigMap: text })).json(), report.json());

  const large = new Blob([renamed(largeGenome())]);
  const [alone, many] = await Promise.all(
    [1, 3].map((workers) => screen(large, { panel, contigMap: text, workers })),
  );
  assert.equal(many.data.run.workers, 3);
  assert.equal(comparable(many.json()), comparable(alone.json()));
  assert.equal(alone.data.summary[0].carried, 2);

  const seen = await inspect(genome, { panel, contigMap: { Hs10: "10" } });
  assert.deepEqual(
    [seen.unknownContigs, seen.contigMap],
    [["Hs12"], { names: 1, mapped: [{ name: "Hs10", contig: "10" }] }],
  );
  for (const [contigMap, code, line] of [
    ["Hs10 10\nHs12", "contig_map_invalid", 2],
    ["Hs10 ten", "contig_map_invalid", 1],
    [{}, "contig_map_invalid", undefined],
    ["Hs10 12\n", "contig_map_conflict", 1],
    [{ "a b": "1" }, "option_invalid", undefined],
    [{ "#a": "1" }, "option_invalid", undefined],
    [{ a: 1 }, "option_invalid", undefined],
  ]) {
    const refused = await screen(utf8(GENOME.replace("chr10", "Hs10")), {
      panel,
      contigMap,
    }).catch((error) => error);
    assert.ok(refused instanceof GenosieveError, String(refused));
    assert.deepEqual([refused.code, refused.position.line], [code, line]);
  }
});

test("an abort rejects with its reason, and the panel stays usable", async () => {
  const panel = await panelOf();
  const control = new AbortController();
  async function* endless() {
    yield utf8(GENOME);
    for (let pos = 111803963; ; pos += 1) {
      if (pos === 111804963) control.abort(new Error("enough"));
      yield utf8(`chr12\t${pos}\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99\n`);
    }
  }
  await assert.rejects(screen(endless(), { panel, signal: control.signal }), { message: "enough" });
  await assert.rejects(compilePanel(utf8(PANEL), { signal: AbortSignal.abort() }), {
    name: "AbortError",
  });
  assert.equal((await screen(utf8(GENOME), { panel })).data.summary[0].carried, 1);
});

test("bytes in memory can be stopped by a timer", async () => {
  const panel = await panelOf();
  const rows = "chr12\t5\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99\n".repeat(1 << 20);
  const control = new AbortController();
  setTimeout(() => control.abort(), 1);
  const bytes = utf8(GENOME + rows);
  const many = (async function* () {
    for (let turn = 0; turn < 40; turn += 1) yield turn === 0 ? bytes : utf8(rows);
  })();
  await assert.rejects(screen(many, { panel, signal: control.signal }), { name: "AbortError" });
});

test("a view lists every entry, in any state and order", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  const genome = await readFile(demo.genome);
  const report = await screen(genome, { panel });
  const { data } = await screen(genome, { panel, all: true });
  const plain = ({ number, significanceClass, stars, ...verdict }) => verdict;
  const view = report.view({ sort: "position" });
  assert.equal(view.count, 17);
  assert.equal(view.classes.none, 17);
  assert.deepEqual(view.rows(0, 17).map(plain), data.verdicts);
  assert.deepEqual(
    view.rows(-3, 1e9).map(({ number }) => number),
    [...Array(17).keys()],
  );
  assert.deepEqual([view.rows(5, 5), view.rows(17, 99), view.rows(NaN, NaN)], [[], [], []]);
  const states = report.view().rows(0, 17);
  assert.deepEqual(
    states.map(({ state }) => state),
    [7, 8, 2].flatMap((n, at) => Array(n).fill(["carried", "notAssessed", "notCarried"][at])),
  );
  for (const sort of ["state", "gene", "zygosity", "significance", "stars", "match", "reason"]) {
    const numbers = report
      .view({ sort, descending: true })
      .rows(0, 17)
      .map(({ number }) => number);
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      [...Array(17).keys()],
      sort,
    );
  }
  assert.throws(() => report.view({ sort: "size" }), { code: "option_invalid", detail: "size" });
  const only = report.view({ states: ["notAssessed"], reasons: ["no_call"], search: "NAT2" });
  assert.deepEqual(
    only.rows(0, 9).map(({ entry }) => entry.id),
    ["rs1799930"],
  );
  assert.equal(report.view({ search: "chr12:111,803,962" }).count, 1);
  assert.throws(() => report.view({ sample: 1 }), { code: "option_invalid" });
  assert.throws(() => report.view({ states: ["perhaps"] }), { code: "option_invalid" });
  only.free();
  assert.throws(() => only.rows(0, 1), { code: "instance_gone" });
  report.free();
  assert.throws(() => view.rows(0, 1), { code: "instance_gone" });
});

test("the line of a record is read again from the file", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  const packed = await readFile(demo.genome);
  const text = gunzipSync(packed);
  const lines = text.toString().split("\n");
  for (const bytes of [packed, text, gzipSync(text)]) {
    const file = new Blob([bytes]);
    const report = await screen(file, { panel });
    const rows = report.view({ states: ["carried", "notCarried"] }).rows(0, 9);
    assert.equal(rows.length, 9);
    for (const { line } of rows.flatMap(({ records }) => records)) {
      assert.equal(await report.readLine(file, line), lines[line - 1]);
    }
    const [{ line }] = rows[0].records;
    const changed = { code: "file_changed", position: { line } };
    await assert.rejects(report.readLine(new Blob([bytes.subarray(0, 500)]), line), changed);
    await assert.rejects(report.readLine(new Blob([GENOME]), line), changed);
    for (const wrong of [0, 1, 1.5, -1, NaN, 2 ** 40]) {
      await assert.rejects(report.readLine(file, wrong), { code: "option_invalid" }, `${wrong}`);
    }
    await assert.rejects(report.readLine(bytes, line), { code: "option_invalid" });
    await assert.rejects(report.readLine(file, line, AbortSignal.abort()), { name: "AbortError" });
  }
});

test("a file that cannot be read any more has changed", async (t) => {
  const path = `${await folder(t)}/genome.vcf`;
  const file = await openAsBlob(path);
  const report = await screen(file, { panel: await panelOf() });
  const [{ line }] = report.data.verdicts[0].records;
  assert.match(await report.readLine(file, line), /^chr12\t111803962\t/);
  await writeFile(path, `${GENOME}chr13\t1\t.\tA\tC\t.\t.\t.\tGT\t0/0\n`);
  await assert.rejects(report.readLine(file, line), { code: "file_changed" });
});

test("evidence finds the reference row behind a proof, and its line", async () => {
  const block = "chr10\t94781800\t.\tC\t<NON_REF>\t.\t.\tEND=94781900\tGT:GQ\t0/0:60";
  const file = new Blob([GENOME.replace(/^chr10.*$/m, block)]);
  const report = await screen(file, { panel: await panelOf() });
  const [row] = report.view({ states: ["notCarried"] }).rows(0, 1);
  assert.deepEqual([row.entry.id, row.records], ["rs4244285", []]);
  await assert.rejects(report.readLine(file, 4), { code: "option_invalid" });
  const seen = [];
  const { number } = row;
  const found = await report.evidence(file, { number }, { onProgress: (p) => seen.push(p) });
  const place = { line: 4, contig: "chr10", pos: 94781800, ref: "C", alt: "<NON_REF>" };
  const record = { ...place, gt: "0/0", reads: null };
  assert.deepEqual(found, { ...row, records: [record] });
  assert.equal(seen.at(-1).bytesRead, file.size);
  assert.equal(await report.readLine(file, 4), block);
  const other = new Blob([GENOME.replace("0/0", "0/1")]);
  await assert.rejects(report.evidence(other, { number }), { code: "file_changed" });
  for (const wrong of [{ number: 3 }, { number: -1 }, { number: 0.5 }, { number: 0, sample: 1 }]) {
    await assert.rejects(report.evidence(file, wrong), { code: "option_invalid" });
  }
  const aborted = report.evidence(file, { number }, { signal: AbortSignal.abort() });
  await assert.rejects(aborted, { name: "AbortError" });
});

test("progress comes at most ten times a second, and once at the end", async () => {
  const panel = await panelOf();
  const row = "chr12\t111803963\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99\n";
  const bytes = utf8(GENOME + row.repeat(998));
  const seen = [];
  const start = performance.now();
  async function* slow() {
    for (let at = 0; at < bytes.byteLength; at += 1000) {
      await new Promise((next) => setTimeout(next, 8));
      yield bytes.subarray(at, at + 1000);
    }
  }
  await screen(slow(), { panel, onProgress: (progress) => seen.push(progress) });
  const most = Math.ceil((performance.now() - start) / 100) + 1;
  assert.ok(seen.length >= 2 && seen.length <= most, `${seen.length} of at most ${most}`);
  assert.deepEqual(seen.at(-1), {
    bytesRead: bytes.byteLength,
    bytesTotal: undefined,
    records: 1000,
    position: { contig: "chr12", pos: 111803963, line: 1003 },
  });
  const [only] = await new Promise((done) => {
    const all = [];
    void screen(bytes, { panel, onProgress: (p) => all.push(p) }).then(() => done(all));
  });
  assert.equal(only.bytesTotal, bytes.byteLength);
});

test("progress has no position before the first record", async () => {
  const seen = [];
  const header = GENOME.split("\n").slice(0, 3).join("\n") + "\n";
  await screen(utf8(header), { panel: await panelOf(), onProgress: (p) => seen.push(p) });
  assert.equal(seen.at(-1).position, null);
});

test("what was freed is named, and freeing twice is no harm", async () => {
  const panel = await panelOf();
  panel.free();
  panel.free();
  await assert.rejects(screen(utf8(GENOME), { panel }), { code: "instance_gone" });
});

test("version and messages", async () => {
  const { version: own } = JSON.parse(await readFile(`${root}/package.json`, "utf8"));
  assert.equal(await version(), own);
  const [, ...rows] = (await readFile(`${root}/messages/messages.tsv`, "utf8"))
    .trimEnd()
    .split("\n");
  const texts = Object.fromEntries(
    rows.map((row) => row.split("\t")).map(([key, , ja]) => [key, ja]),
  );
  assert.deepEqual(await messages("ja"), texts);
});

test("findings come one by one, as the report lists them, until they are enough", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  const report = await screen(await readFile(demo.genome), { panel });
  const collected = async (query) => {
    const rows = [];
    for await (const row of report.findings(query)) rows.push(row);
    return rows;
  };
  const byPosition = await collected({ sort: "position" });
  assert.ok(byPosition.length > 0);
  assert.deepEqual(
    byPosition.map(({ entry, state }) => [entry, state]),
    report.data.verdicts.map(({ entry, state }) => [entry, state]),
  );
  // What is asked for comes in the place of what is carried, and in its own order.
  const view = report.view({ states: ["notAssessed"], sort: "gene" });
  assert.deepEqual(
    await collected({ states: ["notAssessed"], sort: "gene" }),
    view.rows(0, view.count),
  );
  for await (const row of report.findings()) {
    assert.equal(typeof row.number, "number");
    break;
  }
  const reason = new Error("enough");
  await assert.rejects(
    collected({ signal: AbortSignal.abort(reason) }),
    (error) => error === reason,
  );
});

// Node 20 has `Symbol.dispose`, which compilers make `using` of, and not the word itself.
test("what was disposed of is gone, and may be again", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  const report = await screen(await readFile(demo.genome), { panel });
  const view = report.view();
  assert.ok(view.count > 0);
  for (const each of [view, report, panel, view, report, panel]) each[Symbol.dispose]();
  for (const use of [
    () => panel.table(),
    () => report.tsv(),
    () => view.rows(0, 1),
    () => report.findings().next(),
  ])
    await assert.rejects(async () => use(), { code: "instance_gone" });
});
