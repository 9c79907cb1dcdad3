// `screen --out-dir` of both commands: the same folder, the same resuming, the same refusals (tests/batch.rs is the native
// one's own).
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { stem } from "../../dist/cli/batch/inputs.js";
import { batchCore } from "../../dist/cli/batch/module.js";
import { encoded, Screener } from "../../dist/cli/batch/screener.js";
import { replaced } from "../../dist/cli/files.js";
import { compilePanel, GenosieveError } from "../../dist/node.js";
import { indexed, someRecords } from "./indexed-file.mjs";
import { comparable, COMMANDS, folder, GENOME, OTHER_BUILD, run } from "./support.mjs";

const SURFACES = ["native", "node"];
const ASK = ["screen", "--panel", "panel.vcf"];

/** A genome whose genotypes follow from a number. */
function genome(number) {
  const genotypes = ["0/0", "0/1", "1/1", "./."];
  const of = (at) => genotypes[(number >> (2 * at)) & 3];
  return GENOME.replace("0/0:99", `${of(0)}:99`).replace("0/1:99", `${of(1)}:99`);
}

/** The same of three samples, one of a name that no file can have. */
const SEVERAL = GENOME.replace("\tS\n", "\tS1\t検体/2\t..\n")
  .replace("0/0:99", "0/0:99\t0/1:40\t./.:0")
  .replace("0/1:99", "0/1:99\t1/1:30\t0/0:99");

/** A folder with a panel and these files, at whatever depth. */
async function place(t, files) {
  const cwd = await folder(t);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), content);
  }
  return cwd;
}

/** So many genomes in the folder `in`. */
function genomes(count) {
  const name = (number) => `in/${String(number).padStart(2, "0")}.vcf`;
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), genome(at)]));
}

/** All files below a folder, by path. */
async function content(path) {
  const items = await readdir(path, { recursive: true, withFileTypes: true });
  const files = items.filter((item) => item.isFile());
  const names = files.map((item) => join(item.parentPath ?? item.path, item.name)).sort();
  const bytes = await Promise.all(names.map((name) => readFile(name)));
  return new Map(names.map((name, at) => [name.slice(path.length + 1), bytes[at]]));
}

/** What is not to differ between the commands: of an `io` error the system's words do, and of Node the tool. */
function withoutSurface([name, bytes]) {
  const text = bytes.toString();
  if (name.endsWith(".json")) return [name, comparable(text)];
  if (name === "summary.tsv") return [name, text.replace(/(\tio\t-\t[^:\t]*: )[^\t]*/g, "$1")];
  if (name !== "manifest.jsonl") return [name, text];
  const lines = text.trimEnd().split("\n");
  const [asked, ...outcomes] = lines.map((line) => JSON.parse(line));
  for (const { reports } of outcomes) for (const report of reports) delete report.bytes;
  for (const outcome of outcomes.filter(({ code }) => code === "io"))
    outcome.detail = outcome.detail.split(":")[0];
  const keys = lines.slice(1).map((line) => Object.keys(JSON.parse(line)).join());
  return [name, { asked: { ...asked, tool: asked.tool.replace(" (node)", "") }, outcomes, keys }];
}

/** Runs both, each into a folder of its own, and compares all that is told and written. */
async function both(args, code, { cwd, input }) {
  const written = [];
  const told = [];
  for (const surface of SURFACES) {
    const done = await run(surface, [...ASK, ...args, "--out-dir", surface], { cwd, input });
    assert.equal(done.code, code, `${surface} ${args.join(" ")}: ${done.stderr}`);
    const stdout = done.stdout.toString().replace(/(  io  -  [^:]*: ).*/g, "$1");
    told.push({ stdout, stderr: done.stderr });
    written.push(new Map([...(await content(join(cwd, surface)))].map(withoutSurface)));
  }
  assert.deepEqual(told[1], told[0], args.join(" "));
  assert.deepEqual(written[1], written[0], args.join(" "));
  for (const surface of SURFACES) await rm(join(cwd, surface), { recursive: true });
  return { told: told[0].stdout, stderr: told[0].stderr, written: written[0] };
}

/** Inputs of every kind. */
const MIXED = {
  "first/a.vcf": genome(1),
  "first/several.g.vcf": SEVERAL,
  "first/deep/a.VCF.GZ": gzipSync(genome(4)),
  "first/notes.txt": "not read",
  "第二/検体.vcf": genome(9),
  // By units of UTF-16 the second would come before the first.
  "第二/\uff21.vcf": genome(3),
  "第二/\u{1f9ec}.vcf": genome(2),
  "第二/broken.vcf": "PK\u0003\u0004....",
  "第二/other.vcf": OTHER_BUILD,
  "第二/cut.vcf.gz": gzipSync(genome(5)).subarray(0, -9),
  list: "first\r\n第二\n\nnowhere/x.vcf\n",
};

test("both write the same folder, tell the same and exit alike", async (t) => {
  const cwd = await place(t, MIXED);
  const { told, stderr, written } = await both(["--list", "list"], 4, { cwd });
  assert.match(told, /^10 inputs: 6 answered, 1 incomplete, 3 not answered\. 0 of them/);
  assert.match(told, /^nowhere\/x\.vcf  io  -  nowhere\/x\.vcf: $/m);
  assert.equal(stderr, "first: 1 files have another extension and are not read.\n");
  const names = [...written.keys()].filter((name) => name.startsWith("reports/"));
  for (const name of [
    "several.g/S1",
    "several.g/%E6%A4%9C%E4%BD%93%2F2",
    "several.g/%2E.",
    "deep.a",
  ])
    assert.ok(names.includes(`reports/${name}.json`), names.join());
  assert.equal(names.length, 9, "of six inputs one has three samples, and one is cut off");
  const rows = written.get("summary.tsv").trimEnd().split("\n");
  const codes = rows.map((row) => row.split("\t")).map(([input, , code]) => `${input} ${code}`);
  assert.deepEqual(codes, [
    "input code",
    "first/a.vcf answered",
    "first/deep/a.VCF.GZ answered",
    ...Array(3).fill("first/several.g.vcf answered"),
    "第二/broken.vcf input_zip",
    "第二/cut.vcf.gz incomplete",
    "第二/other.vcf build_conflict",
    "第二/検体.vcf answered",
    "第二/\uff21.vcf answered",
    "第二/\u{1f9ec}.vcf answered",
    "nowhere/x.vcf io",
  ]);
});

test("the forms, the languages and the worst exit code are the same", async (t) => {
  const cwd = await place(t, MIXED);
  for (const [args, code] of [
    [["first", "--format", "tsv", "--all"], 0],
    [["first", "./第二", "--format", "table", "--lang", "ja"], 4],
    [["第二/cut.vcf.gz", "first/a.vcf", "--format", "table"], 5],
    [["第二/other.vcf", "第二/cut.vcf.gz", "--lang", "ja"], 3],
    [["first/a.vcf", "--sample", "nobody"], 1],
    [["first/a.vcf", "--region", "nonsense:1"], 1],
  ])
    await both(args, code, { cwd });
  const input = "first/several.g.vcf\nfirst/deep/";
  await both(["--list", "-"], 0, { cwd, input });
});

test("what was asked stands in the manifest alike", async (t) => {
  const cwd = await place(t, {
    ...MIXED,
    "regions.bed": "10\t94781000\t94782000\n",
    "map.txt": "\ufeffHs12\tchr12\r\n",
  });
  const lines = [
    "--callable regions.bed --contig-map map.txt --x-copies 1 --x-copies S1=2 --sample S1",
    "--gene CYP2C19,ALDH2 --min-gq 30 --min-dp 8 --allow-imputed --no-index --build GRCh38",
    "--disease 167 --absent-is-reference --format table --lang ja",
  ];
  for (const line of lines) {
    const code = line.includes("--disease") ? 1 : 0;
    const { written } = await both(["first/several.g.vcf", ...line.split(" ")], code, { cwd });
    const { options } = written.get("manifest.jsonl").asked;
    assert.equal(options.build, line.includes("--build") ? "GRCh38" : null);
  }
});

test("whatever --jobs is, the same bytes are written", async (t) => {
  const cwd = await place(t, { ...genomes(12), ...MIXED });
  const folders = [];
  for (const jobs of ["1", "3"]) {
    const out = `jobs${jobs}`;
    const args = [...ASK, "in", "first", "第二", "--out-dir", out, "--jobs", jobs];
    const done = await run("node", args, { cwd });
    assert.equal(done.code, 4, done.stderr);
    folders.push(await content(join(cwd, out)));
  }
  assert.equal(folders[0].size, 12 + 9 + 2);
  assert.deepEqual(folders[1], folders[0]);
});

/** Waits until something is so. */
async function until(isSo) {
  for (const begun = Date.now(); !(await isSo());) {
    assert.ok(Date.now() - begun < 50_000, "it takes too long");
    await new Promise((wake) => setTimeout(wake, 10));
  }
}

/** A pipe with a name; false where there is none. */
const pipe = (path) =>
  promisify(execFile)("mkfifo", [path]).then(
    () => true,
    () => false,
  );

test("one that is killed goes on, and leaves the bytes of one that was not", async (t) => {
  const cwd = await place(t, genomes(12));
  const input = join(cwd, "in/06.vcf");
  const bytes = await readFile(input);
  await rm(input);
  // Whoever opens a pipe waits for its writer, who never comes: the batch stops exactly there.
  if (!(await pipe(input))) return t.skip("there is no mkfifo");
  const [file, ...first] = COMMANDS.node;
  const args = [...first, ...ASK, "in", "--out-dir", "cut", "--jobs", "1"];
  const cut = spawn(file, args, { cwd, stdio: "ignore" });
  const ended = new Promise((end) => cut.once("exit", end));
  const manifest = join(cwd, "cut/manifest.jsonl");
  const text = () => readFile(manifest, "utf8").catch(() => "");
  await until(async () => (await text()).split("\n").length === 8);
  cut.kill("SIGKILL");
  await ended;
  assert.ok(!existsSync(join(cwd, "cut/summary.tsv")));
  // A line that was being written, and a report.
  await writeFile(manifest, `${await text()}{"input":"in/06.v`);
  await writeFile(join(cwd, "cut/reports/06.json.part"), "{");
  await rm(input);
  await writeFile(input, bytes);

  const resumed = await run("node", [...ASK, "in", "--out-dir", "cut", "--jobs", "2"], { cwd });
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.match(resumed.stdout.toString(), /^12 inputs: 12 answered.* 6 of them/);
  const whole = await run("node", [...ASK, "in", "--out-dir", "whole"], { cwd });
  assert.match(whole.stdout.toString(), / 0 of them/);
  const [one, other] = [await content(join(cwd, "cut")), await content(join(cwd, "whole"))];
  assert.deepEqual(one, other);
  assert.equal(other.size, 14, "a report for each, the manifest, the summary");
});

test("what changed is read anew, and nothing else", async (t) => {
  const cwd = await place(t, genomes(4));
  const times = async () => {
    const names = [0, 1, 2, 3].map((at) => join(cwd, `out/reports/0${at}.json`));
    const facts = await Promise.all(names.map((name) => stat(name, { bigint: true })));
    return facts.map(({ mtimeNs, ino }) => `${mtimeNs} ${ino}`);
  };
  let before = Array(4).fill("");
  /** How many had been done before, and which reports are new. */
  const again = async (...more) => {
    const done = await run("node", [...ASK, "in", "--out-dir", "out", ...more], { cwd });
    assert.equal(done.code, 0, done.stderr);
    const now = existsSync(join(cwd, "out/reports/00.json")) ? await times() : before;
    const written = now.flatMap((time, at) => (time === before[at] ? [] : [at]));
    before = now;
    return [Number(/(\d+) of them/.exec(done.stdout.toString())[1]), written];
  };
  assert.deepEqual(await again(), [0, [0, 1, 2, 3]]);
  const first = await content(join(cwd, "out"));
  assert.deepEqual(await again(), [4, []]);
  await rm(join(cwd, "out/reports/01.json"));
  await writeFile(join(cwd, "out/reports/02.json"), "{");
  before = ["", "", "", ""].map((_, at) => (at === 1 || at === 2 ? "" : before[at]));
  assert.deepEqual(await again("--jobs", "1"), [2, [1, 2]]);
  assert.deepEqual(await content(join(cwd, "out")), first);

  await writeFile(join(cwd, "in/03.vcf"), genome(7) + "\n");
  assert.deepEqual(await again(), [3, [3]]);
  await writeFile(join(cwd, "in/04.vcf"), genome(8));
  assert.deepEqual(await again(), [4, []], "a new one stops nobody");
  assert.deepEqual(await again("--min-gq", "30"), [0, [0, 1, 2, 3]], "another question");
  assert.deepEqual(await again("--min-gq", "30", "--jobs", "1"), [5, []]);
  assert.deepEqual(await again("--min-gq", "30", "--gene", "ALDH2"), [0, [0, 1, 2, 3]]);
});

test("a line of a manifest that is none is done again, whatever it holds", async (t) => {
  const cwd = await place(t, genomes(4));
  const again = async () => {
    const done = await run("node", [...ASK, "in", "--out-dir", "out"], { cwd });
    assert.equal(done.code, 0, done.stderr);
    return Number(/(\d+) of them/.exec(done.stdout.toString())[1]);
  };
  await again();
  const path = join(cwd, "out/manifest.jsonl");
  const whole = await readFile(path, "utf8");
  const [asked, ...lines] = whole.trimEnd().split("\n");
  for (const odd of [lines[1].slice(0, -1), "null", "[]", '{"input":"in/01.vcf"}', '"x"', ""]) {
    await writeFile(path, [asked, lines[0], odd, ...lines.slice(2)].join("\n"));
    assert.equal(await again(), 3, odd);
    assert.equal(await readFile(path, "utf8"), whole);
  }
  for (const head of [asked.replace("node", "other"), "{", ""]) {
    await writeFile(path, [head, ...lines].join("\n"));
    assert.equal(await again(), 0, head);
  }
});

test("a folder that the other command began is done anew", async (t) => {
  const cwd = await place(t, genomes(3));
  for (const [at, surface] of ["native", "node", "native"].entries()) {
    const done = await run(surface, [...ASK, "in", "--out-dir", "out"], { cwd });
    assert.match(done.stdout.toString(), / 0 of them/, `${at}`);
    const report = JSON.parse(await readFile(join(cwd, "out/reports/00.json"), "utf8"));
    assert.equal(report.run.surface, surface);
  }
});

test("a file that becomes another one while it is read is told", async (t) => {
  for (const surface of SURFACES) {
    const cwd = await place(t, { "new.vcf": genome(2), "in/a.vcf": genome(1) });
    const input = join(cwd, "in/b.vcf");
    if (!(await pipe(input))) return t.skip("there is no mkfifo");
    const running = run(surface, [...ASK, "in", "--out-dir", "out", "--jobs", "2"], { cwd });
    // It is open once somebody reads it.
    const writer = await open(input, "w");
    await rename(join(cwd, "new.vcf"), input);
    await writer.writeFile(genome(1));
    await writer.close();
    const done = await running;
    assert.equal(done.code, 4, done.stderr);
    assert.match(done.stdout.toString(), /^in\/b\.vcf  file_changed  -$/m);
    // It may be at rest the next time.
    const again = await run(surface, [...ASK, "in", "--out-dir", "out"], { cwd });
    assert.match(again.stdout.toString(), /^2 inputs: 2 answered.* 1 of them/);
  }
});

test("an index beside a file is used, or is told of", async (t) => {
  const { vcf, tbi } = indexed(someRecords());
  const cwd = await place(t, {
    "in/a.vcf.gz": vcf,
    "in/a.vcf.gz.tbi": tbi,
    "in/b.vcf.gz": vcf,
    "in/b.vcf.gz.tbi": gzipSync("no index"),
    "in/c.vcf.gz": vcf,
  });
  const { written, stderr } = await both(["in", "--jobs", "2"], 0, { cwd });
  assert.match(stderr, /^in: 2 files have another extension/);
  const { outcomes } = written.get("manifest.jsonl");
  const [used, refused, none] = outcomes.map(({ notices }) => notices);
  assert.ok(
    used.includes("index_used") && refused.includes("index_not_used"),
    `${used} ${refused}`,
  );
  assert.ok(!none.some((code) => code.startsWith("index")), `${none}`);
  const without = await both(["in", "--no-index"], 0, { cwd });
  const codes = without.written.get("manifest.jsonl").outcomes.flatMap(({ notices }) => notices);
  assert.ok(!codes.some((code) => code.startsWith("index")), `${codes}`);
});

/** What screens in this thread; `callable` is read before each file. */
async function screener(cwd, callable) {
  const core = batchCore();
  const panel = await compilePanel(await readFile(join(cwd, "panel.vcf")));
  const options = { filter: {}, callable, callableName: "c.bed" };
  const batch = { packed: panel.whole, info: panel.info, options, format: "json", language: "en" };
  return { core, way: new Screener(core, { ...batch, folder: join(cwd, "out") }) };
}

/** Callable regions that do something the first time that they are read. */
function regions(first) {
  let reads = 0;
  return {
    async *[Symbol.asyncIterator]() {
      if (reads++ === 0) await first();
      yield new TextEncoder().encode("10\t94781000\t94782000\n");
    },
  };
}

test("ranges that cannot be read since the file changed are told of as a change", async (t) => {
  const { vcf, tbi } = indexed(someRecords());
  const cwd = await place(t, { "a.vcf.gz": vcf, "a.vcf.gz.tbi": tbi });
  const path = join(cwd, "a.vcf.gz");
  const { way } = await screener(
    cwd,
    regions(() => writeFile(path, vcf.subarray(0, -1))),
  );
  const { code, exit, position, reports } = await way.outcome({ path, name: "a" });
  assert.deepEqual([code, exit, position, reports], ["file_changed", 4, "-", []]);
  const whole = await writeFile(path, vcf).then(() => way.outcome({ path, name: "a" }));
  assert.deepEqual([whole.code, whole.reports.length], ["answered", 1]);
});

test("a module that stopped is an outcome, and the next input has a new one", async (t) => {
  const cwd = await place(t, { "a.vcf": genome(1) });
  const input = { path: join(cwd, "a.vcf"), name: "a" };
  const { core, way } = await screener(
    cwd,
    regions(() =>
      core.call(core.generation, () => {
        throw new WebAssembly.RuntimeError("unreachable");
      }),
    ),
  );
  const { code, exit, detail } = await way.outcome(input);
  assert.deepEqual([code, exit, detail], ["trap", 4, "unreachable"]);
  const again = await way.outcome(input);
  assert.deepEqual([again.code, again.exit], ["answered", 0]);
});

test("what would be written over is refused before anything is read", async (t) => {
  const cwd = await place(t, {
    ...genomes(2),
    "other/00.VCF": genome(1),
    "full/reports": "somebody's",
    "empty/notes.txt": "",
    "bytes.list": Buffer.from([0x61, 0xff, 0x0a]),
  });
  for (const [args, word] of [
    [["in/00.vcf", "other/00.VCF", "--out-dir", "out"], "in/00.vcf, other/00.VCF"],
    [["in/00.vcf", "in", "--out-dir", "out"], "in/00.vcf, in/00.vcf"],
    [["in", "--out-dir", "full"], "--out-dir full: manifest.jsonl"],
    [["empty", "--out-dir", "out"], "INPUT: 0"],
    [["-", "--out-dir", "out"], "-"],
    [["--list", "bytes.list", "--out-dir", "out"], "bytes.list"],
    [["in/00.vcf", "in/01.vcf"], "--out-dir"],
    [["--list", "panel.vcf"], "--out-dir"],
    [["in", "--out-dir", "out", "--build", "mm10"], "mm10"],
  ]) {
    const line = args.join(" ");
    const done = await Promise.all(
      SURFACES.map((surface) => run(surface, [...ASK, ...args], { cwd })),
    );
    for (const { code, stdout, stderr } of done) {
      assert.deepEqual([code, stdout.length], [1, 0], `${line}: ${stderr}`);
      assert.ok(stderr.includes(word), `${line}: ${stderr}`);
    }
    assert.equal(done[1].stderr, done[0].stderr, line);
    assert.ok(!existsSync(join(cwd, "out")), line);
  }
  // The parsers word these in their own ways, and one of them is not for Node.
  for (const [args, word] of [
    [["in", "--out-dir", "out", "--index", "x"], "--index"],
    [["in", "--out-dir", "out", "--workers", "2"], "--workers"],
    [["in", "--out-dir", "out", "-o", "x"], "-o"],
    [["in", "--list", "panel.vcf", "--out-dir", "out"], "--list"],
    [["in/00.vcf", "--jobs", "2"], "--out-dir"],
    [["in", "--out-dir", "out", "--jobs", "0"], "0"],
    [["--out-dir", "out"], "INPUT"],
    [["in", "--out-dir", "out", "--x-copies", "3"], "3"],
  ]) {
    for (const surface of SURFACES) {
      const { code, stderr } = await run(surface, [...ASK, ...args], { cwd });
      assert.equal(code, 1, `${args.join(" ")}: ${stderr}`);
      assert.ok(stderr.includes(word), `${args.join(" ")}: ${stderr}`);
    }
    assert.ok(!existsSync(join(cwd, "out")), args.join(" "));
  }
  const planes = await run("node", [...ASK, "in", "--out-dir", "out", "--planes"], { cwd });
  assert.equal(planes.code, 1);
  assert.match(planes.stderr, /^option_invalid: .*--planes/);
  assert.ok(!existsSync(join(cwd, "out")));
});

test("what cannot be written ends all, in this thread and in others", async (t) => {
  const cwd = await place(t, genomes(4));
  for (const jobs of ["1", "3"]) {
    const args = [...ASK, "in", "--out-dir", `out${jobs}`, "--jobs", jobs];
    assert.equal((await run("node", args, { cwd })).code, 0);
    const reports = join(cwd, `out${jobs}/reports`);
    await rm(reports, { recursive: true });
    await writeFile(reports, "in the way");
    const { code, stdout, stderr } = await run("node", args, { cwd });
    assert.deepEqual([code, stdout.length], [4, 0], stderr);
    assert.match(stderr, /^io: .*reports.*\n$/);
    await rm(reports);
    assert.equal((await run("node", args, { cwd })).code, 0);
  }
});

test("a file is there whole or not at all, and what its content throws stays what it is", async (t) => {
  const cwd = await folder(t);
  const path = join(cwd, "report");
  const stopped = new GenosieveError({ code: "trap", message: "it stopped" });
  function* content() {
    yield "half of it";
    throw stopped;
  }
  await assert.rejects(replaced(path, content()), (error) => error === stopped);
  assert.ok(!existsSync(path) && !existsSync(`${path}.part`));
  await replaced(path, ["all ", "of it"]);
  assert.equal(await readFile(path, "utf8"), "all of it");
  assert.ok(!existsSync(`${path}.part`));
  await assert.rejects(replaced(join(path, "in-no-folder"), ["x"]), { code: "io" });
});

test("names of files are those of the native command", () => {
  for (const [name, expected] of [
    ["a.vcf.gz", "a"],
    ["a.g.vcf.gz", "a.g"],
    ["A.VCF.BGZ", "A"],
    ["a.vcf.gz.tbi", "a.vcf.gz.tbi"],
    [".vcf", ".vcf"],
    ["検体.bcf", "検体"],
  ])
    assert.equal(stem(name), expected);
  const samples = ["NA1", "NA/1", "NA%2F1", "..", "検体", "a.b"].map(encoded);
  assert.deepEqual(samples, ["NA1", "NA%2F1", "NA%252F1", "%2E.", "%E6%A4%9C%E4%BD%93", "a.b"]);
});
