// For everyone: axe on every screen, light and dark; and the whole flow by keyboard alone.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { barriers, WITH_AXE } from "./axe.mjs";
import { counts, giveFile, giveList, longFile, openPage, screen, start } from "./page-support.mjs";
import { demo, folder } from "./support.mjs";

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "light"],
  ["en-US", 360, "dark"],
  ["en-US", 1280, "dark"],
]) {
  test(`axe finds nothing on any screen: ${locale}, ${width}, ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, {
      locale,
      width,
      colorScheme,
      reducedMotion: "reduce",
      ...WITH_AXE,
    });
    const path = await folder(t);
    const seen = {};
    const look = async (name) => {
      seen[name] = await barriers(page);
    };
    await look("start");
    await page.locator(".sent").click();
    await look("network log");
    await page.keyboard.press("Escape");
    await giveList(page, join(path, "panel.vcf"));
    await look("start with lists");
    await giveFile(page, await longFile(t, demo.genome, 1000));
    await look("checked");
    await start(page);
    await screen(page, "running");
    await look("running");
    await page.keyboard.press("Escape");
    await screen(page, "checked");
    await page.getByRole("button", { name: /^(Wipe|消去する)$/ }).click();
    await page.locator(".demo .link").click();
    await screen(page, "result");
    await page.waitForSelector("[role=gridcell].position code");
    await look("result");
    await page.locator("[role=gridcell].gene").first().click();
    await page.locator("dialog.drawer .line-box").waitFor();
    await look("evidence");
    await page.keyboard.press("Escape");
    await page.locator(".acts .primary").click();
    await look("save");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^(Wipe|消去する)$/ }).click();
    // GRCh37 against a list that is only there for GRCh38.
    await giveList(page, join(path, "panel.vcf"));
    await page.setInputFiles(".drop .file-input", join(path, "other.vcf"));
    await screen(page, "error");
    await look("error");
    const clean = Object.fromEntries(Object.keys(seen).map((name) => [name, []]));
    assert.deepEqual(seen, clean);
  });
}

/** Presses Tab until the focus is where it is wanted; fails when it never is. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`Tab never reaches ${selector}`);
}

test("by keyboard alone: list, file, start, table, evidence, language, wipe", async (t) => {
  const { page } = await openPage(t);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  // Asked for early: it takes the browser a moment to give choosers away.
  const chooser = page.waitForEvent("filechooser");
  await tabTo(page, "[role=tab][aria-selected=true]");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, ".choice input");
  await page.keyboard.press("Space");
  await tabTo(page, ".drop .button");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(demo.genome);
  await screen(page, "checked");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  await tabTo(page, ".acts .primary");
  await page.keyboard.press("Enter");
  await screen(page, "result");
  assert.deepEqual(await counts(page), [7, 2, 8, 0]);

  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement.getAttribute("aria-activedescendant");
      const cell = id && document.getElementById(id);
      return cell && [cell.closest("[role=row]").ariaRowIndex, cell.className.split(" ")[1]];
    });
  await tabTo(page, "[role=grid]");
  await page.waitForSelector("[role=gridcell].position code");
  assert.deepEqual(await active(), ["2", "state"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await active(), ["3", "gene"]);
  await page.keyboard.press("Control+End");
  assert.deepEqual((await active())[0], "18");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=columnheader].gene[aria-sort=ascending]");
  await page.waitForFunction(
    () => document.querySelector("[role=gridcell].gene")?.textContent.length > 1,
  );

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const title = page.locator("dialog.drawer .big");
  const first = await title.innerText();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(
    (text) => document.querySelector(".drawer .big").innerText !== text,
    first,
  );
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.role), "grid");

  await tabTo(page, ".languages button[lang=ja]");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  // Back over help and settings.
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await screen(page, "start");
});
