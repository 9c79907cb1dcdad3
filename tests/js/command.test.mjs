// Both commands from outside: the same exit codes and the same bytes on standard output.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";

import { HELP } from "../../dist/cli/help.js";
import { comparable, demo, folder, GENOME, PANEL, run } from "./support.mjs";

const FASTA = ">1\nGGTTCAAAGTCCATG\n";
const INDELS = `${PANEL.split("\n").slice(0, 3).join("\n")}
1\t5\tdel\tCA\tC\t.\t.\t.
1\t9\tsnv\tG\tT\t.\t.\t.
`;

/** Runs both; asserts on the exit code, and on the same lines of standard error unless told. */
async function both(args, code, { cwd, input, stderr = true }) {
  const [native, node] = await Promise.all(
    ["native", "node"].map((surface) => run(surface, args, { cwd, input })),
  );
  const line = args.join(" ");
  assert.deepEqual(
    [native.code, node.code],
    [code, code],
    `${line}\n${native.stderr}${node.stderr}`,
  );
  if (stderr) assert.equal(node.stderr, native.stderr, line);
  return { native, node };
}

test("help and version are the same", async () => {
  for (const [topic, text] of Object.entries(HELP)) {
    const args = topic === "genosieve" ? [] : topic.split(" ");
    const { native, node } = await both([...args, "--help"], 0, {});
    assert.equal(native.stdout.toString(), text, topic);
    assert.equal(node.stdout.toString(), text, topic);
  }
  const { native, node } = await both(["--version"], 0, {});
  assert.deepEqual(node.stdout, native.stdout);
});

test("tables, TSV and JSON are the same bytes", async (t) => {
  const cwd = await folder(t);
  for (const more of [[], ["--all"], ["--lang", "ja"], ["--build", "hg38"], ["--sample", "S"]]) {
    for (const format of ["table", "tsv", "json"]) {
      const args = ["screen", "genome.vcf", "--panel", "panel.vcf", "--format", format, ...more];
      const { native, node } = await both(args, 0, { cwd });
      const same = format === "json" ? comparable : String;
      assert.equal(same(node.stdout), same(native.stdout), args.join(" "));
    }
  }
});

test("what the user assumes and asks of quality is the same, and stands in the report", async () => {
  const cases = new URL("../cases/", import.meta.url);
  for (const [name, options] of [
    ["callable_regions", ["--callable", "regions.bed"]],
    ["absent_is_reference", ["--absent-is-reference"]],
    ["policy", ["--min-gq", "30", "--min-dp", "10", "--allow-imputed"]],
    ["copies_of_x_stated", ["--x-copies", "ONE=2", "--x-copies", "1"]],
    ["precise_deletions", ["--build", "GRCh38"]],
    ["mitochondrion", []],
    ["contig_map", ["--contig-map", "map.txt", "--callable", "regions.bed"]],
  ]) {
    const cwd = fileURLToPath(new URL(name, cases));
    const panel = existsSync(join(cwd, "panel.tsv")) ? "panel.tsv" : "panel.vcf";
    const build = options.includes("--build") || panel === "panel.vcf" ? [] : ["--build", "GRCh38"];
    const args = ["screen", "input.vcf", "--panel", panel, "--all", ...build, ...options];
    const { native, node } = await both([...args, "--format", "json"], 0, { cwd });
    assert.equal(comparable(node.stdout), comparable(native.stdout), name);
    const { policy } = JSON.parse(native.stdout.toString());
    if (name === "policy") assert.deepEqual([policy.minGq, policy.minDp], [30, 10]);
    const callable = { name: "regions.bed", regions: 4, bases: 1104, skipped: 1 };
    if (name === "callable_regions") assert.deepEqual(policy.callable, callable);
  }
});

test("the demonstration is the same", async () => {
  const args = ["screen", demo.genome, "--panel", demo.panel, "--all", "--format", "json"];
  const { native, node } = await both(args, 0, {});
  assert.equal(comparable(node.stdout), comparable(native.stdout));
  assert.equal(JSON.parse(node.stdout).verdicts.length, 17);
  assert.equal(JSON.parse(node.stdout).run.surface, "node");
});

test("panels are the same bytes, with and without a reference", async (t) => {
  const cwd = await folder(t, {
    "ref.fa": FASTA,
    "indels.vcf": INDELS,
    "table.tsv": "contig\tpos\tref\talt\n1\t5\tA\tG\n",
  });
  const runs = [
    ["panel.vcf"],
    ["panel.vcf", "--name", "mine"],
    ["indels.vcf", "--reference", "ref.fa"],
    ["table.tsv", "--build", "GRCh37"],
  ];
  for (const args of runs) {
    for (const surface of ["native", "node"]) {
      const { code, stdout, stderr } = await run(
        surface,
        ["panel", "build", ...args, "-o", `${surface}.gsp`],
        { cwd },
      );
      assert.deepEqual([code, stdout.length], [0, 0], stderr);
    }
    const [native, node] = await Promise.all(
      ["native.gsp", "node.gsp"].map((name) => readFile(join(cwd, name))),
    );
    assert.ok(native.equals(node), args.join(" "));
    if (args.includes("--reference")) {
      const info = JSON.parse(
        (await run("node", ["panel", "info", "node.gsp", "--format", "json"], { cwd })).stdout,
      );
      assert.equal(info.context.with, 1);
      assert.deepEqual(
        info.sources.map(({ name }) => name),
        ["indels.vcf", "ref.fa"],
      );
    }
    for (const format of ["table", "json"]) {
      const info = await both(["panel", "info", "node.gsp", "--format", format], 0, { cwd });
      assert.deepEqual(info.node.stdout, info.native.stdout);
    }
  }
});

test("a compiled panel and its source screen the same; standard input too", async (t) => {
  const cwd = await folder(t);
  assert.equal(
    (await run("node", ["panel", "build", "panel.vcf", "-o", "p.gsp"], { cwd })).code,
    0,
  );
  const outputs = [];
  for (const [args, input] of [
    [["screen", "genome.vcf", "--panel", "panel.vcf"]],
    [["screen", "genome.vcf", "--panel", "p.gsp"]],
    [["screen", "-", "--panel", "p.gsp"], GENOME],
    [["screen", "genome.vcf", "--panel", "-"], PANEL],
  ]) {
    const { native, node } = await both([...args, "--format", "tsv"], 0, { cwd, input });
    assert.deepEqual(node.stdout, native.stdout);
    outputs.push(node.stdout.toString());
  }
  assert.equal(new Set(outputs).size, 1);
});

test("-o writes the same bytes and leaves standard output empty", async (t) => {
  const cwd = await folder(t);
  const args = ["screen", "genome.vcf", "--panel", "panel.vcf", "--format", "json"];
  const { stdout } = await run("node", args, { cwd });
  const filed = await run("node", [...args, "-o", "r.json"], { cwd });
  assert.deepEqual([filed.code, filed.stdout.length], [0, 0]);
  assert.deepEqual(await readFile(join(cwd, "r.json")), stdout);
});

test("usage errors exit with 1 and print nothing", async (t) => {
  const cwd = await folder(t);
  for (const line of [
    "",
    "frobnicate",
    "screen genome.vcf",
    "screen genome.vcf --panel panel.vcf --format xml",
    "screen genome.vcf --panel panel.vcf --build mm10",
    "screen genome.vcf --panel panel.vcf --sample nobody",
    "screen genome.vcf --panel panel.vcf --workers 0",
    "screen genome.vcf --panel panel.vcf --min-gq 65536",
    "screen genome.vcf --panel panel.vcf --min-dp -1",
    "screen genome.vcf --panel panel.vcf --x-copies 3",
    "screen genome.vcf --panel panel.vcf --x-copies nobody=1",
    "screen genome.vcf --panel panel.vcf --all --all",
    "panel build panel.vcf",
    "panel info panel.vcf --format tsv",
  ]) {
    const args = line === "" ? [] : line.split(" ");
    const { native, node } = await both(args, 1, { cwd, stderr: false });
    assert.deepEqual([native.stdout.length, node.stdout.length], [0, 0], line);
    assert.match(node.stderr, /^(option_invalid|sample_unknown)\b.*\n$/, line);
  }
});

test("another build is refused with 3 and its evidence", async (t) => {
  const cwd = await folder(t);
  for (const lang of ["en", "ja"]) {
    const args = ["screen", "other.vcf", "--panel", "panel.vcf", "--lang", lang];
    const { node } = await both(args, 3, { cwd });
    assert.equal(node.stdout.length, 0);
    assert.match(node.stderr, /GRCh37/);
    assert.match(node.stderr, /^build_conflict/m);
  }
});

test("what cannot be read exits with 4 and one line", async (t) => {
  const cwd = await folder(t, {
    "empty.vcf": "",
    "zip.vcf": "PK\u0003\u0004....",
    "text.vcf": "hello\n",
  });
  for (const [name, code] of [
    ["empty.vcf", "input_empty"],
    ["zip.vcf", "input_zip"],
    ["text.vcf", "input_not_vcf"],
  ]) {
    const { node } = await both(["screen", name, "--panel", "panel.vcf"], 4, { cwd });
    assert.match(node.stderr, new RegExp(`^${code}.*\\n$`));
  }
  // The system words the cause in its own way on each side.
  for (const args of [
    ["screen", "nowhere.vcf", "--panel", "panel.vcf"],
    ["screen", "genome.vcf", "--panel", "nowhere.gsp"],
    ["screen", ".", "--panel", "panel.vcf"],
    ["screen", "genome.vcf", "--panel", "panel.vcf", "-o", "no/such/folder"],
  ]) {
    const { node } = await both(args, 4, { cwd, stderr: false });
    assert.match(node.stderr, /^io: .*\n$/);
  }
});

test("a contig map that cannot be used is told by its line", async (t) => {
  const cwd = await folder(t, {
    "bad.txt": "# names\nHs10 chr10 10\n",
    "unknown.txt": "Hs10\tten\n",
    "empty.txt": "\n",
    "large.txt": "a 1\n".repeat(1 << 18) + "b",
    "bytes.txt": Buffer.from("a\xff 1\nb \xfe\n", "latin1"),
    "both.txt": "chr12 10\n",
    "right.txt": "\ufeffHs10\tchr10\r\n",
  });
  const args = (map) => ["screen", "genome.vcf", "--panel", "panel.vcf", "--contig-map", map];
  for (const [map, code, start] of [
    ["bad.txt", 4, "contig_map_invalid (line 2)"],
    ["unknown.txt", 4, "contig_map_invalid (line 1)"],
    ["empty.txt", 4, "contig_map_invalid:"],
    ["large.txt", 4, "contig_map_invalid:"],
    ["bytes.txt", 4, "contig_map_invalid (line 2)"],
    ["both.txt", 1, "contig_map_conflict (line 1)"],
  ]) {
    const { node } = await both(args(map), code, { cwd });
    assert.ok(node.stderr.startsWith(start), node.stderr);
    assert.equal(node.stdout.length, 0);
  }
  const { node } = await both([...args("right.txt"), "--format", "tsv"], 0, { cwd });
  assert.match(node.stderr, /0 \/ 1/);
});

/** A member of gzip (RFC 1952) with these flags and what they announce, behind the fixed fields. */
function member(text, flags, fields, checked = true) {
  const fixed = [0x1f, 0x8b, 8, flags | (checked ? 2 : 0), 0, 0, 0, 0, 0, 255];
  const head = Buffer.concat([Buffer.from(fixed), ...fields]);
  const check = Buffer.alloc(checked ? 2 : 0);
  if (checked) check.writeUInt16LE(crc32(head) & 0xffff);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(text));
  trailer.writeUInt32LE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, check, deflateRawSync(text), trailer]);
}

test("every field of gzip's header is read over, and what is damaged is told alike", async (t) => {
  const extra = Buffer.from([3, 0, 65, 66, 67]);
  const all = [extra, Buffer.from("genome.vcf\0"), Buffer.from("a comment\0")];
  const whole = member(GENOME, 4 | 8 | 16, all);
  const damaged = (at, byte, from = whole) => {
    const bytes = Buffer.from(from);
    bytes[at] ^= byte;
    return bytes;
  };
  const plain = member(GENOME, 0, [], false);
  const cwd = await folder(t, {
    "whole.vcf.gz": whole,
    "empty-extra.vcf.gz": member(GENOME, 4, [Buffer.from([0, 0])]),
    "checked.vcf.gz": damaged(14, 1),
    "flags.vcf.gz": damaged(3, 0x40),
    "method.vcf.gz": damaged(2, 1),
    // The kind of the first deflate block, which then is none; the CRC of the text; its length.
    "deflate.vcf.gz": damaged(10, 6, plain),
    "crc.vcf.gz": damaged(plain.length - 8, 1, plain),
    "length.vcf.gz": damaged(plain.length - 4, 1, plain),
  });
  const args = (name) => ["screen", name, "--panel", "panel.vcf", "--format", "json"];
  for (const name of ["whole", "empty-extra"]) {
    const { native, node } = await both(args(`${name}.vcf.gz`), 0, { cwd });
    assert.equal(comparable(node.stdout), comparable(native.stdout));
  }
  const told = new Set();
  for (const name of ["checked", "flags", "method", "deflate", "crc", "length"]) {
    const { node } = await both(args(`${name}.vcf.gz`), 4, { cwd });
    // A cause in letters, behind code and place.
    assert.match(node.stderr, /^gzip_corrupt \(byte \d+\): [ -~]+\n$/, name);
    told.add(node.stderr);
  }
  assert.equal(told.size, 6, [...told].join(""));
});

test("a file that ends early exits with 5 and its report", async (t) => {
  const whole = gzipSync(GENOME);
  const cwd = await folder(t);
  await writeFile(join(cwd, "cut.vcf.gz"), whole.subarray(0, whole.byteLength - 9));
  const args = ["screen", "cut.vcf.gz", "--panel", "panel.vcf", "--format", "json"];
  const { native, node } = await both(args, 5, { cwd });
  assert.equal(comparable(node.stdout), comparable(native.stdout));
  assert.equal(JSON.parse(node.stdout).accounting.complete, false);
  assert.notEqual(node.stderr, "");
});

test("a reader that leaves early is no failure", async (t) => {
  const cwd = await folder(t);
  const { execFile } = await import("node:child_process");
  const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
  const line = `"${process.execPath}" "${cli}" screen "${demo.genome}" --panel "${demo.panel}" --all | head -c 10`;
  const stderr = await new Promise((done) =>
    execFile("sh", ["-c", line], { cwd }, (_, __, text) => done(text)),
  );
  assert.equal(stderr, "");
});

test("the file is a program", async () => {
  const file = new URL("../../dist/cli.js", import.meta.url);
  assert.match(await readFile(file, "utf8"), /^#!\/usr\/bin\/env node\n/);
  assert.notEqual((await stat(file)).mode & 0o111, 0);
});
