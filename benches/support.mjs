// What the benchmarks of whole runs have in common.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const cli = path.join(root, "dist/cli.js");

export const say = (text) => process.stderr.write(`${text}\n`);

/** A folder that is gone when the process ends. */
export function scratch(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `genosieve-${name}-`));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  return folder;
}

/** Runs a command that must succeed. */
export function run(command, args, settings = {}) {
  const done = spawnSync(command, args, { maxBuffer: 1 << 30, encoding: "utf8", ...settings });
  if (done.error) throw done.error;
  const stderr = done.stderr ?? "";
  assert.equal(done.status, 0, `${command} ${args.join(" ")}\n${stderr}`);
  return done.stdout;
}

// GNU time starts the command itself, small as it is. A child that Node starts would begin with
// Node's own peak memory. macOS has another `time`, and there memory is not measured.
const gnuTime =
  spawnSync("/usr/bin/time", ["-f", "%e", "true"], { stdio: "ignore" }).status === 0
    ? "/usr/bin/time"
    : undefined;
if (!gnuTime) say("GNU time is missing (Debian package time): no CPU seconds, no memory");

/** One timed run: wall and CPU seconds, peak MiB. */
export function measure(command, folder) {
  const stats = path.join(folder, "time");
  const [program, ...args] = gnuTime
    ? [gnuTime, "-f", "%U %S %M", "-o", stats, ...command]
    : command;
  const start = process.hrtime.bigint();
  run(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (!gnuTime) return { wall };
  const [user, system, peak] = fs.readFileSync(stats, "utf8").trim().split(/\s+/).map(Number);
  return { wall, cpu: user + system, peak: peak / 1024 };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Spellings in truth.tsv that are the panel's, in either case: what a join by POS, REF and ALT finds. */
const AS_LISTED = new Set(["exact", "lowercase", "split"]);

/** Has xtask make a genome and a panel, and reads the counts and what is carried. */
export function generate(scale, folder) {
  const command = ["run", "--locked", "--quiet", "--release", "--package", "xtask", "--"];
  const counts = run("cargo", [...command, "generate", "--scale", scale, "--out", folder], {
    cwd: root,
  });
  const truth = fs.readFileSync(path.join(folder, "truth.tsv"), "utf8").trim().split("\n").slice(1);
  const carried = truth.map((line) => {
    const [contig, pos, ref, alt, how] = line.split("\t");
    return { key: `${contig} ${pos} ${ref} ${alt}`, how };
  });
  const keys = (wanted) => new Set(carried.filter(({ how }) => wanted(how)).map(({ key }) => key));
  return {
    ...JSON.parse(counts),
    // The panel is built without a FASTA.
    known: keys((how) => how !== "shifted_far"),
    asListed: keys((how) => AS_LISTED.has(how)),
    all: carried.length,
  };
}
