// Shared by the tests of the package: where things are, and how to run the two commands.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

export const PANEL = path("dist/demo/japan-sentinels.grch38.gsp");
export const GENOME = path("dist/demo/synthetic-genome.grch38.vcf.gz");
export const TABLE = path("panels/japan-sentinels.tsv");
export const ROOT = path("");

const CLI = path("dist/cli.js");
const NATIVE = path("target/release/genosieve");

/** Both commands, to be compared with each other. */
export const COMMANDS = {
  node: [process.execPath, CLI],
  native: [NATIVE],
};

/** Runs a command to its end: exit code, standard output as bytes, standard error as text. */
export function run([program, ...first], args, input) {
  return new Promise((resolve) => {
    const options = { encoding: "buffer", maxBuffer: 1 << 30 };
    const child = execFile(program, [...first, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr: stderr.toString() });
    });
    child.stdin.on("error", () => {}); // a refused input closes the pipe early
    child.stdin.end(input);
  });
}

/** A file of the shared data, or undefined where it is absent. */
export function shared(relative) {
  const file = path(`../shared/data/${relative}`);
  return existsSync(file) ? file : undefined;
}

/** A folder for one test. */
export async function folder(t) {
  const made = await mkdtemp(join(tmpdir(), "genosieve-"));
  t.after(() => rm(made, { recursive: true }));
  return made;
}

/** A report without what differs between surfaces. */
export function answer(json) {
  const report = JSON.parse(json);
  delete report.tool;
  delete report.run;
  return JSON.stringify(report);
}

export const bytesOf = (file) => readFile(file);
