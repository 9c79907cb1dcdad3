// Which columns the table has, and a row of it as text.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { chooseBuiltIn, compare, screen } from "./page-support.mjs";
import { barriers, openWithAxe } from "./page-clinvar.mjs";
import { browser, demo } from "./support.mjs";

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
  await page.locator("[role=grid]").focus();
  await page.keyboard.press("ArrowDown");
  await page.evaluate(() => {
    document.addEventListener("copy", () => {
      globalThis.copied = document.activeElement.value;
    });
  });
  await page.keyboard.press("Control+c");
  await page.getByText("The row was copied.").waitFor({ state: "attached" });
  const copied = await page.evaluate(() => globalThis.copied);
  assert.equal(copied, "Carried\tCYP3A5*3\t7:99,672,916\tT>C\tHomozygous\tExact\t");
  // The focus is where it was.
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "grid");
});
