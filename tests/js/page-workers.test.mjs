// The page reads a large file with several workers: the same answer, the same silence, the same end.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import {
  chooseBuiltIn,
  counts,
  giveFile,
  giveList,
  longFile,
  most,
  openPage,
  patchWorkers,
  savedReport,
  screen,
  start,
  workers,
} from "./page-support.mjs";
import { comparable, demo, folder, largeGenome, run } from "./support.mjs";

test("several workers give the command's report, and it says how many they were", async (t) => {
  const cwd = await folder(t, { "large.vcf": largeGenome() });
  const { page, complaints } = await openPage(t);
  await giveList(page, join(cwd, "panel.vcf"));
  await giveFile(page, join(cwd, "large.vcf"));
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [2, 0, 1, 0]);
  // Those that read parts are gone, and that of the result stays.
  await workers(page, 1);
  const { text: report } = await savedReport(page);
  const args = ["screen", "large.vcf", "--panel", "panel.vcf", "--format", "json"];
  const command = await run("node", [...args, "--workers", "1"], { cwd });
  assert.equal(comparable(report), comparable(command.stdout));
  assert.deepEqual(JSON.parse(report).run, { surface: "worker", workers: await most(page) });
  assert.deepEqual(complaints, []);
});

test("what a worker for parts attempts is stopped and counted; all of them end at once", async (t) => {
  const long = await longFile(t, demo.genome, 400);
  const { page, origin, requests } = await openPage(t);
  const all = await most(page);
  await chooseBuiltIn(page);
  await giveFile(page, long);
  await start(page);
  await screen(page, "running");
  await workers(page, all);
  const [, ...parts] = page.workers();
  const loaded = requests.length;
  for (const part of parts) {
    // Its own host, which only the policy forbids that came with the file.
    const answer = part.evaluate((url) => fetch(url).then(String, () => "stopped"), origin);
    assert.equal(await answer, "stopped");
  }
  await page.waitForSelector(`.privacy:has-text("${parts.length} attempt")`);
  await page.keyboard.press("Escape");
  await screen(page, "checked");
  await workers(page, 0);
  assert.deepEqual(
    requests.slice(loaded).filter((url) => !url.startsWith("blob:")),
    [],
  );
});

/** A genome over its first chromosomes, from one end to the other, in the order that its header names them. */
function wideGenome(names) {
  const info = "AC=1;AF=0.5;AN=2;DP=30;FS=0.0;MQ=60.0;QD=12.5;SOR=0.7;".repeat(8);
  const contigs = names.map((name) => `##contig=<ID=${name}>\n`).join("");
  const rows = names.flatMap((name) =>
    Array.from(
      { length: 20_000 },
      (_, i) => `${name}\t${1000 + i * 7000}\t.\tA\tG\t50\tPASS\t${info}\tGT:GQ\t0/1:99\n`,
    ),
  );
  const columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";
  return `##fileformat=VCFv4.2\n##reference=GRCh38\n${contigs}${columns}${rows.join("")}`;
}

/** In a worker: every piece of a file takes a while. */
function slow() {
  const { set } = Uint8Array.prototype;
  Uint8Array.prototype.set = function (from, to) {
    const until = performance.now() + (from.length > 10_000 ? 100 : 0);
    while (performance.now() < until);
    return set.call(this, from, to);
  };
}

test("while it runs the genome is a line in the file's order, with a mark where each worker is", async (t) => {
  const names = ["chr2", "chr1", "HLA-A", "chr3", "chrX"];
  const cwd = await folder(t, { "wide.vcf": wideGenome(names) });
  const { page, complaints } = await openPage(t, { prepare: (page) => patchWorkers(page, slow) });
  await page.evaluate(() => {
    globalThis.fault = true;
  });
  await chooseBuiltIn(page);
  await giveFile(page, join(cwd, "wide.vcf"));
  await start(page);
  await screen(page, "running");
  const all = await most(page);
  // At one moment: a worker that is done with its part takes another a little later.
  const found = await page.waitForFunction((all) => {
    const marks = [...document.querySelectorAll(".place-line svg")];
    if (marks.length !== all) return undefined;
    const read = [...document.querySelectorAll(".place-line .read")];
    const percent = (element, name) => parseFloat(element.getAttribute(name));
    return {
      labels: [...document.querySelectorAll(".place-line text")].map((one) => one.textContent),
      marks: marks.map((one) => percent(one, "x")),
      read: read.map((one) => [percent(one, "x1"), percent(one, "x2")]),
      places: document.querySelector(".stats div:last-child small").innerText.split("\n"),
    };
  }, all);
  const seen = await found.jsonValue();
  assert.deepEqual(seen.labels.slice(0, 4), ["2", "1", "3", "X"]);
  // The file's order first; what it does not name follows, and what is too short has no number.
  assert.deepEqual(seen.labels.slice(4, 6), ["4", "5"]);
  assert.equal(seen.places.length, all);
  for (const place of seen.places) assert.match(place, /^[\w-]+:[\d,]+$/);
  // The four chromosomes of the file are the first 27% of a genome.
  for (const at of seen.marks) assert.ok(at > 0 && at < 28, String(at));
  for (const [from, to] of seen.read) assert.ok(from <= to && to < 28, `${from} to ${to}`);
  assert.ok(seen.read.length >= all);
  await page.keyboard.press("Escape");
  await screen(page, "checked");
  await workers(page, 0);
  assert.deepEqual(complaints, []);
});

test("where the contigs are no chromosomes of a human the line is the file", async (t) => {
  const names = ["tig1", "tig2"];
  const cwd = await folder(t, {
    "tigs.vcf": wideGenome(names),
    "tigs.panel.vcf":
      "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\ntig1\t1000\t.\tA\tG\t.\t.\t.\n",
  });
  const { page } = await openPage(t, { prepare: (page) => patchWorkers(page, slow) });
  await giveList(page, join(cwd, "tigs.panel.vcf"));
  await page.evaluate(() => {
    globalThis.fault = true;
  });
  await giveFile(page, join(cwd, "tigs.vcf"));
  await start(page);
  await screen(page, "running");
  await page.waitForSelector(".place-line path", { state: "attached" });
  assert.equal(await page.locator(".place-line text").count(), 0);
  assert.equal(await page.locator(".place-line.of-genome").count(), 0);
});
