// The hashes that a page says of itself are those of its files and of the notes of the release.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";

import { openPage } from "./page-support.mjs";
import { browser, dist, root } from "./support.mjs";

const chromium = browser({ after });
const { stdout: notes } = await promisify(execFile)(process.execPath, [
  join(root, ".ci/release-notes.mjs"),
]);
const sha256 = (content, as = "hex") => createHash("sha256").update(content).digest(as);

test("the notes name the files that are there", async () => {
  const rows = [...notes.matchAll(/^\| `([\w./-]+)`\s+\| `([0-9a-f]{64})`/gm)];
  assert.ok(rows.length >= 9, notes);
  for (const [, name, sum] of rows)
    assert.equal(sha256(await readFile(join(root, name))), sum, name);
});

/** Waits for the foot to be whole, and compares it with the one script of its document. */
async function footFits(page) {
  const wasm = sha256(await readFile(join(dist, "genosieve.wasm")));
  await page.locator(".foot", { hasText: wasm }).waitFor();
  const script = await page.evaluate(() => document.querySelector("script").textContent);
  const hash = `sha256-${sha256(script, "base64")}`;
  const text = await page.locator(".foot").innerText();
  assert.ok(text.includes(hash), text);
  assert.ok(notes.includes(`'${hash}'`) && notes.includes(wasm));
}

test("the foot of both pages says what the notes say", async (t) => {
  const { page, tab, origin } = await openPage(t, { browser: await chromium });
  await footFits(page);
  const assets = join(root, "www/dist/assets");
  const second = (await readdir(assets)).find((name) => name.endsWith(".js"));
  const hash = `sha256-${sha256(await readFile(join(assets, second)), "base64")}`;
  const text = await page.locator(".foot").innerText();
  assert.ok(text.includes(hash) && notes.includes(`'${hash}'`), text);
  await tab.goto(`${origin}/library.html`);
  await footFits(tab);
});
