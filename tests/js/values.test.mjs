// What comes in as plain objects: options, and the provenance in a `.gsp`.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { compilePanel, openPanel, screen } from "genosieve";
import { folder, GENOME, PANEL, run } from "./support.mjs";

const genome = Buffer.from(GENOME);
const compiled = () => compilePanel(Buffer.from(PANEL));

test("an option of a wrong kind is named; one that is undefined or unknown is none", async () => {
  const panel = await compiled();
  for (const [name, options] of [
    ["samples", { samples: "S" }],
    ["samples", { samples: [1] }],
    ["inputName", { name: 5 }],
    ["all", { all: "yes" }],
    ["build", { build: 38 }],
  ]) {
    const refused = { code: "option_invalid", detail: name, exitCode: 1 };
    await assert.rejects(screen(genome, { panel, ...options }), refused, name);
  }
  const report = await screen(genome, { panel, samples: undefined, build: undefined, more: 1 });
  for (const [detail, query] of [
    ["sample", { sample: 0.5 }],
    ["sample", { sample: -1 }],
    ["sample", { sample: "0" }],
    ["states", { states: "carried" }],
    ["states", { states: [0] }],
    ["search", { search: ["a"] }],
    ["descending", { descending: 1 }],
    ["sort", { sort: {} }],
    ["perhaps", { states: ["carried", "perhaps"] }],
    ["size", { sort: "size" }],
    ["options", []],
    ["options", "carried"],
  ]) {
    assert.throws(() => report.view(query), { code: "option_invalid", detail }, detail);
  }
  const all = report.view({ states: undefined, sort: null, more: 1 });
  assert.equal(all.count, 3);
  assert.equal(report.view({ states: ["carried"], sort: "position" }).count, 1);
});

/** The `.gsp` with another provenance, as `docs/panel-format.md` has it, and a sound checksum. */
function withInfo(gsp, info) {
  const view = new DataView(gsp.buffer, gsp.byteOffset);
  const count = view.getUint16(6, true);
  const row = (at) => 40 + at * 20;
  const place = (at) => Number(view.getBigUint64(row(at) + 4, true));
  const length = Number(view.getBigUint64(row(0) + 12, true));
  const out = Buffer.concat([gsp.subarray(0, place(0)), info, gsp.subarray(place(0) + length)]);
  out.writeBigUInt64LE(BigInt(info.length), row(0) + 12);
  for (let at = 1; at < count; at++) {
    out.writeBigUInt64LE(BigInt(place(at) - length + info.length), row(at) + 4);
  }
  // Of the head, which ends where annotation begins.
  createHash("sha256")
    .update(out.subarray(40, place(5) - length + info.length))
    .digest()
    .copy(out, 8);
  return out;
}

test("a provenance that is none is refused, natively and in wasm", async (t) => {
  const cwd = await folder(t);
  const panel = await compiled();
  const gsp = panel.toBytes();
  const { sha256, ...info } = panel.info;
  assert.equal(sha256.length, 64);
  const [source] = info.sources;
  const without = Object.fromEntries(Object.entries(info).filter(([key]) => key !== "effectIsRef"));
  const odd = {
    "no text": { ...info, name: 1 },
    "no number": { ...info, alleles: "3" },
    "not whole": { ...info, alleles: 3.5 },
    negative: { ...info, refMismatch: -1 },
    "a synonym": { ...info, build: "hg38" },
    "a field less": without,
    "no list": { ...info, sources: {} },
    "a list of others": { ...info, sources: [1] },
    "an odd source": { ...info, sources: [{ ...source, bytes: null }] },
    "no context": { ...info, context: null },
    "odd counts": { ...info, skipped: { few_columns: "1" } },
    "odd warnings": { ...info, referenceWarnings: [1] },
    "odd mapping": { ...info, mapping: [{ column: 1, role: "ref" }] },
    "odd rows": { ...info, rejected: [{ line: "1", reason: "few_columns" }] },
    "no warnings": { ...info, referenceWarnings: undefined },
    "no object": [info],
  };
  const files = Object.entries(odd).map(([name, json]) => [
    name,
    Buffer.from(JSON.stringify(json)),
  ]);
  files.push(["no JSON", Buffer.from("{")], ["no UTF-8", Buffer.from([0x22, 0xff, 0x22])]);
  for (const [name, json] of files) {
    const bytes = withInfo(gsp, json);
    await assert.rejects(openPanel(bytes), { code: "panel_corrupt" }, name);
    await writeFile(join(cwd, "odd.gsp"), bytes);
    const native = await run("native", ["panel", "info", "odd.gsp"], { cwd });
    assert.equal(native.code, 4, `${name}: ${native.stderr}`);
  }
  const more = withInfo(gsp, Buffer.from(JSON.stringify({ ...info, build: null, more: [1] })));
  const opened = await openPanel(more);
  assert.deepEqual([opened.info.build, opened.info.sources], [null, info.sources]);
  await writeFile(join(cwd, "more.gsp"), more);
  const native = await run("native", ["panel", "info", "more.gsp", "--format", "json"], { cwd });
  // What it says of itself, and counts behind that.
  const { counts, ...stated } = JSON.parse(native.stdout.toString());
  assert.deepEqual([native.code, stated, counts.entries], [0, opened.info, opened.info.alleles]);
});
