// Every odd and broken file of the shared data in wasm: the rows of tests/conformance/, which the native test
// writes and compares too; and no file takes an instance beyond 256 MB.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { root, shared } from "./support.mjs";

/** The memories of all instances, the last one last. */
const memories = [];
const { Instance, instantiate } = WebAssembly;
const heard = (instance) => {
  if (instance.exports.memory) memories.push(instance.exports.memory);
  return instance;
};
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  heard(made.instance ?? made);
  return made;
};
WebAssembly.Instance = new Proxy(Instance, {
  construct: (target, given) => heard(new target(...given)),
});
const { compilePanel, screen } = await import("genosieve");

const LIMIT = 256 << 20;
const absent = !shared("faults") && "../shared/data is absent";
const ELSEWHERE = ["build_overridden", "skipped_lines", "unknown_contigs", "incomplete"];
const OF_KIND = ["sites_only", "no_shared_contig", "cohort", "contig_differs"];

const escaped = (text) =>
  [...text]
    .map((c) => (/[ -~]/.test(c) ? c : "?"))
    .join("")
    .replaceAll(" ", "_");
const noted = (codes) =>
  Object.entries(codes).map(([code, { count, first }]) => `${code}:${count}@${first[0].line}`);

/** As tests/conformance/row.rs makes it. */
function row({ accounting, notices }) {
  const { warnings, skipped, unknownContigs, complete } = accounting;
  const told = notices.filter(({ code }) => !ELSEWHERE.includes(code) && !(code in warnings));
  const cells = [
    "",
    told.map(({ code, detail }) => escaped(detail ? `${code}(${detail})` : code)),
    noted(warnings),
    noted(skipped),
    unknownContigs
      .slice(0, 10)
      .map(({ name, records, line }) => `${escaped(name)}:${records}@${line}`),
  ];
  const odd =
    cells.slice(2).some((cell) => cell.length > 0) ||
    told.some(({ code }) => !OF_KIND.includes(code));
  const { headerLines, blankLines, records, lines } = accounting;
  assert.equal(
    headerLines + blankLines + records + Object.values(skipped).reduce((n, s) => n + s.count, 0),
    lines,
    "each line is counted once",
  );
  return [
    complete ? (odd ? "warned" : "accepted") : "partial",
    ...cells.map((cell) => (cell.length > 0 ? cell.join(" ") : ".")),
    headerLines,
    blankLines,
    records,
    lines,
  ];
}

function refusal({ code, position: { line, byte } }) {
  const place = line !== undefined ? `@line${line}` : byte !== undefined ? `@byte${byte}` : "";
  return ["refused", code + place, ".", ".", ".", ".", 0, 0, 0, 0];
}

async function* files(folder, path = "") {
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    const below = path ? `${path}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* files(folder, below);
    else yield below;
  }
}

for (const [folder, table] of [
  ["files/edge", "edge"],
  ["faults", "faults"],
  ["repro", "repro"],
]) {
  test(`${folder}: the native rows, within 256 MB`, { skip: absent }, async (t) => {
    const tables = join(root, "tests/conformance");
    const panel = await compilePanel(await readFile(join(tables, "panel.vcf")), {
      build: "GRCh37",
    });
    const expected = (await readFile(join(tables, `${table}.tsv`), "utf8")).trimEnd().split("\n");
    const found = [];
    let most = ["", 0];
    for await (const path of files(shared(folder))) {
      const bytes = await readFile(join(shared(folder), path));
      const cells = await screen(bytes, { panel, name: "x", build: "GRCh37" }).then(
        ({ data }) => row(data),
        (error) => {
          if (typeof error.code !== "string" || error.code === "trap") throw error;
          return refusal(error);
        },
      );
      found.push([path, ...cells].join("\t"));
      const size = Math.max(...memories.map(({ buffer }) => buffer.byteLength));
      assert.ok(size <= LIMIT, `${path} takes ${size} bytes`);
      if (size > most[1]) most = [path, size];
    }
    t.diagnostic(`${found.length} files, at most ${most[1] / (1 << 20)} MiB from ${most[0]} on`);
    const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    const key = (line) => line.split("\t", 1)[0];
    assert.deepEqual(
      found.sort((a, b) => byBytes(key(a), key(b))),
      expected.slice(1).sort((a, b) => byBytes(key(a), key(b))),
    );
  });
}
