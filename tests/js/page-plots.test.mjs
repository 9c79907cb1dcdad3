// Where the entries lie: chromosomes as lines, one more closely, and the same as a table.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { chooseBuiltIn, compare, counts, giveList, openPage, screen } from "./page-support.mjs";
import { barriers, openWithAxe } from "./axe.mjs";
import { browser, demo, folder, shared } from "./support.mjs";

const chromium = browser({ after });

async function sample(t, options = {}) {
  const opened = await openWithAxe(t, { browser: await chromium, ...options });
  await chooseBuiltIn(opened.page);
  await compare(opened.page, demo.genome);
  await screen(opened.page, "result");
  await opened.page.waitForSelector(".chromosomes button");
  return opened;
}

for (const [locale, width, colorScheme] of [
  ["en-US", 1280, "light"],
  ["ja-JP", 360, "dark"],
]) {
  test(`chromosomes are drawn, looked at more closely, and no barrier: ${locale}`, async (t) => {
    const { page, complaints } = await sample(t, {
      locale,
      colorScheme,
      viewport: { width, height: 900 },
    });
    const chromosomes = page.locator(".chromosomes button");
    assert.equal(await chromosomes.count(), 24);
    const twelve = chromosomes.nth(11);
    assert.match(await twelve.getAttribute("aria-label"), /12[^]*\b2\b/);
    const line = page.locator(".chromosomes > div").nth(11);
    assert.equal(await line.locator(".diamond").count(), 2);
    // A name without room is left out, a mark never is.
    const names = width > 1000 ? ["SLCO1B1 V174A", "ALDH2"] : ["SLCO1B1 V174A"];
    assert.deepEqual(await line.locator("text").allTextContents(), names);
    // By keyboard: one stop, the arrows go on, Enter opens.
    await chromosomes.first().focus();
    for (let steps = 0; steps < 11; steps += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".near-found li").nth(1).waitFor();
    assert.equal(await twelve.getAttribute("aria-expanded"), "true");
    assert.equal(await page.locator(".near .diamond").count(), 2);
    assert.deepEqual(await barriers(page), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} > ${width}`);
    await page.getByRole("button", { name: /ALDH2 111,803,962/ }).click();
    await page.waitForFunction(
      () => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === "2",
    );
    await page.locator("[role=row]", { hasText: "ALDH2" }).waitFor();
    assert.deepEqual(complaints, []);
  });
}

test("the table says in numbers what is drawn", async (t) => {
  const { page } = await sample(t);
  await page.getByRole("button", { name: "View as a table" }).click();
  const rows = await page
    .locator(".counts-table tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1).map((c) => +c.innerText)));
  assert.equal(rows.length, 24);
  const [c, a, m, i] = await counts(page);
  const sums = [0, 1, 2, 3].map((at) => rows.reduce((sum, row) => sum + row[at], 0));
  assert.deepEqual(sums, [c, a, m, i]);
  assert.deepEqual(await barriers(page), []);
});

test("what lies on no chromosome is counted apart, and nothing is drawn of a list of it alone", async (t) => {
  const path = await folder(t, {
    "mt.tsv": "chrom\tpos\tref\talt\tassembly\nMT\t1555\tA\tG\tGRCh38\n",
    "both.tsv": "chrom\tpos\tref\talt\tassembly\nMT\t1555\tA\tG\tGRCh38\n1\t1555\tA\tG\tGRCh38\n",
    "mt.vcf":
      "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\nchrM\t1555\t.\tA\tG\t.\t.\t.\tGT\t1/1\n",
  });
  const { page } = await openPage(t, { browser: await chromium });
  await page.getByRole("tab", { name: "My own list" }).click();
  await page.setInputFiles(".own .file-input", join(path, "mt.tsv"));
  await page.getByRole("button", { name: "Use this list" }).click();
  await compare(page, join(path, "mt.vcf"));
  await screen(page, "result");
  await page.waitForSelector("[role=row] >> nth=1");
  assert.equal(await page.locator(".karyogram").count(), 0);
  await page.getByRole("button", { name: "Wipe" }).click();
  await page.getByRole("tab", { name: "My own list" }).click();
  await page.setInputFiles(".own .file-input", join(path, "both.tsv"));
  await page.getByRole("button", { name: "Use this list" }).click();
  await compare(page, join(path, "mt.vcf"));
  await page.waitForSelector(".karyogram");
  assert.match(await page.locator(".karyogram").innerText(), /1 entr[^]*none of these chromosomes/);
});

test("all of a ClinVar release is a density, with few elements", async (t) => {
  const [list, genome] = [
    "panel/clinvar/2016-11-02.clinvar.vcf.gz",
    "single/Exomiser/Pfeiffer.vcf.gz",
  ];
  if (!shared("files")) return t.skip("../shared/data is not there");
  const { page } = await openPage(t, { browser: await chromium });
  await giveList(page, shared(`files/${list}`));
  await compare(page, shared(`files/${genome}`));
  await page.waitForSelector(".chromosomes .bins.notAssessed", { state: "attached" });
  const elements = await page.evaluate(() => document.querySelectorAll(".chromosomes *").length);
  assert.ok(elements < 500, `${elements} elements`);
  await page.locator(".chromosomes button").nth(3).click();
  await page.locator(".near .diamond").first().waitFor({ state: "attached" });
  assert.equal(await page.locator(".near .diamond").count(), 34);
});

test("what is assumed is drawn, named and counted apart", async (t) => {
  const { page } = await openWithAxe(t, { browser: await chromium });
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: /No record is taken as the reference/ }).check();
  await page.keyboard.press("Escape");
  await chooseBuiltIn(page);
  await compare(page, demo.genome);
  await page.waitForSelector(".chromosomes .bins.notCarriedAssumed", { state: "attached" });
  const names = await page
    .locator(".chromosomes button")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  assert.ok(
    names.some((name) => /Not carried \(assumed\) 1/.test(name)),
    names.join("\n"),
  );
  await page.getByRole("button", { name: "View as a table" }).click();
  const cells = await page
    .locator(".counts-table tr")
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  const sums = cells[0]
    .slice(1)
    .map((state, at) => [state, cells.slice(1).reduce((sum, row) => sum + Number(row[at + 1]), 0)]);
  const cards = await page
    .locator(".counts li")
    .evaluateAll((all) =>
      all.map((one) => [
        one.querySelector(".state").innerText.trim(),
        Number(one.querySelector("strong").innerText),
      ]),
    );
  assert.equal(cards.length, 5);
  assert.deepEqual(sums, cards);
});
