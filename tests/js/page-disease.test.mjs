// A disease from the drop of a list and a file to its result, which says what it rests on.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import { compared, files, GENOME, press, tabTo } from "./page-clinvar.mjs";
import { counts, openPage, savedReport, screen } from "./page-support.mjs";
import { browser, folder, shared } from "./support.mjs";

const chromium = browser({ after });

const rows = (page) => page.locator(".table-foot [role=status]").innerText();
const basis = (page) => page.locator(".basis").innerText();

for (const [locale, name, words] of [
  ["ja-JP", "マルファン症候群／ロイス・ディーツ症候群", ["疾病 ID による", "遺伝子だけによる"]],
  ["en-US", "Marfan syndrome/Loeys-Dietz Syndrome", ["By disease id", "By gene alone"]],
]) {
  test(`the result names disease and list, and tells ids from genes: ${locale}`, async (t) => {
    const path = await folder(t, files);
    const { page, complaints } = await openPage(t, { browser: await chromium, locale });
    await compared(page, path, 167);
    const context = await page.locator(".context").innerText();
    for (const part of ["167", name, "clinvar", "2026-11-15", "GRCh38"])
      assert.ok(context.includes(part), `${part}: ${context}`);
    // Two by id and one by gene alone; the entry of another gene with a like name is none of them.
    assert.deepEqual(await counts(page), [2, 0, 1, 0]);
    const [byId, byGene] = words;
    assert.match(await basis(page), new RegExp(`${byId}\\n.*2.*\\n[^]*${byGene}\\n.*1`));
    assert.match(await rows(page), /3/);
    const chip = (word) => page.locator(".listed-by .chip", { hasText: word });
    await chip(byGene).click();
    await page.waitForFunction(() => /48,411,010/.test(document.querySelector(".grid").innerText));
    await page.waitForFunction(() => document.querySelectorAll(".grid [role=row]").length === 2);
    await chip(byId).click();
    await page.waitForFunction(() => document.querySelectorAll(".grid [role=row]").length === 3);
    assert.doesNotMatch(await page.locator(".grid").innerText(), /48,411,010/);
    await chip(byId).click();
    await page.waitForFunction(() => document.querySelectorAll(".grid [role=row]").length === 4);
    assert.deepEqual(complaints, []);
  });
}

test("what no entry has is named, and so is what a VCF does not show", async (t) => {
  const path = await folder(t, files);
  const { page } = await openPage(t, { browser: await chromium });
  // Spinal muscular atrophy: its id is in the list, its second gene is not.
  await compared(page, path, 3);
  assert.deepEqual(await counts(page), [0, 1, 0, 0]);
  assert.match(
    await page.locator(".absent").innerText(),
    /No entry of the list has: MONDO.*, SMN2$/,
  );
  assert.match(await page.locator(".about-disease .mechanism").innerText(), /copy number.*After/s);
  // The report that is saved is about the disease.
  const report = JSON.parse((await savedReport(page)).text);
  assert.equal(report.filter.entries, 1);
  assert.equal(report.filter.asked.diseases.length, 1);
  assert.equal(report.panel.alleles, 5);
});

test("by keyboard alone: disease, list, file, start, and the entries by gene alone", async (t) => {
  const path = await folder(t, files);
  const { page } = await openPage(t, { browser: await chromium });
  // Asked for early: it takes the browser a moment to give choosers away.
  const chosen = ["clinvar.vcf", "marfan.vcf"].map((file) => join(path, file));
  page.on("filechooser", (chooser) => void chooser.setFiles(chosen.shift()));
  await page.locator("h1").click();
  await tabTo(page, "[role=combobox]");
  await page.keyboard.type("167");
  await press(page, "Enter");
  await tabTo(page, ".needs .button");
  await press(page, "Enter");
  await page.locator(".base").waitFor();
  await tabTo(page, ".drop .button");
  await press(page, "Enter");
  await page.locator(".acts .primary:not([disabled])").waitFor();
  await tabTo(page, ".acts .primary");
  await press(page, "Enter");
  await screen(page, "result");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  await tabTo(page, ".listed-by .chip:last-child");
  await press(page, "Space");
  await page.waitForFunction(() => document.querySelectorAll(".grid [role=row]").length === 2);
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "light"],
  ["en-US", 320, "dark"],
]) {
  test(`axe finds nothing, and nothing is wider than the page: ${locale}, ${width}`, async (t) => {
    const path = await folder(t, files);
    const { page } = await openWithAxe(t, { browser: await chromium, locale, width, colorScheme });
    await compared(page, path, 3);
    await page.waitForSelector("[role=gridcell].position code");
    assert.deepEqual(await barriers(page), []);
  });
}

const clinvar = shared("files/panel/pathogenic-variants/acmg_with_chr.vcf.gz");

test("a real list of ClinVar: every count of a disease adds up", { skip: !clinvar }, async (t) => {
  const path = await folder(t, {
    "marfan.vcf": GENOME.replace("48410998\t.\tC\tG", "48411006\t.\tT\tG"),
  });
  const { page } = await openPage(t, { browser: await chromium });
  await page.locator("[role=combobox]").fill("167");
  await press(page, "Enter");
  await page.setInputFiles(".needs .file-input", clinvar);
  await page.locator(".base").waitFor();
  await page.setInputFiles(".drop .file-input", join(path, "marfan.vcf"));
  await page.locator(".acts .primary:not([disabled])").click();
  await screen(page, "result");
  const numbers = (text) =>
    text.match(/[\d,]+(?= entries)/g).map((n) => Number(n.replace(",", "")));
  const [byId, byGene] = numbers(await basis(page));
  assert.ok(byId > 2000 && byGene > 100, `${byId} ${byGene}`);
  const sum = (await counts(page)).reduce((all, n) => all + n, 0);
  assert.equal(sum, byId + byGene);
  assert.equal((await counts(page))[0], 1);
});
