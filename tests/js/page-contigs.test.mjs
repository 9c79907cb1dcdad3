// Contig names that are not known: said on the page, and given a meaning there.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { counts, giveFile, giveList, openPage, screen, start } from "./page-support.mjs";
import { folder, GENOME } from "./support.mjs";

const contigs = "##contig=<ID=Hs10,length=133797422>\n##contig=<ID=Hs12,length=133275309>\n";
const genome = GENOME.replace("##reference=GRCh38\n", contigs).replaceAll("\nchr1", "\nHs1");
const MAP = "\ufeffHs10\tchr10\r\nHs12\tchr12\r\nHs99\t19\r\n";

const facts = (page) => page.locator(".rows").first().innerText();
const idle = (page) => page.waitForSelector(".acts .primary:not([disabled])");
const table = (page) => page.getByLabel("Table of contig names");
const use = (page) => page.getByRole("button", { name: "Use this table" });

test("names that are not known get a meaning where the file is checked", async (t) => {
  const path = await folder(t, { "renamed.vcf": genome, "map.txt": MAP });
  const { page, complaints } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "renamed.vcf"));
  assert.match(await facts(page), /2 names are not known here: Hs10, Hs12/);
  assert.match(await facts(page), /Not known yet/, "nor is the build");
  // Nothing of the file is known, so the table stands open. By keyboard alone:
  await table(page).focus();
  await page.keyboard.type("Hs10 chr10 10");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const failure = page.locator(".map-failure");
  assert.match(await failure.innerText(), /cannot be used[^]*contig_map_invalid line 1/);
  assert.equal(await table(page).getAttribute("aria-invalid"), "true");
  assert.equal(await table(page).inputValue(), "Hs10 chr10 10", "to be corrected");
  await table(page).fill("Hs10 chr10\nHs12 10\n");
  await use(page).click();
  await page.waitForFunction(
    () => document.querySelector(".map-failure code")?.textContent === "contig_map_conflict",
  );

  await table(page).fill("Hs10 10\n");
  await use(page).click();
  await page.waitForFunction(() =>
    document.body.innerText.includes("1 name is not known here: Hs12"),
  );
  assert.equal(await failure.count(), 0);
  await page.setInputFiles(".map .file-input", join(path, "map.txt"));
  await page.waitForFunction(() =>
    document.body.innerText.includes("2 of 3 names of your table are in the file"),
  );
  assert.match(await facts(page), /GRCh38\s+2 chromosome lengths of GRCh38/);
  assert.match(await facts(page), /Hs10 → chr10, Hs12 → chr12/);
  await idle(page);
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [1, 1, 1, 0]);
  const notes = (await page.locator(".note").allInnerTexts()).join("\n");
  assert.match(notes, /Contig names were read by your table .*2 \/ 3/);
  assert.deepEqual(complaints, []);
});

test("a conflict that records alone show leads back to the table", async (t) => {
  const path = await folder(t);
  const rows = GENOME.replace("chr10", "Hs10");
  const filler = "chr12\t111803963\t.\tG\t.\t50\tPASS\t.\tGT:GQ\t0/0:99\n".repeat(3000);
  const late = filler + "chr10\t94781859\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/0:99\n";
  await writeFile(join(path, "late.vcf"), rows + late);
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "late.vcf"));
  await page.getByText("Say what the names mean").click();
  await table(page).fill("Hs10 10");
  await use(page).click();
  await page.waitForFunction(() =>
    document.body.innerText.includes("1 of 1 name of your table is in the file"),
  );
  await start(page);
  await page.waitForSelector(".map-failure");
  assert.match(await page.locator(".map-failure").innerText(), /contig_map_conflict line 1/);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".map-failure") === null);
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [1, 1, 1, 0]);
});
