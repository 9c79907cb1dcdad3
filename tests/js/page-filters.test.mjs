// Filters of the table by match, zygosity and notes, and the row that stands for entries with 0 stars.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import { compare, giveList, screen } from "./page-support.mjs";
import { browser, folder } from "./support.mjs";

const chromium = browser({ after });

const HEAD =
  "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
const STARS = {
  0: "CLNREVSTAT=no_assertion_criteria_provided;CLNSIG=Pathogenic",
  1: "CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG=Benign",
};

/** Entries by name: place, REF, ALT, stars. */
const LIST = [
  ["1000", "het", "A", "G", 1],
  ["2000", "hom", "A", "G", 1],
  ["3000", "filtered", "A", "G", 1],
  ["4000", "other spelling", "CT", "C", 1],
  ["5000", "no quality", "A", "G", 1],
  ["6000", "unreviewed", "A", "G", 0],
  ["7000", "no record", "A", "G", 0],
];
const CALLS = [
  ["1000", "A", "G", "PASS", "0/1:60"],
  ["2000", "A", "G", "PASS", "1/1:60"],
  ["3000", "A", "G", "q10", "0/1:9"],
  ["3999", "GCT", "GC", "PASS", "0/1:60"],
  ["5000", "A", "G", "PASS", "0/0:."],
  ["6000", "A", "G", "PASS", "0/1:60"],
];

async function opened(t, options = {}) {
  const list = LIST.map(
    ([at, id, ref, alt, stars]) => `1\t${at}\t${id}\t${ref}\t${alt}\t.\t.\t${STARS[stars]}`,
  );
  const calls = CALLS.map(
    ([at, ref, alt, filter, call]) =>
      `1\t${at}\t.\t${ref}\t${alt}\t.\t${filter}\t.\tGT:GQ\t${call}`,
  );
  const path = await folder(t, {
    "list.vcf": [HEAD, ...list, ""].join("\n"),
    "file.vcf": [`${HEAD}\tFORMAT\tS`, ...calls, ""].join("\n"),
  });
  const { page, complaints } = await openWithAxe(t, { browser: await chromium, ...options });
  await giveList(page, join(path, "list.vcf"));
  await compare(page, join(path, "file.vcf"));
  await screen(page, "result");
  await page.waitForSelector("[role=gridcell].position code");
  return { page, complaints };
}

/** Waits until the table has the rows at these places, in whatever order. */
async function rowsAre(page, places) {
  const wanted = places.map((place) => `1:${place}`).sort();
  await page
    .waitForFunction(
      (wanted) => {
        const cells = [...document.querySelectorAll("[role=gridcell].position")];
        const there = cells.map((cell) => cell.textContent.replaceAll(/[^\d:,].*$/g, "")).sort();
        return JSON.stringify(there) === JSON.stringify(wanted);
      },
      wanted,
      { timeout: 5000 },
    )
    .catch(async () => {
      const cells = page.locator("[role=gridcell].position");
      assert.deepEqual((await cells.allInnerTexts()).sort(), wanted);
    });
}

const FOLDED = ["1,000", "2,000", "3,000", "4,000", "5,000"];
const menu = (page) => page.locator(".more-filters > summary");
const foot = (page) => page.locator(".table-foot [role=status]").innerText();

for (const colorScheme of ["light", "dark"]) {
  test(`by match, zygosity and notes, with no barrier: ${colorScheme}`, async (t) => {
    const { page, complaints } = await opened(t, { colorScheme });
    await rowsAre(page, FOLDED);
    await menu(page).click();
    const offered = (await page.locator(".more-filters label").allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, " ").trim(),
    );
    assert.deepEqual(offered, [
      "Exact 4",
      "Equivalent spelling 1",
      "Heterozygous 4",
      "Homozygous 1",
      "Filter not passed 1",
      "Low quality 1",
      "Quality not stated 1",
    ]);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("checkbox", { name: "Equivalent spelling" }).check();
    await rowsAre(page, ["4,000"]);
    // Of one kind any is enough; of several kinds each must be met.
    await page.getByRole("checkbox", { name: "Exact" }).check();
    await page.getByRole("checkbox", { name: "Homozygous" }).check();
    await rowsAre(page, ["2,000"]);
    assert.equal(await page.locator(".more-filters .chosen").innerText(), "3");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".more-filters[open]").count(), 0);
    assert.deepEqual(await page.locator(".more-in-force .chip").allInnerTexts(), [
      "Match: Exact",
      "Match: Equivalent spelling",
      "Zygosity: Homozygous",
    ]);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole("button", { name: /Zygosity: Homozygous/ }).click();
    await rowsAre(page, FOLDED.slice(0, 4));
    await page.getByRole("button", { name: "Reset filters" }).click();
    await rowsAre(page, FOLDED);
    assert.equal(await page.locator(".more-in-force").count(), 0);
    // What lies below the menu can be reached: whoever goes on elsewhere closes it.
    await menu(page).click();
    await page.getByRole("checkbox", { name: "Quality not stated" }).check();
    await rowsAre(page, ["5,000"]);
    await page.locator(".entries h2").click();
    assert.equal(await page.locator(".more-filters[open]").count(), 0);
    // Beside the filters that were there before.
    await page.locator(".chip", { hasText: "Carried" }).first().click();
    await page.getByText("No row fits these filters.").waitFor();
    assert.deepEqual(complaints, []);
  });
}

test("by keyboard alone", async (t) => {
  const { page } = await opened(t);
  const press = (key) => page.keyboard.press(key);
  const focused = (selector) =>
    page.evaluate((selector) => document.activeElement?.matches(selector), selector);
  await page.locator(".entries [type=search]").focus();
  for (let tries = 0; !(await focused(".more-filters > summary")); tries += 1) {
    assert.ok(tries < 5, "Tab never reaches the menu");
    await press("Tab");
  }
  await press("Enter");
  await press("Tab");
  await press("Tab");
  await press("Space");
  await rowsAre(page, ["4,000"]);
  await press("Escape");
  assert.ok(await focused(".more-filters > summary"));
  await page.locator(".more-in-force .chip").focus();
  await press("Enter");
  await rowsAre(page, FOLDED);
  // The chip is gone, and the focus is where it came from.
  assert.ok(await focused(".more-filters > summary"));
  await page.locator(".zero-stars").focus();
  await press("Space");
  await rowsAre(page, [...FOLDED, "6,000", "7,000"]);
});

test("entries with 0 stars are one row until it is opened", async (t) => {
  const { page } = await opened(t, { locale: "ja-JP", width: 360 });
  const row = page.locator(".zero-stars");
  assert.equal(await row.innerText(), "レビュー 0 の項目 2 件（たたんでいます）");
  assert.equal(await foot(page), "7 行中 5 行");
  // They are not filtered: their class is counted.
  assert.match(await page.locator(".classes").innerText(), /Pathogenic\s*2/);
  await row.click();
  assert.equal(await row.getAttribute("aria-expanded"), "true");
  await rowsAre(page, [...FOLDED, "6,000", "7,000"]);
  assert.equal(await foot(page), "7 行中 7 行");
  assert.deepEqual(await barriers(page), []);
  // It counts those that fit.
  await page.locator(".chip", { hasText: "持っている" }).first().click();
  await page.getByText("レビュー 0 の項目 1 件も表示しています（たたむ）").waitFor();
  await row.click();
  await rowsAre(page, FOLDED.slice(0, 4));
  assert.equal(await row.innerText(), "レビュー 0 の項目 1 件（たたんでいます）");
  // The menu has room on a narrow screen, too.
  await menu(page).click();
  assert.deepEqual(await barriers(page), []);
  await page.getByRole("checkbox", { name: "ホモ接合" }).check();
  await rowsAre(page, ["2,000"]);
});
