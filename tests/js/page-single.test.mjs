// The page as one file, opened from a disk: a whole comparison, and nothing that asks for anything.
import assert from "node:assert/strict";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { firefox, firefoxTab } from "./firefox.mjs";
import {
  chooseBuiltIn,
  compare,
  giveList,
  openPage,
  outcome,
  SAMPLE_COUNTS,
  sampleReport,
  savedReport,
} from "./page-support.mjs";
import { comparable, demo, folder, root } from "./support.mjs";

const html = await readFile(join(root, "dist/genosieve.html"), "utf8");

test("from a disk it compares a file of one's own and a list of one's own, and asks for nothing", async (t) => {
  const path = await folder(t);
  const { page, requests, served, complaints } = await openPage(t, { single: true });
  await chooseBuiltIn(page);
  await compare(page, demo.genome);
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
  assert.equal(comparable((await savedReport(page)).text), await sampleReport());
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Wipe" }).click();
  await giveList(page, join(path, "panel.vcf"));
  await compare(page, join(path, "genome.vcf"));
  const own = await outcome(page);
  assert.ok(
    own.some((count) => count > 0),
    String(own),
  );
  assert.equal(await page.getByRole("button", { name: "Library of lists" }).count(), 0);
  assert.deepEqual(
    requests.filter((url) => !/^(file|blob|about):/.test(url)),
    [],
  );
  assert.deepEqual([served, complaints], [[], []]);
});

test("its policy lets the shell ask no host, its own neither", () => {
  const policies = [...html.matchAll(/http-equiv="Content-Security-Policy" content="([^"]*)"/g)];
  assert.equal(policies.length, 1, "that of the frame stands in its attribute");
  const [[, shell]] = policies;
  assert.match(shell, /; connect-src 'none'; worker-src blob:; frame-src 'none'; /);
  assert.doesNotMatch(shell, /'self'/);
  assert.doesNotMatch(html, /<link\b/);
});

test("in Firefox, from a disk", { skip: firefox() ? false : "there is no Firefox" }, async (t) => {
  const path = join(await folder(t), "genosieve.html");
  await copyFile(join(root, "dist/genosieve.html"), path);
  const tab = await firefoxTab(t);
  await tab.goto(pathToFileURL(path).href);
  await tab.click(".demo .link:not([disabled])");
  await tab.wait(".counts");
  const texts = await tab.texts(".counts strong");
  assert.deepEqual(texts.map(Number), SAMPLE_COUNTS);
});
