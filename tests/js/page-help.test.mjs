// The help: what the page does in a few sentences, and every key that it names, pressed.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import { press, tabTo } from "./page-clinvar.mjs";
import { chooseBuiltIn, giveFile, longFile, openPage, screen, start } from "./page-support.mjs";
import { browser, demo } from "./support.mjs";

const chromium = browser({ after });

const help = (page) => page.getByRole("dialog", { name: "Help" });
const focused = (page, selector) =>
  page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

async function demonstrated(page) {
  await page.locator(".demo .link").click();
  await page.waitForSelector("[role=gridcell].position code");
}

test("it says what the marks mean, that silence is no answer, and leads nowhere", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  const opener = page.getByRole("button", { name: "Help" });
  await opener.click();
  const words = await help(page).locator(".meanings .state").allInnerTexts();
  assert.deepEqual(words, [
    "Carried",
    "Not carried",
    "Not assessed",
    "Indeterminate",
    "Carried (assumed)",
    "Not carried (assumed)",
  ]);
  assert.equal(await help(page).locator(".meanings .mark").count(), words.length);
  const text = await help(page).innerText();
  assert.match(text, /No record is not “not carried”/);
  assert.match(text, /stays on this device/);
  assert.match(text, /docs\/semantics\.md/);
  assert.equal(await page.locator("a").count(), 0);
  await press(page, "Escape");
  await help(page).waitFor({ state: "detached" });
  assert.equal(await opener.evaluate((one) => one === document.activeElement), true);
});

test("keys of one character: not while someone types, nor over a dialog, nor switched off", async (t) => {
  const { page, complaints } = await openPage(t, { browser: await chromium });
  await page.locator("[role=combobox]").fill("9");
  await press(page, "?");
  assert.equal(await page.locator("[role=combobox]").inputValue(), "9?");
  assert.equal(await help(page).count(), 0);
  await page.locator("[role=combobox]").evaluate((field) => field.blur());
  await press(page, "?");
  await help(page).waitFor();
  await press(page, "?", "Escape");
  await help(page).waitFor({ state: "detached" });
  // Without a table there is no search to go to.
  await press(page, "/");
  await demonstrated(page);
  const search = page.locator(".entries [type=search]");
  await press(page, "Control+/");
  assert.equal(await focused(page, "[type=search]"), false);
  await press(page, "/");
  assert.equal(await focused(page, ".entries [type=search]"), true);
  await page.keyboard.type("a/b?");
  assert.equal(await search.inputValue(), "a/b?");
  await search.fill("");

  await page.getByRole("button", { name: "Settings" }).click();
  await page.locator("dialog[open]").waitFor();
  await press(page, "?", "/");
  assert.equal(await help(page).count(), 0);
  await page.getByRole("checkbox", { name: "Keys of one character" }).uncheck();
  await press(page, "Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await press(page, "?", "/");
  assert.equal(await help(page).count(), 0);
  assert.equal(await focused(page, "[type=search]"), false);
  // Then it names neither of them.
  await page.getByRole("button", { name: "Help" }).click();
  await help(page).locator("kbd").first().waitFor();
  const keys = await help(page).locator("kbd").allInnerTexts();
  assert.ok(keys.includes("Tab") && !keys.includes("?") && !keys.includes("/"), keys.join(" "));
  assert.match(await help(page).innerText(), /switched off in the settings/);
  assert.deepEqual(complaints, []);
});

/** What each key does, by the place that the help names. */
test("every key that it names does what it says", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  await press(page, "?");
  const named = await help(page).locator(".keys dt").allInnerTexts();
  assert.deepEqual(
    named.map((keys) => keys.split(/\s+/).join(" ")),
    [
      "Tab Shift+Tab",
      "← → Home End",
      "↑ ↓ Home End Enter Esc",
      "Esc",
      "/",
      "↑ ↓ ← → PageUp PageDown Home End",
      "Ctrl+Home Ctrl+End",
      "Enter",
      // These two are tried where the table and the chromosomes are (page-columns, page-plots).
      "Ctrl+C",
      "↑ ↓ Home End Enter",
      "↑ ↓",
      // This one in page-print.
      "Ctrl+P",
      "Esc",
      "?",
    ],
  );
  await press(page, "Escape");
  await help(page).waitFor({ state: "detached" });

  // Tabs.
  const tab = () => page.locator("[role=tab][aria-selected=true]").innerText();
  await tabTo(page, "[role=tab]");
  for (const [key, opens] of [
    ["ArrowRight", "Other lists"],
    ["End", "My own list"],
    ["ArrowLeft", "Other lists"],
    ["Home", "Intractable diseases"],
  ]) {
    await press(page, key);
    assert.equal(await tab(), opens, key);
  }

  // Diseases.
  await press(page, "Tab");
  const combobox = page.locator("[role=combobox]");
  const option = () =>
    page.evaluate(() => {
      const id = document.activeElement.getAttribute("aria-activedescendant");
      // Its place in the whole list, of which not every row is drawn.
      return Number(document.getElementById(id).getAttribute("aria-posinset")) - 1;
    });
  await page.keyboard.type("an");
  for (const [key, at] of [
    ["ArrowDown", 1],
    ["ArrowUp", 0],
  ]) {
    await press(page, key);
    assert.equal(await option(), at, key);
  }
  await press(page, "End");
  assert.ok((await option()) > 1);
  await press(page, "Home");
  assert.equal(await option(), 0);
  await press(page, "Escape");
  assert.equal(await combobox.inputValue(), "");
  await page.keyboard.type("167");
  await press(page, "Enter");
  assert.match(await page.locator(".chosen").innerText(), /167/);

  // The table.
  await demonstrated(page);
  await tabTo(page, "[role=grid]");
  const cell = () =>
    page.evaluate(() => {
      const id = document.activeElement.getAttribute("aria-activedescendant");
      const at = id && document.getElementById(id);
      return at && `${at.closest("[role=row]").ariaRowIndex} ${at.className.split(" ")[1]}`;
    });
  for (const [key, at] of [
    ["ArrowDown", "3 state"],
    ["ArrowRight", "3 gene"],
    ["End", "3 open"],
    ["ArrowLeft", "3 notes"],
    ["Home", "3 state"],
    ["PageDown", "11 state"],
    ["PageUp", "3 state"],
    ["Control+End", "18 open"],
    ["Control+Home", "2 state"],
    ["ArrowUp", "1 state"],
  ]) {
    await press(page, key);
    await page.waitForFunction(() => document.activeElement.hasAttribute("aria-activedescendant"));
    const now = await cell();
    // To the end of a row, or to the column that one was in: both are its last row.
    if (key === "Control+End") assert.match(now, /^18 /, key);
    else assert.equal(now, at, key);
  }
  const sorted = () => page.locator("[role=columnheader].state").getAttribute("aria-sort");
  assert.equal(await sorted(), "ascending");
  await press(page, "Enter");
  await page.waitForSelector("[role=columnheader].state[aria-sort=descending]");
  await page.waitForSelector("[role=gridcell].position code");

  // Evidence.
  await press(page, "ArrowDown", "Enter");
  const entry = page.locator("dialog.drawer .big");
  const first = await entry.innerText();
  const turned = (is) =>
    page.waitForFunction(
      ([text, is]) => (document.querySelector(".drawer .big")?.innerText === text) === is,
      [first, is],
    );
  await press(page, "ArrowDown");
  await turned(false);
  await press(page, "ArrowUp");
  await turned(true);
  await press(page, "Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await focused(page, "[role=grid]"), true);
});

test("Esc stops a comparison, and first of all closes what lies over it", async (t) => {
  const long = await longFile(t, demo.genome, 1500);
  const { page } = await openPage(t, { browser: await chromium });
  await chooseBuiltIn(page);
  await giveFile(page, long);
  await start(page);
  await screen(page, "running");
  await press(page, "?");
  await help(page).waitFor();
  await press(page, "Escape");
  await help(page).waitFor({ state: "detached" });
  assert.equal(await page.locator(".run").count(), 1, "it runs on");
  await press(page, "Escape");
  await screen(page, "checked");
});

for (const [locale, width] of [
  ["ja-JP", 1280],
  ["en-US", 360],
  ["en-US", 320],
]) {
  test(`nothing keeps people out of the help: ${locale}, ${width}`, async (t) => {
    const { page } = await openWithAxe(t, {
      browser: await chromium,
      locale,
      width,
      reducedMotion: "reduce",
    });
    await press(page, "?");
    const dialog = page.locator("dialog.help-sheet");
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await barriers(page), [], colorScheme);
    }
    assert.equal(await dialog.evaluate((one) => one.scrollWidth > one.clientWidth), false);
    // By the keyboard alone its end comes into sight.
    await press(page, "End");
    await page.waitForFunction(() => {
      const { scrollTop, clientHeight, scrollHeight } = document.querySelector(".help-sheet");
      return scrollTop + clientHeight >= scrollHeight - 2;
    });
  });
}
