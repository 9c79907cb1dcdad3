#!/usr/bin/env node
/**
 * Whole processes side by side: `genosieve screen` natively and in wasm, and `bcftools isec -c none`.
 *
 *     node benches/peers.mjs [--large [--only index]] [--runs N]
 *
 * On a synthetic genome and panel with a fixed seed, and on the Pfeiffer exome with ClinVar of
 * November 2016 where ../shared/data is; with --large also a panel of 84 genes along indexes. First
 * the answers are compared, with the planted truth and
 * with each other; then the commands take turns. Prints medians as Markdown tables on stdout; what it
 * does meanwhile goes to stderr. docs/benchmarks.md says what the figures mean.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { cli, generate, measure, median, root, run, say, scratch } from "./support.mjs";

const native = path.join(root, "target/release/genosieve");
const data = path.join(root, "../shared/data");

const { values: options } = parseArgs({
  options: {
    large: { type: "boolean", default: false },
    runs: { type: "string", default: "5" },
    /** `index`: nothing but the small panel along indexes. */
    only: { type: "string" },
  },
});
const runs = Number(options.runs);
assert(Number.isInteger(runs) && runs >= 1, "--runs takes a number from 1");

const exists = (command) =>
  spawnSync(command, ["--version"], { stdio: "ignore" }).error === undefined;

/** Two sets of keys must be equal; else says how they differ. */
function same(mine, wanted, message) {
  const more = [...mine].filter((key) => !wanted.has(key));
  const fewer = [...wanted].filter((key) => !mine.has(key));
  const few = (keys) => `${keys.length}: ${keys.slice(0, 5).join(", ")}`;
  assert(
    more.length + fewer.length === 0,
    `${message}; too many ${few(more)}; missing ${few(fewer)}`,
  );
}

/** bcftools: installed where that asks nobody, else said. */
function requirePeers() {
  if (exists("bcftools")) return;
  const debian =
    fs.existsSync("/etc/os-release") &&
    /^ID=debian$/m.test(fs.readFileSync("/etc/os-release", "utf8"));
  if (debian && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const install = ["install", "-y", "-q", "--no-install-recommends", "bcftools"];
    say(`apt-get ${install.join(" ")}`);
    if (spawnSync("apt-get", install, { env, stdio: "ignore" }).status !== 0) {
      run("apt-get", ["update", "-q"], { env });
      run("apt-get", install, { env });
    }
  } else {
    say(
      "bcftools is missing. On Debian: apt-get install bcftools; on macOS: brew install bcftools",
    );
    process.exit(1);
  }
}

/** Times the commands in turns, each turn beginning with another one, and prints a table. */
function compare(title, commands, folder) {
  const names = Object.keys(commands);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let turn = 0; turn < runs; turn++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(turn + i) % names.length];
      results[name].push(measure(commands[name], folder));
      say(`${title}, turn ${turn + 1}: ${name} ${results[name][turn].wall.toFixed(3)} s`);
    }
  }
  const base = results[names.at(-1)];
  const number = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : "-");
  /** The median over the turns of one run by the peer's run of the same turn. */
  const ratio = (mine, key) =>
    number(median(mine.map((one, turn) => one[key] / base[turn][key])), 2);
  const of = (mine, key, digits) => number(median(mine.map((one) => one[key])), digits);
  console.log(`\n### ${title}\n\nMedians of ${runs} turns.\n`);
  console.log("| command | wall s | lowest | highest | ÷ isec | CPU s | CPU ÷ isec | peak MiB |");
  console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
  for (const name of names) {
    const mine = results[name];
    const walls = mine.map((one) => one.wall);
    const cells = [
      name,
      of(mine, "wall", 3),
      number(Math.min(...walls), 3),
      number(Math.max(...walls), 3),
      ratio(mine, "wall"),
      of(mine, "cpu", 3),
      ratio(mine, "cpu"),
      of(mine, "peak", 0),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

/** `contig pos ref alt` of the carried entries of a report. */
function carriedOf(report) {
  const carried = report.verdicts.filter((verdict) => verdict.state === "carried");
  return new Set(
    carried.map(({ entry }) => `${entry.contig} ${entry.pos} ${entry.ref} ${entry.alt}`),
  );
}

const surfaces = () =>
  [["genosieve, native", [native]]].concat(
    fs.existsSync(cli) ? [["genosieve, wasm in Node", [process.execPath, cli]]] : [],
  );

/**
 * The answers of every surface: equal to each other; and those of isec. It does not look at
 * genotypes: rows that list an entry and do not call it are counted apart.
 */
function answers(genome, gsp, isec, folder) {
  const sets = surfaces().map(([, command]) => {
    const out = path.join(folder, "report.json");
    const [program, ...args] = [
      ...command,
      "screen",
      genome,
      "--panel",
      gsp,
      "--format",
      "json",
      "-o",
      out,
    ];
    run(program, args);
    return carriedOf(JSON.parse(fs.readFileSync(out, "utf8")));
  });
  for (const other of sets.slice(1)) same(other, sets[0], "native and wasm differ");
  const rows = run(isec[0], isec.slice(1))
    .split("\n")
    .filter((row) => row !== "" && row[0] !== "#")
    .map((row) => row.split("\t"));
  const called = rows.filter((row) =>
    row.slice(9).some((sample) => /[1-9]/.test(sample.split(":", 1)[0])),
  );
  const shared = called.map(
    ([contig, pos, , ref, alt]) => `${contig} ${pos} ${ref.toUpperCase()} ${alt.toUpperCase()}`,
  );
  return { mine: sets[0], shared: new Set(shared), listed: rows.length - called.length };
}

/** Both files as isec needs them: BGZF with an index. Not timed. */
function indexed(file) {
  run("bcftools", ["index", "-f", file]);
  return file;
}

/** `-w 1` writes the rows of the genome, which must be read in full for it. */
const isecOf = (genome, panel) => [
  "bcftools",
  "isec",
  "-c",
  "none",
  "-n",
  "=2",
  "-w",
  "1",
  genome,
  panel,
];

function timed(title, { genome, panel, gsp, isec }, folder) {
  const commands = (tail) =>
    Object.fromEntries(surfaces().map(([name, command]) => [name, [...command, ...tail]]));
  const report = path.join(folder, "report.json");
  const screen = ["screen", genome, "--panel", gsp, "--format", "json", "-o", report];
  const screens = [1, 2].flatMap((workers) => {
    const all = Object.entries(commands([...screen, "--workers", String(workers)]));
    return all.map(([name, command]) => [`${name}, workers: ${workers}`, command]);
  });
  const compared = { ...Object.fromEntries(screens), "bcftools isec -c none": isec };
  compare(`${title}: screen`, compared, folder);
  const builds = commands(["panel", "build", panel, "-o", path.join(folder, "timed.gsp")]);
  compare(
    `${title}: panel build beside the isec of both`,
    { ...builds, "bcftools isec -c none": isec },
    folder,
  );
}

function synthetic(folder) {
  const size = options.large ? "large" : "short";
  say(`generating the ${size} synthetic genome and panel`);
  const made = generate(size, folder);
  const [genome, panel] = ["genome", "panel"].map((name) =>
    indexed(path.join(folder, `${name}.vcf.gz`)),
  );
  const gsp = path.join(folder, "panel.gsp");
  run(native, ["panel", "build", panel, "-o", gsp]);
  const isec = isecOf(genome, panel);

  const { mine, shared, listed } = answers(genome, gsp, isec, folder);
  same(mine, made.known, "carried differs from what was planted");
  same(shared, made.asListed, "isec differs from what was planted as the panel spells it");
  const mebi = (file) => (fs.statSync(file).size / 2 ** 20).toFixed(1);
  const title = `Synthetic genome, ${size}`;
  console.log(`\n## ${title}\n`);
  console.log(
    `${made.records} records (${mebi(genome)} MiB of .vcf.gz, ${(made.bytes / made.records).toFixed(0)} B a record) and ` +
      `${made.entries} entries (${mebi(panel)} MiB of .vcf.gz, ${mebi(gsp)} MiB of .gsp). Planted: ` +
      `${made.all} carried, ${made.respelled} of them spelled otherwise than in the panel. ` +
      `genosieve finds ${mine.size}, and a FASTA would show the other ${made.all - mine.size}; isec finds ${shared.size}, ` +
      `and ${listed} rows that list an entry and do not call it. Neither finds any other.`,
  );
  if (options.only === undefined) timed(title, { genome, panel, gsp, isec }, folder);
  if (options.large) small(folder, made);
}

/** Genes of the small panel, and entries in all of them, about. */
const [GENES, FEW] = [84, 20_000];

/** A panel of regions of the large one, beside `isec -R` with the same regions: both go along indexes. */
function small(folder, { entries, known, asListed }) {
  const [genome, panel] = ["genome", "panel"].map((name) => path.join(folder, `${name}.vcf.gz`));
  const contigs = run("bcftools", ["index", "-s", genome])
    .trim()
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([name, length]) => ({ name, length: Number(length) }));
  const all = contigs.reduce((sum, { length }) => sum + length, 0);
  const width = Math.floor(((all / entries) * FEW) / GENES);
  const each = Math.ceil(GENES / contigs.length);
  const genes = contigs.flatMap(({ name, length }) =>
    Array.from({ length: each }, (_, i) => [name, Math.floor((length * (i + 1)) / (each + 1))]),
  );
  const bed = path.join(folder, "genes.bed");
  const rows = genes.slice(-GENES).map(([name, from]) => `${name}\t${from}\t${from + width}\n`);
  fs.writeFileSync(bed, rows.join(""));
  const few = path.join(folder, "few.vcf.gz");
  run("bcftools", ["view", "-T", bed, "-Oz", "-o", few, panel]);
  indexed(few);
  const gsp = path.join(folder, "few.gsp");
  run(native, ["panel", "build", few, "-o", gsp]);
  const isec = [...isecOf(genome, few).slice(0, 2), "-R", bed, ...isecOf(genome, few).slice(2)];

  const { mine, shared } = answers(genome, gsp, isec, folder);
  const report = JSON.parse(fs.readFileSync(path.join(folder, "report.json"), "utf8"));
  const [notice] = report.notices;
  assert.equal(notice?.code, "index_used");
  const listed = run("bcftools", ["query", "-f", "%CHROM %POS %REF %ALT\n", few]);
  const own = new Set(listed.trim().split("\n"));
  const within = (keys) => new Set([...keys].filter((key) => own.has(key)));
  same(mine, within(known), "carried differs from what was planted");
  same(shared, within(asListed), "isec differs from what was planted as the panel spells it");
  const title = `Synthetic genome, a panel of ${GENES} genes, along indexes`;
  console.log(
    `\n## ${title}\n\n${own.size} entries; bytes read / bytes of the file: ${notice.detail}. ` +
      `genosieve finds ${mine.size} and isec ${shared.size}, as planted.`,
  );
  timed(title, { genome, panel: few, gsp, isec }, folder);
}

function exome(folder) {
  const source = path.join(data, "files/panel/clinvar/2016-11-02.clinvar.vcf.gz");
  const original = path.join(data, "files/single/Exomiser/Pfeiffer.vcf.gz");
  if (!fs.existsSync(source) || !fs.existsSync(original)) {
    say("Pfeiffer exome: skipped, ../shared/data is absent");
    return;
  }
  // Copies: isec needs an index beside the file, and BGZF.
  const copy = (file, name) => {
    const out = path.join(folder, name);
    run("bcftools", ["view", "-Oz", "-o", out, file]);
    return indexed(out);
  };
  const [genome, panel] = [copy(original, "exome.vcf.gz"), copy(source, "clinvar.vcf.gz")];
  const gsp = path.join(folder, "clinvar.gsp");
  run(native, ["panel", "build", panel, "-o", gsp]);
  const isec = isecOf(genome, panel);

  const { mine, shared } = answers(genome, gsp, isec, folder);
  const table = fs
    .readFileSync(path.join(data, "truth/Pfeiffer.cv161102.tsv"), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  const truth = new Set(table.map((line) => line.split("\t", 4).join(" ")));
  same(mine, truth, "carried differs from the truth table");
  const common = [...shared].filter((key) => mine.has(key)).length;
  const title = "Pfeiffer exome, ClinVar 2016-11";
  console.log(`\n## ${title}\n`);
  console.log(
    `37,709 records and 132,815 entries. genosieve finds the ${mine.size} entries of the truth table; ` +
      `isec shares ${shared.size} rows, ${common} of them carried entries.`,
  );
  timed(title, { genome, panel, gsp, isec }, folder);
}

requirePeers();
if (!fs.existsSync(native)) {
  say("target/release/genosieve is missing: make build");
  process.exit(1);
}
if (!fs.existsSync(cli)) say("dist/cli.js is missing (make build): wasm is not measured");
const folder = scratch("peers");
synthetic(folder);
if (options.only === undefined) exome(folder);
