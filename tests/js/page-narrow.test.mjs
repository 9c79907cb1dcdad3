// A finished result is narrowed, and widened again: counts, sentence, table and what is saved follow at once.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import { compared, files, press, tabTo } from "./page-clinvar.mjs";
import { counts, openPage, savedReport, workers } from "./page-support.mjs";
import { browser, folder } from "./support.mjs";

const chromium = browser({ after });

const tags = (page) => page.locator(".in-force .chip").allInnerTexts();
const footer = (page) => page.locator(".table-foot [role=status]").innerText();

/** Opens the form, lets `fill` fill it in, and takes it. */
async function narrow(page, fill) {
  await page.locator(".narrow-row > .button").click();
  await fill(page.locator(".narrow-form"));
  await page.locator(".narrow-form .primary").click();
}

const taken = (page) => page.locator(".narrow-form").waitFor({ state: "detached" });

/** Waits for the counts, in the order of the page. */
async function countsAre(page, wanted) {
  await page.waitForFunction((wanted) => {
    const texts = [...document.querySelectorAll(".counts strong")].map((one) => one.innerText);
    return texts.join() === wanted.join();
  }, wanted);
}

test("each condition narrows at once, all together, and each is taken back", async (t) => {
  const path = await folder(t, files);
  const { page, complaints } = await openPage(t, { browser: await chromium });
  await compared(page, path, 167);
  assert.deepEqual(await counts(page), [2, 0, 1, 0]);
  await narrow(page, (form) =>
    form
      .getByRole("button", { name: /^(likely )?pathogenic$/ })
      .first()
      .click(),
  );
  await taken(page);
  await countsAre(page, [1, 0, 0, 0]);
  assert.deepEqual(await tags(page), ["pathogenic"]);
  assert.match(await page.locator(".narrow-row").innerText(), /1 of 5 entries/);
  const carrying = "This file records sample S as carrying FBN1 15:48,410,998 C>G (heterozygous).";
  await page.locator(".say").getByText(carrying, { exact: true }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".grid [role=row]").length === 2);
  assert.equal(await footer(page), "1 of 1 row");
  await narrow(page, (form) => form.getByRole("button", { name: "likely pathogenic" }).click());
  await taken(page);
  await countsAre(page, [1, 0, 1, 0]);
  await narrow(page, (form) => form.getByRole("button", { name: "Review status 3 of 4" }).click());
  await taken(page);
  await countsAre(page, [1, 0, 0, 0]);
  assert.deepEqual(await tags(page), [
    "pathogenic",
    "likely pathogenic",
    "Review status 3 of 4 or more",
  ]);
  await page.getByRole("button", { name: "Take back: Review status 3 of 4 or more" }).click();
  await countsAre(page, [1, 0, 1, 0]);
  await page.getByRole("button", { name: "Take all back" }).click();
  await countsAre(page, [2, 0, 1, 0]);
  assert.deepEqual(await tags(page), []);
  // By one pass over the file: the worker that made it answers all of this.
  await workers(page, 1);
  assert.deepEqual(complaints, []);
});

test("what nothing meets, or cannot be read, is said, and changes nothing", async (t) => {
  const path = await folder(t, files);
  const { page } = await openPage(t, { browser: await chromium });
  await compared(page, path, 167);
  await narrow(page, (form) => form.getByLabel("Place").fill("chr99:1-2"));
  assert.match(await page.locator(".narrow-failure").innerText(), /chr99:1-2.*cannot be read/);
  await page.getByLabel("Place").fill("chr15:48411006");
  await page.getByLabel("Genes, whole symbols").fill("FBN1L");
  await press(page, "Enter");
  await page.waitForFunction(() =>
    /No entry/.test(document.querySelector(".narrow-failure")?.innerText),
  );
  assert.deepEqual(await counts(page), [2, 0, 1, 0]);
  await page.getByLabel("Genes, whole symbols").fill("fbn1, nope");
  // An input method's Enter is not the form's, nor is that of a field that is no text.
  const left = (field, isComposing) =>
    field.evaluate((element, isComposing) => {
      const init = { key: "Enter", isComposing, bubbles: true, cancelable: true };
      return element.dispatchEvent(new KeyboardEvent("keydown", init));
    }, isComposing);
  assert.equal(await left(page.getByLabel("Genes, whole symbols"), true), true);
  assert.equal(await left(page.getByLabel("Consequence"), false), true);
  // No frame has to allow forms for it.
  assert.equal(await page.locator("form").count(), 0);
  await press(page, "Enter");
  await taken(page);
  assert.deepEqual(await tags(page), ["fbn1", "nope", "chr15:48411006"]);
  assert.equal(
    await page.locator(".absent.small").first().innerText(),
    "No entry of the list has: nope",
  );
  assert.match(await footer(page), /1 of 1 row/);
});

test("a report that is saved is of what is in force", async (t) => {
  const path = await folder(t, files);
  const { page } = await openPage(t, { browser: await chromium });
  await compared(page, path, 167);
  await narrow(page, (form) => form.getByLabel("Place").fill("chr15:48,411,006-48,411,010"));
  await taken(page);
  await countsAre(page, [1, 0, 1, 0]);
  const report = JSON.parse((await savedReport(page)).text);
  assert.deepEqual(report.filter.asked.regions, ["chr15:48,411,006-48,411,010"]);
  assert.equal(report.filter.entries, 2);
  assert.deepEqual(
    report.verdicts.map(({ entry }) => entry.pos),
    [48411010],
  );
});

test("a list of genes is a condition, and says which of its lines gave none", async (t) => {
  const genes = "fbn1\n# a remark\nSMN1\n12\nFBN1\n";
  const panelapp = JSON.stringify({
    name: "Aorta",
    genes: [
      { entity_name: "FBN1", confidence_level: "3", gene_data: { gene_symbol: "FBN1" } },
      { entity_name: "SMN1", confidence_level: "1", gene_data: { gene_symbol: "SMN1" } },
    ],
  });
  const path = await folder(t, {
    ...files,
    "genes.txt": genes,
    "aorta.json": panelapp,
    "other.json": "{}",
  });
  const { page, complaints } = await openPage(t, { browser: await chromium });
  // It comes after what the page needs; once a file is open nothing comes any more.
  await page.waitForLoadState("networkidle");
  await compared(page, path, 167);
  await page.locator(".narrow-row > .button").click();
  const field = page.getByLabel("Genes, whole symbols");
  const give = (file) => page.setInputFiles(".gene-file .file-input", `${path}/${file}`);
  await give("genes.txt");
  await page.locator(".gene-file summary").click();
  assert.equal(await field.inputValue(), "fbn1, SMN1");
  assert.match(
    await page.locator(".gene-file").innerText(),
    /2 genes.*2 lines.*line 4\s+12.*line 5/s,
  );
  await give("other.json");
  await page.waitForFunction(() => /other/.test(document.querySelector(".gene-file").innerText));
  assert.equal(await field.inputValue(), "fbn1, SMN1");
  // Of PanelApp those that are green.
  await give("aorta.json");
  await page.waitForFunction(() => /aorta/.test(document.querySelector(".gene-file").innerText));
  assert.equal(await field.inputValue(), "FBN1");
  await page.locator(".narrow-form .primary").click();
  await taken(page);
  assert.deepEqual(await tags(page), ["FBN1"]);
  await workers(page, 1);
  assert.deepEqual(complaints, []);
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "dark"],
  ["en-US", 320, "light"],
]) {
  test(`by keyboard alone, and axe finds nothing: ${locale}, ${width}`, async (t) => {
    const path = await folder(t, files);
    const { page } = await openWithAxe(t, { browser: await chromium, locale, width, colorScheme });
    await compared(page, path, undefined);
    await tabTo(page, ".narrow-row > .button");
    await press(page, "Enter");
    await tabTo(page, ".disease-field input");
    await page.keyboard.type("167");
    await page.locator(".offer").first().waitFor();
    assert.deepEqual(await barriers(page), [], "form");
    await tabTo(page, ".offer");
    await press(page, "Enter");
    await tabTo(page, ".narrow-form .primary");
    await press(page, "Enter");
    await taken(page);
    assert.match((await tags(page)).join(), /^167 /);
    await countsAre(page, [2, 0, 1, 0]);
    assert.equal(await page.locator(".listed-by .chip").count(), 2);
    assert.deepEqual(await barriers(page), [], "narrowed");
    await tabTo(page, ".in-force .chip");
    await press(page, "Enter");
    await page.locator(".in-force").waitFor({ state: "detached" });
    assert.match(await page.evaluate(() => document.activeElement.className), /button/);
    assert.equal(await page.locator(".listed-by").count(), 0);
  });
}
