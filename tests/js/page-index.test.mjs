// A genome and its index in one drop.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { indexed, someRecords } from "./indexed-file.mjs";
import { counts, drop, giveList, openPage, screen, start } from "./page-support.mjs";
import { folder } from "./support.mjs";

const file = indexed(someRecords());
const facts = (page) => page.locator(".rows").first().innerText();
const notes = async (page) => (await page.locator(".note").allInnerTexts()).join("\n");

test("both files of one drop are taken, and only what the list needs is read", async (t) => {
  const path = await folder(t, { "a.vcf.gz": file.vcf, "a.vcf.gz.tbi": file.tbi });
  const { page, complaints } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  // The index comes first, as a folder may list it.
  await drop(page, [join(path, "a.vcf.gz.tbi"), join(path, "a.vcf.gz")]);
  await screen(page, "checked");
  assert.match(await facts(page), /Index\s+a\.vcf\.gz\.tbi\s+Where the list needs less than half/);
  assert.equal(await page.locator(".note:has-text('left out')").count(), 0);
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [2, 1, 0, 0]);
  assert.match(await notes(page), new RegExp(`The index was used: .* / ${file.vcf.length}`));
  assert.deepEqual(complaints, []);
});

test("an index of another state of the file is told, and the whole is read", async (t) => {
  const stale = indexed(someRecords().filter(({ pos }) => pos % 3 > 0)).tbi;
  const path = await folder(t, { "a.vcf.gz": file.vcf, "a.vcf.gz.tbi": stale });
  await writeFile(join(path, "b.csi"), stale);
  const { page } = await openPage(t);
  await giveList(page, join(path, "panel.vcf"));
  const all = ["b.csi", "a.vcf.gz", "a.vcf.gz.tbi"].map((name) => join(path, name));
  await page.setInputFiles(".drop .file-input", all);
  await screen(page, "checked");
  // Of two indexes the one of the file's name is taken.
  assert.match(await facts(page), /a\.vcf\.gz\.tbi/);
  assert.match(await notes(page), /1 other file was left out/);
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await counts(page), [2, 1, 0, 0]);
  assert.match(
    await notes(page),
    /The index was not used \(index_stale\); the whole file was read/,
  );
});
