// On paper: what the page says stands there, what acts does not; in black on white, whatever the theme.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { chooseBuiltIn, compare, giveList, openPage, screen } from "./page-support.mjs";
import { browser, demo, folder, PANEL, shared } from "./support.mjs";

/** In one process: only there does a frame hear that a tab is shown as paper. */
const chromium = browser({ after }, { args: ["--disable-features=IsolateSandboxedIframes"] });

async function sample(t, options = {}, genome = demo.genome) {
  const opened = await openPage(t, { browser: await chromium, ...options });
  await chooseBuiltIn(opened.page);
  await compare(opened.page, genome);
  await screen(opened.page, "result");
  await opened.page.waitForSelector(".chromosomes button");
  return opened;
}

/** The page as it is put on paper: its text. */
async function onPaper(page, rows) {
  await page.emulateMedia({ media: "print" });
  if (rows > 0) await page.waitForFunction(rowsAre, rows);
  return page.locator("body").innerText();
}

const rowsAre = (n) => document.querySelectorAll(".print-rows tbody tr").length === n;

/** What can be acted on and is seen. */
const acting = (page) =>
  page
    .locator("button, input, select, textarea, summary, dialog, [role=tab], .drop")
    .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.innerText));

const CHROMOSOMES = [...Array.from({ length: 22 }, (_, at) => String(at + 1)), "X", "Y"];

const TEXTS = {
  en: {
    there: [
      "What the file records",
      "Of 17 entries, 7 are recorded for sample SYNTHETIC.",
      "Carried and indeterminate entries",
      "Where the entries lie",
      "What was not assessed or not decided",
      "What was read",
      "Record of this run",
      "GQ 20 at least",
      "imputed records do not count",
      "Printed on",
      "It is not for diagnosis, treatment or prevention.",
      "not connected with",
      "wasm SHA-256",
    ],
    absent: ["Settings", "Help", "Wipe", "Narrow", "Save", "Show", "View", "Use another", "Choose"],
  },
  ja: {
    there: [
      "照合の結果",
      "7 件が検体 SYNTHETIC に記録されています",
      "「持っている」と「決められない」の項目",
      "染色体の上の位置",
      "読み取りの内訳",
      "実行の記録",
      "GQ 20 以上",
      "印刷した日",
      "診断・治療・予防を目的としていません",
      "wasm SHA-256",
    ],
    absent: ["設定\n", "使い方", "消去", "絞り込む", "この項目を表示", "表で見る", "保存"],
  },
};

for (const [locale, colorScheme, theme] of [
  ["en-US", "dark", undefined],
  ["ja-JP", "light", "dark"],
]) {
  test(`a result on paper: ${locale}, ${theme ?? colorScheme}`, async (t) => {
    const { page, complaints } = await sample(t, { locale, colorScheme });
    if (theme) await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
    const text = await onPaper(page, 7);
    const { there, absent } = TEXTS[locale.slice(0, 2)];
    for (const part of there) assert.ok(text.includes(part), `${part} is not in ${text}`);
    for (const part of absent) assert.ok(!text.includes(part), `${part} is in ${text}`);
    // Of the panel, of its source, and of the wasm.
    assert.equal(text.match(/\b[0-9a-f]{64}\b/g).length, 3);
    assert.match(text, /\b20\d\d-\d\d-\d\d\b/);
    assert.deepEqual(await acting(page), CHROMOSOMES);
    assert.equal(await page.locator(".share").isVisible(), true);
    assert.equal(await page.locator("[role=grid]").isVisible(), false);
    const [row] = await page.locator(".print-rows tbody tr").allInnerTexts();
    assert.match(row, /UGT1A1\*6[^]*2:233,760,498[^]*G>A/);
    const colours = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      const marks = [...document.querySelectorAll(".counts > li")];
      return [color, backgroundColor, ...marks.map((mark) => getComputedStyle(mark).color)];
    });
    assert.deepEqual(colours, [
      "rgb(22, 32, 44)",
      "rgb(255, 255, 255)",
      "rgb(15, 47, 112)",
      "rgb(27, 119, 116)",
      "rgb(94, 55, 2)",
      "rgb(184, 37, 176)",
    ]);
    // Nothing hangs over the edge of the sheet, and nothing is behind a scroll bar.
    await page.setViewportSize({ width: 688, height: 973 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 688, `${wide}`);
    assert.deepEqual(complaints, []);
  });
}

test("the rows of paper are there when printing starts, and gone when it ends", async (t) => {
  const { page } = await sample(t);
  await page.waitForSelector("[role=gridcell].position code");
  const tell = (name) => page.evaluate((name) => void dispatchEvent(new Event(name)), name);
  assert.equal(await page.evaluate(rowsAre, 0), true);
  await tell("beforeprint");
  assert.equal(await page.evaluate(rowsAre, 7), true);
  assert.equal(await page.locator(".print-rows").isVisible(), false);
  await tell("afterprint");
  assert.equal(await page.evaluate(rowsAre, 0), true);
  // Printing for real tells the page the same.
  await page.evaluate(() => {
    new MutationObserver(() => {
      globalThis.most = Math.max(
        globalThis.most ?? 0,
        document.querySelectorAll(".print-rows tbody tr").length,
      );
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.pdf({ format: "A4" });
  await page.waitForFunction(() => globalThis.most === 7);
});

test("evidence that is open is not printed over the result", async (t) => {
  const { page } = await sample(t);
  await page.locator("[role=gridcell].gene").first().click();
  await page.locator("dialog.drawer .line-box").waitFor();
  const text = await onPaper(page, 7);
  assert.deepEqual(await acting(page), CHROMOSOMES);
  assert.match(text, /What the file records/);
});

test("that a file was cut short, and what a list was narrowed to, stand on paper", async (t) => {
  const whole = await readFile(demo.genome);
  const path = await folder(t, { "cut.vcf.gz": whole.subarray(0, 0.9 * whole.length) });
  const { page } = await openPage(t, { browser: await chromium });
  await giveList(page, join(path, "panel.vcf"));
  await compare(page, join(path, "cut.vcf.gz"));
  await screen(page, "result");
  await page.getByRole("button", { name: "Narrow the list" }).click();
  await page.getByLabel(/^Genes/).fill("ALDH2");
  await page.getByRole("button", { name: "Narrow", exact: true }).click();
  await page.locator(".in-force .chip").waitFor();
  const text = await onPaper(page, 0);
  assert.match(text, /The file is cut short/);
  assert.match(text, /ALDH2[^]*1 of 3 entries of the list/);
  assert.doesNotMatch(text, /Narrow the list|Take/);
});

test("of thousands of findings the gravest are printed, and how many more there are", async (t) => {
  if (!shared("files")) return t.skip("../shared/data is not there");
  const { page } = await openPage(t, { browser: await chromium });
  await giveList(page, shared("files/panel/clinvar/2016-11-02.clinvar.vcf.gz"));
  await compare(page, shared("files/single/Exomiser/Pfeiffer.vcf.gz"));
  await page.waitForSelector(".by-gene li");
  const text = await onPaper(page, 128);
  assert.match(text, /128 of 1,225 entries are printed, the gravest of each state\. 1,097 more/);
  // Those that are carried, however many, leave out none that is not decided.
  assert.equal(await page.locator(".print-rows tbody .state.indeterminate").count(), 8);
  assert.match(text, /559 more genes have findings and are not printed/);
  assert.match(text, /37,949 entries of 84 genes are held back/);
  // The question itself is for the screen.
  assert.doesNotMatch(text, /Look at genes considered|I understand|Show more/);
});

test("a first screen on paper says what it is, and offers nothing", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  const text = await onPaper(page, 0);
  assert.deepEqual(await acting(page), []);
  assert.match(text, /It is not for diagnosis/);
  assert.doesNotMatch(text, /Drop|Intractable diseases\n/);
});

/** Calls of `print()`, each with the rows that would be on paper. */
const counted = (page) =>
  page.addInitScript(() => {
    globalThis.printed = [];
    globalThis.print = () => {
      const at = globalThis.printed.push("printing") - 1;
      dispatchEvent(new Event("beforeprint"));
      // What listeners put off until they have returned is done by the time a browser lays the page out.
      setTimeout(() => {
        globalThis.printed[at] = document.querySelectorAll(".print-rows tbody tr").length;
        dispatchEvent(new Event("afterprint"));
      });
    };
  });
const printed = async (page) => {
  await page.waitForFunction(() => !globalThis.printed.includes("printing"));
  return page.evaluate(() => globalThis.printed);
};

for (const [locale, name, save] of [
  ["en-US", "Print / save as PDF", "Save"],
  ["ja-JP", "印刷・PDF で保存", "保存"],
]) {
  test(`a button and the key print the page itself: ${locale}`, async (t) => {
    const { page, complaints } = await openPage(t, {
      browser: await chromium,
      locale,
      prepare: counted,
    });
    const press = (key) => page.keyboard.press(key);
    // On every screen, and while someone types; not with keys that mean something else.
    await press("Control+p");
    await page.locator("[role=combobox]").focus();
    await press("Meta+p");
    assert.deepEqual(await printed(page), [0, 0]);
    for (const key of ["p", "Alt+p", "Control+Shift+p"]) await press(key);
    assert.deepEqual(await printed(page), [0, 0]);
    await chooseBuiltIn(page);
    await compare(page, demo.genome);
    await screen(page, "result");
    await page.waitForSelector(".chromosomes button");
    await page.getByRole("button", { name, exact: true }).click();
    assert.deepEqual(await printed(page), [0, 0, 7]);
    // Beside the files that are saved as well.
    await page.getByRole("button", { name: save, exact: true }).click();
    await page.locator(".forms input[value=page]").check();
    await page.locator("dialog").getByRole("button", { name, exact: true }).click();
    assert.deepEqual(await printed(page), [0, 0, 7, 7]);
    assert.equal(await page.locator("dialog").count(), 0);
    // Over evidence, too.
    await page.locator("[role=gridcell].gene").first().click();
    await page.locator("dialog.drawer .line-box").waitFor();
    await press("Control+P");
    assert.deepEqual(await printed(page), [0, 0, 7, 7, 7]);
    assert.deepEqual(complaints, []);
  });
}

test("before many genotypes are printed the same is said as before they are saved", async (t) => {
  const lines = PANEL.split("\n").slice(0, 3);
  const at = (place) => `10\t${94_000_000 + place}\t.\tG\tA\t50\tPASS\t.`;
  const rows = Array.from({ length: 40 }, (_, place) => at(place));
  const called = rows.map((row) => `${row}\tGT:GQ\t0/1:99`);
  const path = await folder(t, {
    "panel.vcf": [...lines, ...rows, ""].join("\n"),
    "genome.vcf": [`${lines.join("\n")}\tFORMAT\tS`, ...called, ""].join("\n"),
  });
  const { page } = await openPage(t, { browser: await chromium, prepare: counted });
  await giveList(page, join(path, "panel.vcf"));
  await compare(page, join(path, "genome.vcf"));
  await screen(page, "result");
  await page.getByRole("button", { name: "Print / save as PDF" }).click();
  assert.match(await page.locator("dialog .note").innerText(), /40 genotyped sites/);
  assert.deepEqual(await printed(page), []);
  await page.locator("dialog").getByRole("button", { name: "Print / save as PDF" }).click();
  assert.deepEqual(await printed(page), [40]);
});

test("a report in both languages has each text in both, once it is asked for", async (t) => {
  const { page, complaints } = await openPage(t, {
    browser: await chromium,
    prepare: (page) =>
      page.addInitScript(() => {
        globalThis.print = () => void dispatchEvent(new Event("beforeprint"));
      }),
  });
  await chooseBuiltIn(page);
  await compare(page, demo.genome);
  await screen(page, "result");
  await page.waitForSelector(".chromosomes button");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("radio", { name: "Report in Japanese and English" }).check();
  await page.locator("dialog").getByRole("button", { name: "Print / save as PDF" }).click();
  await page.waitForFunction(rowsAre, 7);
  const text = await onPaper(page, 7);
  for (const part of [
    ["照合の報告書", "Screening report"],
    ["7 件が検体 SYNTHETIC に記録されています", "7 are recorded for sample SYNTHETIC."],
    ["持っている", "Carried"],
    ["ヘテロ接合", "Heterozygous"],
    ["判定できなかったもの", "What was not assessed"],
    ["実行の記録", "Record of this run"],
    ["診断・治療・予防を目的としていません", "not for diagnosis, treatment or prevention"],
    ["染色体の上の位置", "Where the entries lie"],
  ].flat()) {
    assert.ok(text.includes(part), `${part} is not in ${text}`);
  }
  assert.deepEqual(await acting(page), CHROMOSOMES);
  // Each block says which language it is in, and nothing hangs over the edge of the sheet.
  const languages = await page
    .locator(".both > div")
    .evaluateAll((all) => all.map(({ lang, textContent }) => [lang, /[ぁ-ん]/.test(textContent)]));
  for (const [lang, kana] of languages) assert.equal(kana, lang === "ja");
  await page.setViewportSize({ width: 688, height: 973 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 688, `${wide}`);
  // The next printing is of the page as it is.
  await page.evaluate(() => void dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".print-both").count(), 0);
  await page.emulateMedia({ media: "screen" });
  assert.equal(await page.locator(".print-both").count(), 0);
  await page.getByRole("button", { name: "Print / save as PDF" }).click();
  await page.waitForFunction(rowsAre, 7);
  assert.equal(await page.locator(".print-both").count(), 0);
  assert.deepEqual(complaints, []);
});
