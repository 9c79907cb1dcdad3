// Which columns the table has, and a row of it as text.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { chooseBuiltIn, compare, giveList, screen } from "./page-support.mjs";
import { barriers, openWithAxe } from "./axe.mjs";
import { browser, demo, folder } from "./support.mjs";

const chromium = browser({ after });

async function sample(t, options = {}) {
  const opened = await openWithAxe(t, { browser: await chromium, ...options });
  await chooseBuiltIn(opened.page);
  await compare(opened.page, demo.genome);
  await screen(opened.page, "result");
  await opened.page.getByText("ALDH2", { exact: true }).first().waitFor();
  return opened;
}

const headings = (page) => page.locator("[role=columnheader]").allInnerTexts();

test("columns are chosen, kept for the next result, and no barrier", async (t) => {
  const { page, complaints } = await sample(t);
  const before = await headings(page);
  assert.ok(before.includes("Match") && !before.includes("Genotype"));
  await page.locator(".column-choice summary").click();
  assert.deepEqual(await barriers(page), []);
  await page.getByRole("checkbox", { name: "Match" }).uncheck();
  for (const name of ["Genotype", "Line", "Id", "Conditions", "Reads"]) {
    await page.getByRole("checkbox", { name, exact: true }).check();
  }
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".column-choice[open]").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  const now = await headings(page);
  assert.deepEqual(now.slice(0, -1), [
    ...before.slice(0, -1).filter((one) => one !== "Match"),
    "Id",
    "Conditions",
    "Genotype",
    "Reads",
    "Line",
  ]);
  // What has no room is scrolled to, inside of the table alone.
  const [page_, table, row] = await page.evaluate(() => [
    document.documentElement.scrollWidth - innerWidth,
    document.querySelector(".grid").scrollWidth,
    document.querySelector(".grid-body .grid-row").getBoundingClientRect().width,
  ]);
  assert.ok(page_ <= 0);
  assert.ok(Math.abs(table - row) < 2, `${table} ${row}`);
  assert.match(await page.locator("[role=row]", { hasText: "ALDH2" }).innerText(), /0\/1/);
  await page.getByRole("button", { name: "Wipe" }).click();
  await page.locator(".demo .link").click();
  await screen(page, "result");
  await page.getByText("ALDH2", { exact: true }).first().waitFor();
  assert.deepEqual(await headings(page), now);
  assert.deepEqual(complaints, []);
});

test("a row is copied as it is shown, by keyboard", async (t) => {
  const { page } = await sample(t);
  const grid = page.locator("[role=grid]");
  await grid.focus();
  const active = () => grid.getAttribute("aria-activedescendant");
  const first = await active();
  // On a busy machine a key may come before the frame has the focus: a person presses it again.
  for (let turn = 0; (await active()) === first && turn < 5; turn += 1)
    await page.keyboard.press("ArrowDown");
  assert.match(await active(), /-1-0$/);
  await page.evaluate(() => {
    document.addEventListener("copy", () => {
      globalThis.copied = document.activeElement.value;
    });
  });
  await page.keyboard.press("Control+c");
  const said = page.getByText(/The row (was|could not be) copied/);
  await said.waitFor({ state: "attached" });
  assert.equal(await said.textContent(), "The row was copied.");
  const copied = await page.evaluate(() => globalThis.copied);
  assert.equal(copied, "Carried\tCYP3A5*3\t7:99,672,916\tT>C\tHomozygous\tExact\t");
  // The focus is where it was.
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "grid");
});

test("two spellings of an allele stand base under base, with what they change marked", async (t) => {
  const rows = (head, lines) => `${head}\n${lines.join("\n")}\n`;
  const head =
    "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
  const path = await folder(t, {
    "list.vcf": rows(head, [
      "1\t1000\tpadded\tACG\tATG\t.\t.\t.",
      "1\t2000\tdel\tCTT\tCT\t.\t.\t.",
    ]),
    "file.vcf": rows(`${head}\tFORMAT\tS`, [
      "1\t1001\t.\tC\tA,T\t.\t.\t.\tGT\t0/2",
      "1\t2000\t.\tCT\tC\t.\t.\t.\tGT\t1/1",
    ]),
  });
  const { page } = await openWithAxe(t, { browser: await chromium });
  await giveList(page, join(path, "list.vcf"));
  await compare(page, join(path, "file.vcf"));
  const lines = () =>
    page
      .locator(".alignment tr")
      .evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1).map((c) => c.innerText)));
  await page.locator("[role=row]", { hasText: "1:1,000" }).click();
  await page.locator(".alignment").waitFor();
  await page.locator(".record table").waitFor();
  assert.deepEqual(await lines(), [
    ["A", "C", "G"],
    ["A", "T", "G"],
    ["·", "T", "·"],
  ]);
  assert.deepEqual(await page.locator(".alignment mark").allInnerTexts(), ["T", "T"]);
  assert.deepEqual(await barriers(page), []);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(
    () => document.querySelector(".alignment caption")?.innerText === "1:2,000–2,002",
  );
  assert.deepEqual(await lines(), [
    ["C", "T", "T"],
    ["C", "T", "–"],
    ["C", "–", "·"],
  ]);
});
