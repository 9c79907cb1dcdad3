// The settings: how the page looks, what proves absence, how the work is done; in memory, and for everyone.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import { compared, files, press } from "./page-clinvar.mjs";
import {
  counts,
  giveFile,
  giveList,
  kept,
  openPage,
  SAMPLE_COUNTS,
  savedReport,
  screen,
  start,
} from "./page-support.mjs";
import { browser, folder, largeGenome } from "./support.mjs";

const chromium = browser({ after });

const opener = (page) => page.locator(".tool[aria-haspopup]").first();
const sheet = (page) => page.locator("dialog.settings-sheet");
const quality = (page) => sheet(page).locator("[type=number]").first();
const absent = (page) => sheet(page).locator("[type=checkbox]").nth(2);

const looks = ["auto", "light", "dark"];
/** Presses the button of a theme; the groups of the dialog are those of the language and of the theme. */
const choose = (page, theme) =>
  sheet(page).locator(".languages").nth(1).locator("button").nth(looks.indexOf(theme)).click();

/** Opens the settings, sets something, and closes them again. */
async function set(page, change) {
  await opener(page).click();
  await change(page);
  await press(page, "Escape");
  await sheet(page).waitFor({ state: "detached" });
}

/** The report that the page saves. */
const report = async (page) => JSON.parse((await savedReport(page)).text);

async function demonstrated(page) {
  await page.locator(".demo .link").click();
  await screen(page, "result");
}

/** Colours, and shadows without what cannot be seen of them, of all that is on the page. */
async function painted(page) {
  // What lies under the mouse has a colour of its own.
  await page.mouse.move(0, 0);
  return page.evaluate(() =>
    [...document.querySelectorAll("body, body *")].map((element) => {
      const style = getComputedStyle(element);
      const { color, backgroundColor, borderTopColor, fill, stroke, boxShadow } = style;
      const shadow = boxShadow.split(/, (?=rgb)/).filter((one) => !/^rgba\(0, 0, 0, 0\)/.test(one));
      return [color, backgroundColor, borderTopColor, fill, stroke, ...shadow].join(" ");
    }),
  );
}

test("a theme that is chosen looks as the device's own, on either device", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  const ofDevice = {};
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    ofDevice[colorScheme] = await painted(page);
  }
  assert.notDeepEqual(ofDevice.light, ofDevice.dark);
  for (const device of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: device });
    for (const theme of ["light", "dark", "auto"]) {
      await set(page, () => choose(page, theme));
      const wanted = theme === "auto" ? device : theme;
      assert.deepEqual(await painted(page), ofDevice[wanted], `${theme} on a ${device} device`);
    }
  }
});

test("it is named, opened and closed by keys, gives the focus back, and keeps nothing", async (t) => {
  const { page, complaints } = await openPage(t, { browser: await chromium });
  const before = await kept(page);
  await opener(page).focus();
  await press(page, "Enter");
  await page.getByRole("dialog", { name: "Settings" }).waitFor();
  assert.match(await sheet(page).innerText(), /in the memory of this page only/);
  await absent(page).focus();
  await press(page, "Space");
  await sheet(page).getByRole("button", { name: "日本語" }).click();
  await page.getByRole("dialog", { name: "設定" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  await press(page, "Escape");
  await sheet(page).waitFor({ state: "detached" });
  assert.equal(await opener(page).evaluate((one) => one === document.activeElement), true);
  assert.deepEqual(await kept(page), before);
  await opener(page).click();
  assert.equal(await absent(page).isChecked(), true);
  await page.reload();
  await opener(page).click();
  assert.equal(await absent(page).isChecked(), false, "another page begins anew");
  assert.deepEqual(complaints, []);
});

test("another policy is offered to a result, which says what was set, as does its report", async (t) => {
  const { page, complaints } = await openPage(t, { browser: await chromium });
  await demonstrated(page);
  assert.deepEqual(await counts(page), SAMPLE_COUNTS);
  const context = page.locator(".context");
  assert.doesNotMatch(await context.innerText(), /Set by you/);
  await opener(page).click();
  const again = sheet(page).getByRole("button", { name: "Compare again with these settings" });
  assert.equal(await again.count(), 0);
  await quality(page).fill("30");
  await absent(page).check();
  assert.match(await sheet(page).locator(".assumes").innerText(), /“assumed”/);
  await again.click();
  await page.waitForSelector(".counts.assumed");
  // No record is an answer now, and one apart.
  assert.deepEqual(await counts(page), [7, 2, 1, 0, 7]);
  assert.match(
    await context.innerText(),
    /Set by you\s+GQ 30 at least · no record is taken as the reference/,
  );
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  const { policy } = await report(page);
  assert.equal(policy.minGq, 30);
  assert.equal(policy.absentIsReference, true);
  await opener(page).click();
  assert.equal(await again.count(), 0);
  await sheet(page).getByRole("button", { name: "Set these back" }).click();
  assert.equal(await quality(page).inputValue(), "20");
  await again.click();
  await page.waitForSelector(".counts.assumed", { state: "detached" });
  await screen(page, "result");
  assert.deepEqual(await counts(page), SAMPLE_COUNTS);
  assert.doesNotMatch(await context.innerText(), /Set by you/);
  assert.deepEqual(complaints, []);
});

test("what is no whole number changes nothing, and is said", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  await opener(page).click();
  const depth = sheet(page).locator("[type=number]").nth(1);
  await quality(page).fill("35");
  for (const wrong of ["-1", "2.5", "1000000"]) {
    await quality(page).fill(wrong);
    assert.match(await sheet(page).locator("[role=status]").first().innerText(), /0 to 999/);
    assert.equal(await quality(page).getAttribute("aria-invalid"), "true");
  }
  await depth.fill("8");
  await press(page, "Escape");
  await demonstrated(page);
  const { policy } = await report(page);
  assert.deepEqual([policy.minGq, policy.minDp], [35, 8]);
  await set(page, async () => {
    await quality(page).fill("");
    await depth.fill("");
    await sheet(page).getByRole("button", { name: "Compare again" }).waitFor();
  });
});

test("comparing again keeps the conditions that a result was narrowed by", async (t) => {
  const path = await folder(t, files);
  const { page } = await openPage(t, { browser: await chromium });
  await compared(page, path, 167);
  await page.locator(".narrow-row > .button").click();
  await page.getByLabel("Genes, whole symbols").fill("FBN1");
  await press(page, "Enter");
  await page.waitForSelector(".in-force .chip");
  const before = await counts(page);
  await opener(page).click();
  await quality(page).fill("99");
  await sheet(page).getByRole("button", { name: "Compare again" }).click();
  await page.locator(".context", { hasText: "GQ 99 at least" }).waitFor();
  await page.waitForSelector(".in-force .chip");
  assert.deepEqual(await page.locator(".in-force .chip").allInnerTexts(), ["FBN1"]);
  assert.deepEqual(await counts(page), before);
});

test("as many workers read a large file as were chosen", async (t) => {
  const path = await folder(t, { "large.vcf": largeGenome() });
  const { page } = await openPage(t, { browser: await chromium });
  const most = await page.evaluate(() => Math.min(8, navigator.hardwareConcurrency));
  await opener(page).click();
  const choice = sheet(page).locator("select");
  const numbers = Array.from({ length: most }, (_, at) => String(at + 1));
  assert.deepEqual(await choice.locator("option").allInnerTexts(), ["Automatic", ...numbers]);
  await choice.selectOption("1");
  await press(page, "Escape");
  await giveList(page, join(path, "panel.vcf"));
  await giveFile(page, join(path, "large.vcf"));
  await start(page);
  await screen(page, "result");
  assert.equal((await report(page)).run.workers, 1);
});

for (const [locale, width] of [
  ["ja-JP", 1280],
  ["en-US", 360],
  ["en-US", 320],
]) {
  test(`nothing keeps people out of the settings: ${locale}, ${width}`, async (t) => {
    const { page } = await openWithAxe(t, {
      browser: await chromium,
      locale,
      width,
      reducedMotion: "reduce",
    });
    await demonstrated(page);
    await opener(page).click();
    await quality(page).fill("-1");
    await absent(page).check();
    for (const theme of ["light", "dark"]) {
      await choose(page, theme);
      assert.deepEqual(await barriers(page), [], theme);
      const wide = await sheet(page).evaluate((one) => one.scrollWidth > one.clientWidth);
      assert.equal(wide, false, "no part of the dialog lies to the side");
    }
    // Where the header has no room for the languages they are here.
    const languages = page.locator(".top .languages");
    assert.equal(await languages.isVisible(), width > 680);
  });
}

test("the header has room for all of its tools at any width", async (t) => {
  for (const locale of ["en-US", "ja-JP"]) {
    const { page } = await openPage(t, { browser: await chromium, locale });
    for (const width of [320, 400, 670, 690, 720, 750, 770, 1000]) {
      await page.setViewportSize({ width, height: 700 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.equal(over, 0, `${locale}, ${width}`);
    }
  }
});

test("readings in kana stand beside names of diseases, or do not, and find them either way", async (t) => {
  const { page } = await openPage(t, { browser: await chromium, locale: "ja-JP" });
  const names = page.locator("[role=option] .names").first();
  await page.locator("[role=combobox]").fill("もうまくしきそへんせいしょう");
  await page.getByText("もうまくしきそへんせいしょう", { exact: true }).waitFor();
  assert.match(await names.innerText(), /網膜色素変性症/);
  await set(page, () => page.getByRole("checkbox", { name: "病名にかなを付ける" }).uncheck());
  assert.equal(await page.getByText("もうまくしきそへんせいしょう", { exact: true }).count(), 0);
  // What it is called in the other language stays.
  assert.match(await names.innerText(), /網膜色素変性症[^]*Retinitis/i);
  await set(page, () => page.getByRole("checkbox", { name: "病名にかなを付ける" }).check());
  await page.getByText("もうまくしきそへんせいしょう", { exact: true }).waitFor();
});

test("with colours of the device's own a tick and a pressed button are still seen", async (t) => {
  const { page } = await openPage(t, { browser: await chromium, forcedColors: "active" });
  await opener(page).click();
  const seen = await sheet(page).evaluate((dialog) => {
    const box = dialog.querySelector("[type=checkbox]:checked");
    const [pressed, other] = ["true", "false"].map((is) =>
      getComputedStyle(dialog.querySelector(`[aria-pressed=${is}]`)),
    );
    const tick = getComputedStyle(box, "::before").borderBottomColor;
    return {
      tick: tick !== getComputedStyle(box).backgroundColor,
      pressed: pressed.outlineStyle !== other.outlineStyle,
    };
  });
  assert.deepEqual(seen, { tick: true, pressed: true });
  // A theme would put its own colours of marks on the device's paper.
  await press(page, "Escape");
  const before = await painted(page);
  for (const theme of ["light", "dark"]) {
    await set(page, () => choose(page, theme));
    assert.deepEqual(await painted(page), before, theme);
  }
});
