// Lists of one's own on the page: stopped while they are built, and saved as panels.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import {
  compare,
  drop,
  giveFile,
  giveList,
  longList,
  openPage,
  openTab,
  outcome,
  screen,
  start,
  workers,
} from "./page-support.mjs";
import { barriers, openWithAxe } from "./axe.mjs";
import { browser, folder, PANEL, run } from "./support.mjs";

const chromium = browser({ after });

test("a list that is stopped half way is gone with its worker, and the page goes on", async (t) => {
  const path = await folder(t);
  const long = await longList(path);
  const { page, complaints } = await openPage(t, { browser: await chromium });
  await openTab(page, "own");
  for (let times = 0; times < 3; times += 1) {
    await page.setInputFiles(".own .file-input", long);
    await page.waitForFunction(() => document.querySelector(".building progress")?.value > 0);
    await workers(page, 1);
    await page.getByRole("button", { name: "Stop building" }).click();
    await page.waitForSelector(".own .button:not([disabled])");
    // The instance that built it ends with its worker, and all of its memory with it.
    await workers(page, 0);
    assert.equal(await page.locator(".choice").count(), 0);
    assert.equal(await page.locator(".list-failure").count(), 0);
  }
  await giveList(page, join(path, "panel.vcf"));
  await compare(page, join(path, "genome.vcf"));
  assert.deepEqual(await outcome(page), [1, 1, 1, 0]);
  assert.deepEqual(complaints, []);
});

test("a list is saved under its name, date and build, as the command compiles it", async (t) => {
  const path = await folder(t);
  const list = join(path, "my list.vcf");
  await writeFile(list, PANEL.replace("##reference", "##fileDate=20261115\n##reference"));
  const { page, served } = await openPage(t, { browser: await chromium });
  await giveList(page, list);
  const before = served.length;
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save my list as .gsp" }).click();
  const download = await saving;
  assert.equal(download.suggestedFilename(), "my_list_2026-11-15_GRCh38.gsp");
  assert.equal(served.length, before);
  const compiled = join(path, "by-command.gsp");
  await run("node", ["panel", "build", list, "-o", compiled]);
  assert.deepEqual(await readFile(await download.path()), await readFile(compiled));
  // The built-in ones are not the person's.
  assert.equal(await page.getByRole("button", { name: /as \.gsp$/ }).count(), 1);
});

/** A table with a column of no known name, and two rows that give no entry. */
const TABLE = `chromosome,pos,ref,alt,gene,my notes
12,111803962,G,A,ALDH2,first
12,somewhere,G,A,ALDH2,second
13,48045719,C,T,NUDT15,third
13,,C,T,NUDT15,fourth
`;

for (const [locale, width, colorScheme, use, discard] of [
  ["en-US", 1280, "light", "Use this list", "Discard it"],
  ["ja-JP", 320, "dark", "この一覧を使う", "使わない"],
]) {
  test(`a table says what became of it before it is used, or discarded: ${locale}`, async (t) => {
    const path = await folder(t, { "mine.csv": TABLE });
    const { page } = await openWithAxe(t, {
      browser: await chromium,
      locale,
      width,
      colorScheme,
    });
    const preview = page.locator(".preview");
    const give = async () => {
      await page.setInputFiles(".own .file-input", join(path, "mine.csv"));
      await preview.waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.id), "preview");
    };
    await openTab(page, "own");
    await give();
    assert.equal(await page.locator(".own-tab .choice").count(), 0);
    assert.equal(await preview.locator(".mapping li").count(), 6);
    assert.match(await preview.locator(".mapping").innerText(), /my notes/);
    const first = await preview.locator(".first-entries li").allInnerTexts();
    assert.equal(first.length, 2);
    assert.match(first[0], /12:111,803,962 G>A\s+ALDH2/);
    const [at, reason] = ["3", "5"].map((line) => new RegExp(`\\b${line}\\b`));
    await preview.locator("details summary").click();
    const lines = await preview.locator(".lines li").allInnerTexts();
    assert.equal(lines.length, 2);
    assert.match(lines[0], at);
    assert.match(lines[1], reason);
    assert.deepEqual(await barriers(page), []);
    await preview.getByRole("button", { name: discard }).click();
    await preview.waitFor({ state: "detached" });
    assert.equal(await page.locator(".own-tab .choice").count(), 0);
    await give();
    await preview.getByRole("button", { name: use }).click();
    await page.waitForSelector(".own-tab .choice input:checked");
    await workers(page, 0);
  });
}

test("a table that names no build is asked for it, and with it answers what it could not", async (t) => {
  const path = await folder(t, {
    "mine.csv": TABLE,
    "unnamed.vcf": PANEL.replace("GRCh38", "mine"),
  });
  const { page } = await openPage(t, { browser: await chromium });
  const preview = page.locator(".preview");
  // On the tab of the diseases: it stands where it will be once it is used.
  await drop(page, join(path, "mine.csv"), ".lists");
  await preview.waitFor();
  assert.equal(await page.locator("[role=tab][aria-selected=true]").innerText(), "My own list");
  await preview.getByRole("button", { name: "Use this list" }).click();
  await page.waitForSelector(".choice input:checked");
  await compare(page, join(path, "genome.vcf"));
  assert.equal(await outcome(page), "build_unknown");
  assert.match(await page.locator(".trouble .primary").innerText(), /Set the build/i);
  await page.getByRole("button", { name: "Choose another list" }).click();
  // Given where the list that was chosen stands alone.
  await screen(page, "checked");
  await drop(page, join(path, "mine.csv"), ".lists");
  await preview.getByLabel("Build of the list").selectOption("GRCh38");
  await preview.getByRole("button", { name: "Use this list" }).click();
  await preview.waitFor({ state: "detached" });
  await start(page);
  assert.deepEqual(await outcome(page), [1, 0, 1, 0]);
  // Four alleles were given: what became of the others is said beside the number.
  assert.match(await page.locator(".context").innerText(), /2 entries.*2 source lines not used/s);
  // A VCF of which every row gave an entry is asked for no less.
  await page.getByRole("button", { name: "Wipe" }).click();
  await openTab(page, "own");
  await page.setInputFiles(".own .file-input", join(path, "unnamed.vcf"));
  assert.match(await preview.innerText(), /3 entries · build not stated/);
  assert.match(await preview.innerText(), /Every row gave an entry.*Build of the list/s);
});

test("a list in which every row of a VCF gave an entry is used at once; one that is wiped is gone", async (t) => {
  const path = await folder(t, { "odd.vcf": `${PANEL}13\t48045720\t.\tC\t.\t.\t.\t.\n` });
  const { page } = await openPage(t, { browser: await chromium });
  await giveList(page, join(path, "panel.vcf"));
  await page.setInputFiles(".own .file-input", join(path, "odd.vcf"));
  await page.locator(".preview").waitFor();
  assert.match(await page.locator(".preview").innerText(), /1 row gave no entry\s+No alternate/);
  await giveFile(page, join(path, "genome.vcf"));
  await page.getByRole("button", { name: "Wipe" }).click();
  await openTab(page, "own");
  await page.locator(".own .button").waitFor();
  assert.equal(await page.locator(".preview, .own-tab .choice").count(), 0);
});

test("a BED is a list of regions, and each variant inside has its line", async (t) => {
  const bed = "chr1\t0\t50\tempty\n12\t111803900\t111804000\tALDH2 exon 12\n";
  const path = await folder(t, { "regions.bed": bed });
  const { page, complaints } = await openWithAxe(t, { browser: await chromium });
  await openTab(page, "own");
  await page.setInputFiles(".own .file-input", join(path, "regions.bed"));
  const preview = page.locator(".preview");
  await preview.waitFor();
  assert.match(await preview.innerText(), /12:111,803,901–111,804,000 region\s+ALDH2 exon 12\n/);
  await preview.getByRole("button", { name: "Use this list" }).click();
  await giveFile(page, join(path, "genome.vcf"));
  // Regions have no bases that would tell their build.
  const start = page.getByRole("button", { name: "Start" });
  await page.getByText("Set the build.").first().waitFor();
  assert.ok(await start.isDisabled());
  assert.deepEqual(await barriers(page), []);
  await page.getByLabel("Set the build myself, against the evidence").selectOption("GRCh38");
  await start.click();
  assert.deepEqual(await outcome(page), [1, 0, 1, 0]);
  const helps = await page.locator(".counts p").allInnerTexts();
  assert.deepEqual(helps.slice(0, 2), [
    "The genotype contains a variant inside the region.",
    "All of the region is recorded as the reference.",
  ]);
  const row = page.locator("[role=row]", { hasText: "ALDH2 exon 12" });
  assert.match(await row.innerText(), /12:111,803,901–111,804,000\s+region\s[^]*In region/);
  await row.click();
  const inside = page.locator(".inside details");
  await inside.first().waitFor();
  assert.equal(await inside.count(), 1);
  await inside.locator("summary").first().click();
  await page.locator(".inside .record table").waitFor();
  assert.match(await page.locator(".inside .record").innerText(), /POS\s+111803962/);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(complaints, []);
});
