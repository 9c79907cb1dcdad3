// Lists of one's own on the page: stopped while they are built, and saved as panels.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import {
  compare,
  giveList,
  longList,
  openPage,
  openTab,
  outcome,
  workers,
} from "./page-support.mjs";
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
