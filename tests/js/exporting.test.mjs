// Exports by the package and by Node's command: the bytes of the native one, whose expected files are in tests/exports.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import {
  compilePanel,
  exportReport,
  exportVcf,
  openPanel,
  screen,
  surveyReport,
} from "../../dist/node.js";
import { COMMANDS, demo, folder, PANEL, root, run } from "./support.mjs";

const execute = promisify(execFile);

const FORMS = ["csv", "tsv", "ndjson", "summary", "html", "fhir", "phenopacket"];
const CREATED = "2026-11-22T00:00:00Z";
const exportsFolder = join(root, "tests/exports");
const source = await readFile(join(exportsFolder, "panel.vcf"));
const input = await readFile(join(exportsFolder, "input.vcf"));

const report = await screen(input, {
  panel: await compilePanel(source, { sourceName: "test.vcf" }),
  name: "input.vcf",
  all: true,
});
const json = report.json();

const text = (bytes) => Buffer.from(bytes).toString();
async function whole(pieces) {
  const all = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** Options of the package, and the same of a command line. */
const VARIANTS = [
  [{}, []],
  [{ scope: "all", language: "ja" }, ["--all", "--lang", "ja"]],
  [{ samples: "number", bom: true, crlf: true }, ["--samples", "number", "--bom", "--crlf"]],
  [{ scope: "all", samples: "drop" }, ["--all", "--samples", "drop"]],
];

/** What a command writes of the report that lies in a folder. */
async function written(surface, cwd, args) {
  const { code, stdout, stderr } = await run(surface, ["export", "report.json", ...args], { cwd });
  assert.equal(code, 0, `${surface} ${args.join(" ")}: ${stderr}`);
  return { bytes: stdout, stderr };
}

test("a family by a pedigree is the same bytes, and what it is not for is refused", async (t) => {
  const ped = Buffer.from("F\t検体A\t<B&C>\tX\tfemale\taffected\nF\t<B&C>\t0\t0\t1\t1\n");
  const others = "F a b c 2 2\n";
  const cwd = await folder(t, { "report.json": json, "family.ped": ped, "others.ped": others });
  const args = ["--format", "phenopacket", "--created", CREATED, "--ped", "family.ped"];
  const [native, node] = [await written("native", cwd, args), await written("node", cwd, args)];
  assert.deepEqual(node.bytes, native.bytes);
  const own = await exportReport(report, { format: "phenopacket", created: CREATED, ped });
  assert.deepEqual(text(own), text(native.bytes));
  assert.equal(JSON.parse(text(own)).proband.subject.id, "検体A");
  for (const [options, code] of [
    [{ format: "csv", ped }, "option_invalid"],
    [{ format: "phenopacket", samples: "number", ped }, "option_invalid"],
    [{ format: "phenopacket", ped: Buffer.from(others) }, "roles_invalid"],
    [{ format: "phenopacket", ped: Buffer.from("F") }, "ped_invalid"],
  ])
    await assert.rejects(exportReport(report, options), { code });
  for (const surface of ["native", "node"]) {
    const refused = ["export", "report.json", "--format", "phenopacket", "--ped", "others.ped"];
    const { code, stderr } = await run(surface, refused, { cwd });
    assert.deepEqual([code, stderr.startsWith("roles_invalid")], [1, true], stderr);
  }
});

test("each form of the package, and of both commands, is the same bytes", async (t) => {
  const cwd = await folder(t, { "report.json": json, "input.vcf": input });
  for (const [options, more] of VARIANTS) {
    for (const format of FORMS) {
      const args = ["--format", format, "--created", CREATED, ...more];
      const native = await written("native", cwd, args);
      const node = await written("node", cwd, args);
      const name = args.join(" ");
      assert.ok(native.bytes.length > 100, name);
      assert.equal(text(node.bytes), text(native.bytes), name);
      assert.equal(node.stderr, native.stderr, name);
      const own = await exportReport(report, { format, created: CREATED, ...options });
      assert.ok(own instanceof Uint8Array);
      assert.equal(text(own), text(native.bytes), name);
    }
    const args = ["--format", "vcf", "--input", "input.vcf", ...more];
    const native = await written("native", cwd, args);
    assert.deepEqual((await written("node", cwd, args)).bytes, native.bytes);
    const own = exportVcf(report, input, { name: "input.vcf", ...options });
    assert.equal(text(await whole(own)), text(native.bytes));
  }
});

test("the expected files of the native command are those of the package", async () => {
  const version = (await readFile(join(root, "package.json"), "utf8")).match(
    /"version": "(.+)"/,
  )[1];
  const golden = {
    "carried.csv": { format: "csv", language: "ja" },
    "all.tsv": { format: "tsv", scope: "all" },
    "all.ndjson": { format: "ndjson", scope: "all" },
    "summary.json": { format: "summary", samples: "number" },
    "all.fhir.json": { format: "fhir", scope: "all" },
    "carried.fhir.json": { format: "fhir", samples: "number" },
    "cohort.phenopacket.json": { format: "phenopacket", created: CREATED },
    "carried.html": { format: "html" },
  };
  for (const [name, options] of Object.entries(golden)) {
    const found = text(await exportReport(report, options)).replaceAll(version, "VERSION");
    assert.equal(found, await readFile(join(exportsFolder, name), "utf8"), name);
  }
  for (const [name, options] of [
    ["carried.vcf", {}],
    ["numbered.vcf", { samples: "number" }],
  ]) {
    const found = text(await whole(exportVcf(report, input, options))).replaceAll(
      version,
      "VERSION",
    );
    assert.equal(found, await readFile(join(exportsFolder, name), "utf8"), name);
  }
});

test("a report is taken as it is kept: as an object, as text, as bytes", async () => {
  const options = { format: "ndjson", scope: "all" };
  const of = async (kept) => text(await exportReport(kept, options));
  const expected = await of(report);
  assert.equal(await of(json), expected);
  assert.equal(await of(new TextEncoder().encode(json)), expected);
});

test("a text of several pieces is cut between characters", async () => {
  // 𠮷 is two units of a text, and the end of the first MiB falls before, into and behind it.
  const name = (length) => "x".repeat(length) + "𠮷".repeat(3);
  const before = '"input":{"name":"';
  const at = json.indexOf(before) + before.length;
  const end = json.indexOf('"', at);
  for (const extra of [0, 1, 2, 3]) {
    const long = name((1 << 20) - at - 3 + extra);
    const made = await exportReport(json.slice(0, at) + long + json.slice(end), {
      format: "ndjson",
    });
    const head = JSON.parse(text(made).split("\n")[0]);
    assert.equal(head.input.name, long, String(extra));
  }
});

test("forty genotyped sites are told before", async (t) => {
  const lines = PANEL.split("\n").slice(0, 3);
  const rows = Array.from({ length: 40 }, (_, at) => `10\t${1000 + at}\t.\tA\tG\t50\tPASS\t.`);
  const genome = [
    `${lines.join("\n")}\tFORMAT\tS`,
    ...rows.map((row) => `${row}\tGT:GQ\t0/1:99`),
    "",
  ];
  const listed = (count) => Buffer.from([...lines, ...rows.slice(0, count), ""].join("\n"));
  const found = async (count) => {
    const panel = await compilePanel(listed(count));
    return screen(Buffer.from(genome.join("\n")), { panel });
  };
  assert.deepEqual(await surveyReport(await found(39)), {
    rows: 39,
    genotypedSites: 39,
    many: false,
  });
  const many = await found(40);
  assert.deepEqual(await surveyReport(many), { rows: 40, genotypedSites: 40, many: true });
  const cwd = await folder(t, { "report.json": many.json() });
  for (const format of FORMS) {
    for (const language of ["en", "ja"]) {
      const args = ["--format", format, "--lang", language];
      const [native, node] = await Promise.all(
        ["native", "node"].map((surface) => written(surface, cwd, args)),
      );
      assert.equal(node.stderr, native.stderr);
      assert.equal(node.stderr.includes("40"), format !== "summary", format);
    }
  }
});

test("from standard input, into a file, and refused alike", async (t) => {
  const cwd = await folder(t, {
    "report.json": json,
    "input.vcf": input,
    "cut.json": json.slice(0, json.length / 2),
    "no.json": "[]",
    "longer.vcf": `${input}chr1\t9\t.\tA\tG\t.\t.\t.\tGT\t0/1\t0/1\n`,
  });
  await writeFile(join(cwd, "moved.vcf"), input);
  const both = async (args, given) => {
    const [native, node] = await Promise.all(
      ["native", "node"].map((surface) => run(surface, args, { cwd, input: given })),
    );
    assert.equal(node.code, native.code, `${args.join(" ")}: ${native.stderr}${node.stderr}`);
    return { native, node };
  };
  const csv = await both(["export", "-", "--format", "csv"], json);
  assert.equal(csv.native.code, 0);
  assert.deepEqual(csv.node.stdout, csv.native.stdout);
  const vcf = await both(
    ["export", "report.json", "--format", "vcf", "--input", "-"],
    String(input),
  );
  assert.equal(vcf.native.code, 0);
  assert.deepEqual(vcf.node.stdout, vcf.native.stdout);
  for (const surface of ["native", "node"])
    await written(surface, cwd, ["--format", "html", "-o", `${surface}.html`]);
  const kept = (name) => readFile(join(cwd, name), "utf8");
  assert.equal(await kept("node.html"), await kept("native.html"));

  for (const [args, code] of [
    [["export", "cut.json", "--format", "csv"], 4],
    [["export", "no.json", "--format", "fhir", "--lang", "ja"], 4],
    [["export", "report.json", "--format", "vcf", "--input", "longer.vcf"], 4],
    [["export", "report.json", "--format", "vcf", "--input", "moved.vcf"], 4],
  ]) {
    const { native, node } = await both(args);
    assert.equal(native.code, code, native.stderr);
    assert.equal(node.stderr, native.stderr, args.join(" "));
  }
  // What cannot be written to its end takes nothing away, and leaves nothing behind.
  await writeFile(join(cwd, "kept.vcf"), "as it was");
  const moved = ["export", "report.json", "--format", "vcf", "--input", "moved.vcf"];
  for (const surface of ["native", "node"]) {
    const { code, stderr } = await run(surface, [...moved, "-o", "kept.vcf"], { cwd });
    assert.equal(code, 4, stderr);
    assert.match(stderr, /^file_changed/);
    assert.equal(await kept("kept.vcf"), "as it was", surface);
    assert.ok(!(await readdir(cwd)).some((name) => name.endsWith(".part")), surface);
    const [program, ...first] = COMMANDS[surface];
    const shown = [...first, "export", "report.json", "--format", "csv", "-o", "/dev/stdout"];
    const piped = await execute("sh", ["-c", '"$@" | cat', "sh", program, ...shown], { cwd });
    assert.equal(piped.stdout, text(csv.native.stdout), surface);
  }
  // What the two systems say of a file that is not there has other words.
  for (const [args, code] of [
    [["export", "nothing.json", "--format", "csv"], 4],
    [["export", "report.json", "--format", "vcf", "--input", "nothing.vcf"], 4],
    [["export", "report.json"], 1],
    [["export", "--format", "csv"], 1],
    [["export", "report.json", "--format", "xls"], 1],
    [["export", "report.json", "--format", "vcf"], 1],
    [["export", "report.json", "--format", "csv", "--samples", "hide"], 1],
    [["export", "report.json", "--format", "csv", "--workers", "2"], 1],
  ])
    assert.equal((await both(args)).node.code, code, args.join(" "));
});

test("what cannot be exported is refused with a code", async () => {
  const rejects = (promise, code) => assert.rejects(promise, { code });
  await rejects(exportReport("{}", { format: "csv" }), "report_invalid");
  await rejects(exportReport(json, { format: "xls" }), "option_invalid");
  await rejects(exportReport(json, { format: "csv", scope: "some" }), "option_invalid");
  await rejects(exportReport(json, { format: "csv", samples: "hide" }), "option_invalid");
  await rejects(exportReport(json, { format: "csv", language: "fr" }), "option_invalid");
  await rejects(exportReport({}, { format: "csv" }), "option_invalid");
  await rejects(surveyReport("no"), "report_invalid");
  await rejects(whole(exportVcf(report, input, { name: "other.vcf" })), "file_changed");
  await rejects(whole(exportVcf(report, input.subarray(0, -9))), "file_changed");
  // After all of these it still answers.
  assert.equal((await surveyReport(report)).many, false);
  const freed = await screen(input, {
    panel: await compilePanel(source, { sourceName: "panel.vcf" }),
  });
  freed.free();
  await rejects(exportReport(freed, { format: "csv" }), "instance_gone");
  assert.equal((await surveyReport(report)).many, false);
});

test("a file is read once more with progress, and no further than it is wanted", async () => {
  const panel = await openPanel(await readFile(demo.panel));
  const bytes = await readFile(demo.genome);
  const genome = new File([bytes], "g.vcf.gz");
  const screened = await screen(genome, { panel });
  const seen = [];
  const onProgress = (progress) => seen.push(progress);
  const vcf = text(await whole(exportVcf(screened, genome, { onProgress })));
  assert.deepEqual(seen.at(-1), { bytesRead: bytes.length, bytesTotal: bytes.length });
  const records = vcf.split("\n").filter((line) => line && !line.startsWith("#"));
  assert.equal(records.length, 7);
  for (const line of records) assert.match(line, /;?GS_STATE=carried/);
  const aborted = AbortSignal.abort(new Error("enough"));
  await assert.rejects(whole(exportVcf(screened, genome, { signal: aborted })), /enough/);
  // Two at once, one of which is left early.
  const [left, right] = [exportVcf(screened, genome), exportVcf(screened, genome)];
  await left.next();
  await left.return();
  assert.equal(text(await whole(right)), vcf);
});
