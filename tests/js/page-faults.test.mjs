// What goes wrong ends in a screen with a code, and the next file works.
import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import {
  chooseBuiltIn,
  code,
  counts,
  drop,
  giveFile,
  giveList,
  openPage,
  openTab,
  rawLine,
  screen,
  start,
  workers,
} from "./page-support.mjs";
import { demo, folder, GENOME, OTHER_BUILD, PANEL, shared } from "./support.mjs";

test("files that are no sound VCF are named, each by its code", async (t) => {
  const sample = await readFile(demo.genome);
  const damaged = Buffer.from(sample);
  damaged[100_000] ^= 0xff;
  const files = {
    "empty.vcf": ["input_empty", Buffer.alloc(0)],
    "archive.zip": ["input_zip", Buffer.from("PK\x03\x04 and more of it")],
    "letter.txt": ["input_not_vcf", Buffer.from("Dear all,\nthis is a letter.\n")],
    "headless.vcf": ["header_missing", Buffer.from(GENOME.split("\n").slice(3).join("\n"))],
    "panel.gsp": ["input_is_panel", await readFile(demo.panel)],
    "damaged.vcf.gz": ["bgzf_corrupt", damaged],
  };
  const path = await folder(t);
  const { page, complaints } = await openPage(t);
  await chooseBuiltIn(page);
  for (const [name, [expected, content]] of Object.entries(files)) {
    await writeFile(join(path, name), content);
    await page.setInputFiles(".drop .file-input", join(path, name));
    // Damage in the middle is met while comparing.
    if (expected === "bgzf_corrupt") await start(page);
    await screen(page, "error");
    assert.equal(await code(page), expected, name);
    await workers(page, 0);
    await page.getByRole("button", { name: "Choose another file" }).click();
    await screen(page, "start");
  }
  assert.deepEqual(complaints, []);
  await page.locator(".demo .link").click();
  await screen(page, "result");
});

test("a wrong build is refused with its evidence, and setting it is a remedy", async (t) => {
  const path = await folder(t);
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await page.setInputFiles(".drop .file-input", join(path, "other.vcf"));
  await screen(page, "error");
  assert.equal(await code(page), "build_conflict");
  const text = await page.locator(".trouble").innerText();
  assert.match(text, /Not started — Nothing was compared/);
  assert.match(text, /The file is GRCh37, the list is GRCh38/);
  assert.match(text, /The reference line says “GRCh37”/);

  await page.getByRole("button", { name: "Set the build myself" }).click();
  await screen(page, "checked");
  assert.equal(await page.locator(".acts .primary").isDisabled(), true);
  await page.locator(".rows select").selectOption("GRCh38");
  await start(page);
  await screen(page, "result");
  assert.match(await page.locator(".note").innerText(), /GRCh38 was set by you/);
  assert.deepEqual(await counts(page), [1, 1, 1, 0]);
});

test("the built-in list is taken on the file's build", async (t) => {
  const path = await folder(t, {
    "g37.vcf": OTHER_BUILD.replace("111803962", "112241766").replace("94781859", "96541616"),
  });
  const { page } = await openPage(t);
  await chooseBuiltIn(page);
  await giveFile(page, join(path, "g37.vcf"));
  await start(page);
  await screen(page, "result");
  // Three of the seventeen alleles have no verified place on GRCh37.
  assert.deepEqual(await counts(page), [1, 1, 12, 0]);
});

test("an unusable list is told where lists are, and what was there stays", async (t) => {
  const path = await folder(t, { "rs.tsv": "rsid\tgene\nrs671\tALDH2\n" });
  const { page } = await openPage(t);
  const failed = page.locator(".list-failure code");
  await giveList(page, demo.panel);
  await page.setInputFiles(".own .file-input", join(path, "rs.tsv"));
  assert.equal(await failed.innerText(), "panel_rs_only");
  assert.equal(await page.locator(".choice input:checked").count(), 1);
  // The same over a result, which must not be lost for it.
  await page.locator(".demo .link").click();
  await screen(page, "result");
  await writeFile(join(path, "no.gsp"), "no panel");
  await drop(page, join(path, "no.gsp"));
  await page.waitForSelector("[role=alert]:has-text('no.gsp')", { state: "attached" });
  assert.deepEqual(await counts(page), [7, 2, 8, 0]);
});

test("what is dropped on the lists becomes a list, and a panel wherever it falls", async (t) => {
  const path = await folder(t);
  const { page } = await openPage(t);
  await drop(page, join(path, "panel.vcf"), ".lists");
  await page.waitForSelector(".choice:nth-child(1) input:checked");
  await drop(page, demo.panel);
  await page.waitForSelector(".choice:nth-child(2) input:checked");
  assert.equal(await page.locator(".hero").count(), 1);
  await page.getByRole("button", { name: "Remove panel" }).click();
  assert.equal(await page.locator(".choice").count(), 1);
});

test("what cannot be decided is never said to be not found", async (t) => {
  const header = GENOME.split("\n").slice(0, 3).join("\n");
  const row = (pos, alt) => `chr1\t${pos}\t.\tA\t${alt}\t50\tPASS\t.\tGT:GQ\t0/1:99\n`;
  const path = await folder(t, {
    "mnv.vcf": `${PANEL.split("\n").slice(0, 3).join("\n")}\n1\t1000\t.\tAA\tGT\t.\t.\t.\n`,
    "unphased.vcf": `${header}\n${row(1000, "G")}${row(1001, "T")}`,
  });
  const { page } = await openPage(t);
  await giveList(page, join(path, "mnv.vcf"));
  await giveFile(page, join(path, "unphased.vcf"));
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [0, 0, 0, 1]);
  const said =
    "There is a record, but it cannot decide (phase unknown). This does not mean “not carried”.";
  await page.locator(".say").getByText(`1:1,000 AA>GT: ${said}`, { exact: true }).waitFor();
});

test("a stated build that is not the list's starts nothing", async (t) => {
  const path = await folder(t);
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "genome.vcf"));
  await page.locator(".rows summary").click();
  await page.locator(".rows select").selectOption("NCBI36");
  await page.waitForSelector("#missing:has-text('not there for NCBI36: it is for GRCh38')");
  assert.equal(await page.locator(".acts .primary").isDisabled(), true);
});

test("the result keeps the name of the list that was compared", async (t) => {
  const { page } = await openPage(t);
  await page.locator(".demo .link").click();
  await screen(page, "result");
  await drop(page, demo.panel);
  await page.waitForSelector("[role=status]:has-text('is ready')", { state: "attached" });
  assert.match(await page.locator(".context").innerText(), /Alleles often discussed in Japan/);
  await page.getByRole("button", { name: "Use another list" }).click();
  await screen(page, "checked");
  await openTab(page, "own");
  await page.locator(".choice input").check();
  await start(page);
  await screen(page, "result");
  assert.match(await page.locator(".context").innerText(), /japan-sentinels · 17 entries/);
});

test("between a choice and its look at the file nothing can start", async (t) => {
  const path = await folder(t);
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "genome.vcf"));
  await page.locator(".acts .primary:not([disabled])").waitFor();
  await page.getByRole("button", { name: "Change" }).click();
  await openTab(page, "other");
  const disabled = await page.evaluate(async () => {
    document.querySelector(".choice input").click();
    await null;
    return document.querySelector(".acts .primary").disabled;
  });
  assert.equal(disabled, true);
  await start(page);
  await screen(page, "result");
  assert.match(await page.locator(".context").innerText(), /17 entries/);
});

test("of two drops in a row the second one is answered", async (t) => {
  const path = await folder(t);
  const { page } = await openPage(t);
  await chooseBuiltIn(page);
  await drop(page, demo.genome);
  await drop(page, join(path, "genome.vcf"));
  await page.locator("#check-file", { hasText: /^genome\.vcf$/ }).waitFor();
  await start(page);
  await screen(page, "result");
  assert.match(await page.locator(".context").innerText(), /Input\s*genome\.vcf/);
  await workers(page, 1);
});

test("an index of a genome that is no BGZF is not needed, and said so", async (t) => {
  const path = await folder(t, { "genome.vcf.tbi": "index" });
  const { page } = await openPage(t);
  const names = ["genome.vcf.tbi", "genome.vcf"].map((name) => join(path, name));
  await page.setInputFiles(".drop .file-input", names);
  await screen(page, "checked");
  assert.equal(await page.locator("#check-file").innerText(), "genome.vcf");
  assert.match(await page.locator(".rows").first().innerText(), /genome\.vcf\.tbi\s+Not needed/);
  assert.equal(await page.locator(".note:has-text('left out')").count(), 0);
});

test("a file that changes under its result leaves it, and says why a line is missing", async (t) => {
  const path = await folder(t);
  const file = join(path, "genome.vcf");
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, file);
  await start(page);
  await screen(page, "result");
  await page.waitForSelector("[role=gridcell].position code");
  await writeFile(file, `${GENOME}chr13\t48045719\t.\tC\tT\t50\tPASS\t.\tGT\t0/1\n`);
  await page.locator("[role=gridcell].gene", { hasText: "ALDH2" }).click();
  const record = page.locator("dialog.drawer .record", { hasText: "could not be read again" });
  assert.match(await record.innerText(), /\(file_changed\)/);
  await page.keyboard.press("Escape");
  assert.deepEqual(await counts(page), [1, 1, 1, 0]);
});

test("a file that is gone before it is compared is named", async (t) => {
  const path = await folder(t);
  const file = join(path, "genome.vcf");
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, file);
  await page.locator(".acts .primary:not([disabled])").waitFor();
  await rm(file);
  await start(page);
  await screen(page, "error");
  assert.equal(await code(page), "io");
});

test("a wipe ends the building of a list, and takes the lists of one's own", async (t) => {
  const path = await folder(t);
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "genome.vcf"));
  await drop(page, demo.panel);
  await page.getByRole("button", { name: "Wipe" }).click();
  await screen(page, "start");
  await workers(page, 0);
  await openTab(page, "own");
  assert.equal(await page.locator(".choice").count(), 0);
  assert.doesNotMatch(await page.content(), /genome\.vcf|panel\.vcf/);
});

test("a file that is cut short is answered, and says so above all else", async (t) => {
  const path = await folder(t);
  const sample = await readFile(demo.genome);
  await writeFile(join(path, "cut.vcf.gz"), sample.subarray(0, 200_000));
  const { page } = await openPage(t);
  await chooseBuiltIn(page);
  await giveFile(page, join(path, "cut.vcf.gz"));
  await start(page);
  await screen(page, "result");
  assert.match(
    await page.locator(".note").first().innerText(),
    /cut short\. Nothing after chr\w+:[\d,]+ was read/,
  );
  assert.match(await page.locator(".context").innerText(), /not read to the end/);
});

test("nothing found and nothing compared look different", async (t) => {
  const header = GENOME.split("\n").slice(0, 3).join("\n");
  const path = await folder(t, {
    "none.vcf": `${header}\nchr10\t94781859\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/0:99\n`,
    "elsewhere.vcf": `${header}\nchr3\t1000\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99\n`,
  });
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "none.vcf"));
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [0, 1, 2, 0]);
  assert.match(
    await page.locator(".say").innerText(),
    /None of the listed alleles was found among the 1 entry that the file answers\. 2 are not/,
  );
  await page.getByRole("button", { name: "Wipe" }).click();
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "elsewhere.vcf"));
  await start(page);
  await page.waitForSelector(".nothing");
  assert.equal(await page.locator(".counts").count(), 0);
  assert.match(await page.locator(".nothing").innerText(), /Do not read this as a result/);
});

test("a reference row that was kept as a mark is found again with its line", async (t) => {
  const header = GENOME.split("\n").slice(0, 3).join("\n");
  const block = "chr10\t94781000\t.\tG\t<NON_REF>\t.\t.\tEND=94782000\tGT:GQ\t0/0:60";
  const path = await folder(t, { "blocks.g.vcf": `${header}\n${block}\n` });
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "blocks.g.vcf"));
  assert.match(await page.locator(".rows").innerText(), /Also positions equal to the reference/);
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [0, 1, 2, 0]);
  await page.locator(".chip", { hasText: "Not carried" }).first().click();
  await page.locator("[role=gridcell].gene", { hasText: "CYP2C19" }).click();
  await page.getByRole("button", { name: "Find the line in the file" }).click();
  assert.equal(await rawLine(page), block);
});

const trio = shared("files/trio/slivar/ashk-trio.vcf.gz");
test(
  "samples are chosen, and each is shown",
  { skip: trio ? false : "../shared/data is not there" },
  async (t) => {
    const { page } = await openPage(t);
    await chooseBuiltIn(page);
    await giveFile(page, trio);
    const boxes = page.locator(".samples input");
    assert.equal(await boxes.count(), 3);
    await boxes.nth(2).uncheck();
    if (await page.locator(".acts .primary").isDisabled()) {
      await page.locator(".rows summary").click();
      await page.locator(".rows select").selectOption("GRCh37");
    }
    await start(page);
    await page.waitForSelector(".counts, .nothing");
    assert.equal(await page.locator(".sample-choice option").count(), 2);
    for (const sample of ["0", "1"]) {
      await page.locator(".sample-choice select").selectOption(sample);
      const [sum] = [(await counts(page)).reduce((all, count) => all + count, 0)];
      assert.ok(sum === 14 || (await page.locator(".nothing").count()) === 1, String(sum));
    }
  },
);
