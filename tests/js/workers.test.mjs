// Several workers on one file: the same report, the same errors, and nothing left behind.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { compilePanel, openPanel, screen } from "../../dist/node.js";
import { openAgain } from "../../dist/panel.js";
import {
  browser,
  comparable,
  dist,
  folder,
  LARGE_HEADER,
  largeGenome,
  PANEL,
  run,
  serve,
} from "./support.mjs";

const text = largeGenome();
const lines = text.split("\n");
const panelOf = () => compilePanel(new TextEncoder().encode(PANEL), { name: "p" });

test("what workers are sent of a panel opens there, compiled just now or read from a file", async () => {
  const compiled = await panelOf();
  const opened = await openPanel(compiled.toBytes());
  for (const panel of [compiled, opened]) {
    // Where it does not, the file is read by one, and nobody is told.
    openAgain(panel.handle.core, panel.head()).free();
  }
});

/** Whether a position of the genome above is behind another one. */
const later = (one, other) =>
  one.contig === other.contig ? one.pos > other.pos : one.contig > other.contig;

test("any number of workers gives one report, of a Blob and of a file", async (t) => {
  const cwd = await folder(t, { "large.vcf": text });
  const panel = await panelOf();
  const alone = await screen(new Blob([text]), { panel });
  assert.equal(alone.data.summary[0].carried, 2);
  assert.equal(alone.data.accounting.skipped.few_columns.count, 10);
  for (const workers of [2, 3, 16]) {
    const seen = [];
    const onProgress = (progress) => seen.push(progress);
    const start = performance.now();
    const report = await screen(new Blob([text]), { panel, workers, onProgress });
    const most = Math.ceil((performance.now() - start) / 100) + 1;
    assert.ok(seen.length <= most, `${seen.length} of at most ${most}, for all workers together`);
    assert.equal(report.data.run.workers, Math.min(workers, Math.floor(text.length / (4 << 20))));
    assert.equal(comparable(report.json()), comparable(alone.json()), `${workers} workers`);
    // Line numbers and places are those of the whole file, in whichever part a record was read.
    for (const { records } of report.data.verdicts) {
      const [number] = records.map(({ line }) => line);
      assert.equal(await report.readLine(new Blob([text]), number), lines[number - 1]);
    }
    const last = seen.at(-1);
    assert.equal(last.bytesTotal, text.length);
    assert.equal(last.bytesRead, text.length);
    assert.deepEqual(
      [last.records, last.position],
      [alone.data.accounting.records, null],
      "all records of all parts",
    );
    for (const { bytesRead, parts } of seen) {
      // The parts are the whole file, and what was read of them is what was read of it.
      assert.deepEqual(
        [0, ...parts.map(({ to }) => to)],
        [...parts.map(({ from }) => from), text.length],
      );
      assert.equal(
        parts.reduce((sum, part) => sum + part.bytesRead, 0),
        bytesRead,
      );
      assert.ok(parts.filter(({ reading }) => reading).length <= workers);
    }
    assert.ok(
      last.parts.every(({ reading, from, to, bytesRead }) => !reading && bytesRead === to - from),
    );
    assert.deepEqual(
      [last.parts[0], last.parts.at(-1)].map(({ position }) => position.contig),
      ["chr10", "chr12"],
    );
    // A part begins behind the end of the one before, and within its own records.
    last.parts.forEach(({ start, position }, at) => {
      const behind = at === 0 || later(start, last.parts[at - 1].position);
      assert.ok(behind && !later(start, position), JSON.stringify(last.parts));
    });
  }
  const args = ["screen", "large.vcf", "--panel", "panel.vcf", "--format", "json"];
  const [one, ...others] = await Promise.all(
    [
      ["native", "1"],
      ["native", "3"],
      ["node", "1"],
      ["node", "3"],
    ].map(([surface, workers]) => run(surface, [...args, "--workers", workers], { cwd })),
  );
  assert.equal(one.code, 0, one.stderr);
  for (const other of others) assert.equal(comparable(other.stdout), comparable(one.stdout));
  assert.equal(JSON.parse(others[2].stdout).run.workers, 3);
});

test("BGZF in parts; a damaged block is the same error with its position", async (t) => {
  // What cannot be packed makes the file large enough to be cut.
  const rows = Array.from({ length: 140_000 }, (_, i) => {
    const noise = createHash("sha512").update(String(i)).digest("base64url");
    return `chr10\t${94_700_000 + i}\t.\tA\tG\t50\tPASS\tX=${noise}\tGT:GQ\t0/1:99\n`;
  });
  const cwd = await folder(t, { "noise.vcf": LARGE_HEADER + rows.join("") });
  const packed = spawnSync("bgzip", ["noise.vcf"], { cwd });
  if (packed.error) return t.skip("bgzip is not installed");
  const noise = await readFile(join(cwd, "noise.vcf.gz"));
  assert.ok(noise.length > 8 << 20, String(noise.length));
  const panel = await panelOf();
  const alone = await screen(new Blob([noise]), { panel });
  const report = await screen(new Blob([noise]), { panel, workers: 2 });
  assert.equal(report.data.run.workers, 2);
  assert.equal(comparable(report.json()), comparable(alone.json()));

  const damaged = Buffer.from(noise);
  damaged[Math.floor(noise.length * 0.7)] ^= 0x55;
  const fails = (workers) =>
    screen(new Blob([damaged]), { panel, workers }).then(assert.fail, (e) => e);
  const [one, two] = [await fails(1), await fails(2)];
  assert.equal(one.code, "bgzf_corrupt");
  assert.deepEqual([two.code, two.position], [one.code, one.position]);
});

test("an abort ends all of them, and the panel can be used again", async () => {
  const panel = await panelOf();
  const controller = new AbortController();
  const input = new Blob([text]);
  const slice = input.slice.bind(input);
  // This thread begins its first part once the others were started.
  input.slice = (...range) => {
    controller.abort(new Error("enough"));
    return slice(...range);
  };
  const running = screen(input, { panel, workers: 3, signal: controller.signal });
  await assert.rejects(running, /enough/);
  const again = await screen(new Blob([text]), { panel, workers: 2 });
  assert.equal(again.data.summary[0].carried, 2);
});

test("fewer workers read a file that cannot be sent to the others", async (t) => {
  const path = join(await folder(t, { "large.vcf": text }), "large.vcf");
  const panel = await panelOf();
  const report = await screen(await openAsBlob(path), { panel, name: "large.vcf", workers: 3 });
  assert.equal(report.data.summary[0].carried, 2);
});

test("what a caller throws while workers read is the caller's to catch", async () => {
  const onProgress = () => {
    throw new Error("mine");
  };
  const panel = await panelOf();
  await assert.rejects(screen(new Blob([text]), { panel, workers: 3, onProgress }), /mine/);
});

test("workers open what was opened here, whatever became of the caller's bytes", async () => {
  const bytes = (await panelOf()).toBytes();
  const panel = await openPanel(bytes);
  bytes.fill(0);
  const report = await screen(new Blob([text]), { panel, workers: 3 });
  assert.equal(report.data.summary[0].carried, 2);
});

test("in Chromium: a module worker beside the page's thread", async (t) => {
  const origin = await serve(t, {
    "/dist/": dist,
    "/": () => `<!doctype html><title>t</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'">`,
  });
  const page = await (await (await browser(t)).newContext()).newPage();
  await page.goto(origin);
  const panel = await panelOf();
  const { json, workers, alone } = await page.evaluate(
    async ({ text, gsp }) => {
      const core = await import("/dist/index.js");
      const panel = await core.openPanel(new Uint8Array(gsp));
      const file = new File([text], "large.vcf");
      const report = await core.screen(file, { panel, workers: 2 });
      const alone = await core.screen(file, { panel });
      return { json: report.json(), workers: report.data.run.workers, alone: alone.json() };
    },
    { text, gsp: [...panel.toBytes()] },
  );
  assert.equal(workers, 2);
  assert.equal(comparable(json), comparable(alone));
});
