// What a result is saved as: each form is what the package makes of the same report; what is said before; by keyboard.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { exportReport, exportVcf } from "../../dist/node.js";
import { barriers, openWithAxe } from "./axe.mjs";
import { press, tabTo } from "./page-clinvar.mjs";
import {
  chooseBuiltIn,
  compare,
  giveList,
  longFile,
  openPage,
  savedAs,
  screen,
  toSave,
} from "./page-support.mjs";
import { browser, demo, folder, PANEL } from "./support.mjs";

const chromium = browser({ after });

/** The result of the sample genome. */
async function sampleResult(t, options = {}) {
  const opened = await openPage(t, { browser: await chromium, ...options });
  await chooseBuiltIn(opened.page);
  await compare(opened.page, demo.genome);
  await screen(opened.page, "result");
  return opened;
}

const EXTENSIONS = {
  csv: "csv",
  tsv: "tsv",
  html: "html",
  vcf: "vcf",
  fhir: "fhir.json",
  phenopacket: "phenopacket.json",
  summary: "counts.json",
};

/** What the package makes of a report (JSON) that the page saved. */
async function made(json, form, { rows = "carried", names = "keep" }, language) {
  const options = { scope: rows, samples: names };
  if (form === "vcf") {
    const genome = new File([await readFile(demo.genome)], demo.genome.split("/").at(-1));
    const pieces = [];
    for await (const piece of exportVcf(json, genome, options)) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }
  const table = form === "csv" ? { bom: true, crlf: true } : {};
  const bytes = await exportReport(json, { format: form, language, ...options, ...table });
  return Buffer.from(bytes).toString();
}

/** Without the time at which it was made. */
const undated = (text) => text.replaceAll(/"created":\s*"[^"]+"/g, "");

for (const [locale, language] of [
  ["en-US", "en"],
  ["ja-JP", "ja"],
])
  test(`each form is what the package makes of the same report: ${locale}`, async (t) => {
    const { page, complaints } = await sampleResult(t, { locale });
    const { text: json } = await savedAs(page, "json");
    const choices = [{}, { rows: "all", names: "number" }, { rows: "all", names: "drop" }];
    for (const [form, extension] of Object.entries(EXTENSIONS)) {
      for (const more of choices) {
        const asked = form === "summary" ? { ...(more.names && { names: more.names }) } : more;
        const { name, text } = await savedAs(page, form, asked);
        assert.match(name, new RegExp(`^genosieve_japan-sentinels_\\d{8}\\.${extension}$`));
        const wanted = await made(json, form, asked, language);
        assert.equal(undated(text), undated(wanted), `${form} ${JSON.stringify(asked)}`);
        if (more.names) assert.doesNotMatch(text, /SYNTHETIC|synthetic-genome/, form);
      }
    }
    assert.deepEqual(complaints, []);
  });

test("forty genotyped sites are told of before, by what the file would hold", async (t) => {
  const lines = PANEL.split("\n").slice(0, 3);
  const row = (at, called = "") => `10\t${94_000_000 + at}\t.\tG\tA\t50\tPASS\t.${called}`;
  const places = Array.from({ length: 42 }, (_, at) => at);
  // Two rows that contradict each other: indeterminate.
  const called = places.flatMap((at) =>
    (at < 30 ? ["0/1"] : ["0/1", "0/0"]).map((gt) => row(at, `\tGT:GQ\t${gt}:99`)),
  );
  const path = await folder(t, {
    "panel.vcf": [...lines, ...places.map((at) => row(at)), ""].join("\n"),
    "genome.vcf": [`${lines.join("\n")}\tFORMAT\tS`, ...called, ""].join("\n"),
  });
  const { page } = await openPage(t, { browser: await chromium });
  await giveList(page, join(path, "panel.vcf"));
  await compare(page, join(path, "genome.vcf"));
  await screen(page, "result");
  const warned = async (form, more) => {
    await toSave(page, form, more);
    await page.locator(".save .acts .primary:not([disabled])").waitFor();
    const said = await page.locator(".save .note").allInnerTexts();
    await page.keyboard.press("Escape");
    await page.locator("dialog.save").waitFor({ state: "detached" });
    return said.join();
  };
  assert.equal(await warned("csv", { rows: "carried" }), "");
  assert.match(await warned("csv", { rows: "all" }), /42 genotyped sites/);
  assert.match(await warned("json"), /42 genotyped sites/);
  assert.match(await warned("page"), /42 genotyped sites/);
  assert.match(await warned("fhir", { rows: "all", names: "drop" }), /42 genotyped sites/);
  assert.equal(await warned("summary"), "");
});

test("by keyboard alone, and the focus comes back", async (t) => {
  const { page } = await sampleResult(t);
  await tabTo(page, ".acts .primary");
  await press(page, "Enter");
  await page.locator("dialog.save").waitFor();
  const chosen = () => page.evaluate(() => document.activeElement.value);
  assert.equal(await chosen(), "csv");
  await press(page, "ArrowDown", "ArrowDown", "ArrowDown");
  assert.equal(await chosen(), "vcf");
  await press(page, "Tab", "ArrowDown");
  assert.equal(await chosen(), "all");
  await press(page, "Tab", "ArrowDown", "ArrowDown");
  assert.equal(await chosen(), "drop");
  const saving = page.waitForEvent("download");
  await tabTo(page, ".save .acts .primary");
  await press(page, "Enter");
  const saved = await saving;
  assert.match(saved.suggestedFilename(), /\.vcf$/);
  const text = await readFile(await saved.path(), "utf8");
  assert.match(text, /^#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO$/m);
  await page.locator("dialog.save").waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement.matches(".acts .primary")));
  await press(page, "Enter");
  await page.locator("dialog.save").waitFor();
  await press(page, "Escape");
  await page.locator("dialog.save").waitFor({ state: "detached" });
});

test("reading the file once more shows how far it is, and is stopped", async (t) => {
  const { page, complaints } = await openPage(t, { browser: await chromium });
  await chooseBuiltIn(page);
  await compare(page, await longFile(t, demo.genome, 400));
  await page.waitForSelector(".counts", { timeout: 120_000 });
  await toSave(page, "vcf");
  await page.locator(".save .acts .primary:not([disabled])").click();
  await page.waitForFunction(() => document.querySelector(".save progress")?.value > 0);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.locator(".save progress").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.locator("dialog.save").waitFor({ state: "detached" });
  const { text } = await savedAs(page, "summary");
  assert.equal(JSON.parse(text).schema, "genosieve.summary/1");
  assert.deepEqual(complaints, []);
});

test("without the part that writes other forms the report is saved all the same", async (t) => {
  const { page } = await sampleResult(t, {
    single: false,
    prepare: (page) => page.route("**/genosieve.exporter-*.wasm", (route) => route.abort()),
  });
  await toSave(page, "json");
  assert.match(await page.locator(".save").innerText(), /The other forms are not there/);
  assert.ok(await page.locator(".forms input[value=csv]").isDisabled());
  await page.keyboard.press("Escape");
  await page.locator("dialog.save").waitFor({ state: "detached" });
  assert.equal(JSON.parse((await savedAs(page, "json")).text).verdicts.length, 7);
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "light"],
  ["en-US", 360, "dark"],
])
  test(`nothing keeps anyone out of it: ${locale}, ${width}`, async (t) => {
    const { page } = await openWithAxe(t, {
      browser: await chromium,
      locale,
      width,
      colorScheme,
      reducedMotion: "reduce",
    });
    await chooseBuiltIn(page);
    await compare(page, demo.genome);
    await screen(page, "result");
    for (const form of ["csv", "json", "summary", "page"]) {
      await toSave(page, form);
      await page.locator(".save .acts .primary:not([disabled])").waitFor();
      assert.deepEqual(await barriers(page), [], form);
      if (process.env.SHOTS)
        await page.outer.screenshot({ path: join(process.env.SHOTS, `${locale}-${form}.png`) });
      await page.keyboard.press("Escape");
      await page.locator("dialog.save").waitFor({ state: "detached" });
    }
  });
