// The page reads a large file with several workers: the same answer, the same silence, the same end.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
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
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the report (JSON)" }).click();
  const report = await readFile(await (await saving).path(), "utf8");
  const args = ["screen", "large.vcf", "--panel", "panel.vcf", "--format", "json"];
  const command = await run("node", [...args, "--workers", "1"], { cwd });
  assert.equal(comparable(report), comparable(command.stdout));
  assert.deepEqual(JSON.parse(report).run, { surface: "worker", workers: await most(page) });
  assert.deepEqual(complaints, []);
});

test("what a worker for parts attempts is stopped and counted; all of them end at once", async (t) => {
  const long = await longFile(t, demo.genome, 400);
  const { page, requests } = await openPage(t);
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
    const answer = part.evaluate((url) => fetch(url).then(String, () => "stopped"), page.url());
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
