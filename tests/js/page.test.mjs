// The page's main job: a real exome against all of ClinVar, from drop to wipe.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

import {
  chooseBuiltIn,
  counts,
  drop,
  giveList,
  kept,
  longFile,
  most,
  openPage,
  rawLine,
  savedReport,
  screen,
  start,
  workers,
} from "./page-support.mjs";
import { comparable, run, shared } from "./support.mjs";

const exome = shared("files/single/Exomiser/Pfeiffer.vcf.gz");
const clinvar = shared("files/panel/clinvar/2016-11-02.clinvar.vcf.gz");
const skip = exome && clinvar ? false : "../shared/data is not there";

const foot = (page) => page.locator(".table-foot [role=status]").innerText();

test(
  "an exome against ClinVar: drop, read, look, switch, save, stop, wipe",
  { skip },
  async (t) => {
    const { page, requests, served, complaints } = await openPage(t);
    const atFirst = await kept(page);
    const [loaded, sent] = [requests.length, served.length];

    await giveList(page, clinvar);
    assert.match(await page.locator(".choice:has(:checked)").innerText(), /GRCh37 132,815 entries/);
    await drop(page, exome);
    await screen(page, "checked");
    assert.match(
      await page.locator(".rows").innerText(),
      /GRCh37\s+24 chromosome lengths of GRCh37/,
    );
    await start(page);
    await screen(page, "result");

    // What the 84 genes have is in no count until their question is answered.
    assert.match(
      await page.locator(".held").innerText(),
      /^37,949 entries of 84 genes are held back/,
    );
    assert.equal((await counts(page))[0], 1217);
    await page.getByRole("button", { name: "I understand, open it" }).click();
    await page.locator(".held").waitFor({ state: "detached" });
    const [carried, ...others] = await counts(page);
    assert.equal(carried, 1342);
    assert.equal(carried + others.reduce((sum, count) => sum + count), 132_815);
    // What nobody has reviewed is one row until it is opened.
    // The rows of before stay until those of all entries are there.
    await page.waitForFunction(
      () => document.querySelector("[role=grid]").ariaRowCount === "86757",
    );
    assert.match(await page.locator(".zero-stars").innerText(), /46,059/);
    await page.locator(".zero-stars").click();
    await page.waitForFunction(
      () => document.querySelector("[role=grid]").ariaRowCount === "132816",
    );
    await page.locator(".chip", { hasText: "Carried" }).first().click();
    await page.waitForFunction(() => document.querySelector("[role=grid]").ariaRowCount === "1343");
    assert.match(await foot(page), /^1,342 of 132,815 rows/);

    await t.test("the evidence is the very line of the file", async () => {
      await page.getByRole("searchbox").fill("10:123256215");
      await page.waitForFunction(() => document.querySelector("[role=grid]").ariaRowCount === "2");
      await page.locator("[role=gridcell].gene", { hasText: "FGFR2" }).click();
      const drawer = page.locator("dialog.drawer");
      const lines = gunzipSync(await readFile(exome))
        .toString()
        .split("\n");
      const wanted = lines.filter((line) => line.startsWith("10\t123256215\t"));
      assert.deepEqual([await rawLine(page)], wanted);
      assert.match(
        await drawer.innerText(),
        new RegExp(`Line ${(lines.indexOf(wanted[0]) + 1).toLocaleString("en")}`),
      );
      assert.match(await drawer.locator(".statement").innerText(), /manuel as carrying FGFR2/);
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => document.activeElement.role), "grid", "focus is back");
    });

    await t.test("a class, a reason, an empty filter, and all of it back", async () => {
      await page.getByRole("searchbox").fill("no such gene");
      await page.waitForSelector(".table-foot:has-text('No row fits')");
      assert.match(await foot(page), /Without them there are 132,815 rows/);
      await page.getByRole("button", { name: "Reset filters" }).click();
      await page.waitForFunction(
        () => document.querySelector("[role=grid]")?.ariaRowCount === "132816",
      );
      const reason = page.locator(".reasons li").first();
      const count = (await reason.locator(".count").innerText()).replaceAll(",", "");
      await reason.getByRole("button").click();
      const expected = String(Number(count) + 1);
      await page.waitForFunction(
        (n) => document.querySelector("[role=grid]").ariaRowCount === n,
        expected,
      );
      await page.getByRole("button", { name: "Reset filters" }).click();
    });

    await t.test("the other language, without a reload", async () => {
      await page.getByRole("button", { name: "日本語" }).click();
      assert.equal(await page.locator("html").getAttribute("lang"), "ja");
      assert.equal(await page.locator("h1").innerText(), "照合の結果");
      assert.deepEqual((await counts(page))[0], 1342);
      await page.getByRole("button", { name: "English" }).click();
    });

    await t.test("the report is the command's, byte for byte", async () => {
      await page.locator(".acts .primary").click();
      const note = page.locator("dialog.ask .note");
      assert.match(await note.innerText(), /1,\d\d\d genotyped sites/);
      await page.keyboard.press("Escape");
      const { name, text: report } = await savedReport(page);
      assert.doesNotMatch(name, /Pfeiffer|manuel/);
      const native = await run("native", ["screen", exome, "--panel", clinvar, "--format", "json"]);
      assert.equal(comparable(report), comparable(native.stdout));
      assert.deepEqual(JSON.parse(report).run, { surface: "worker", workers: 1 });
    });

    await t.test("a second run is stopped", async () => {
      const long = await longFile(t, exome, 250);
      await page.getByRole("button", { name: "Wipe" }).click();
      await chooseBuiltIn(page);
      await page.setInputFiles(".drop .file-input", long);
      await screen(page, "checked");
      await start(page);
      await screen(page, "running");
      await workers(page, await most(page));
      await page.waitForFunction(
        () => Number(document.querySelector("[role=progressbar]").ariaValueNow) > 0,
      );
      await page.keyboard.press("Escape");
      await screen(page, "checked");
      await workers(page, 0);
      assert.match(await page.locator("[role=alert]").innerText(), /^Stopped/);
    });

    await t.test("wiped, and nothing was kept or sent", async () => {
      await page.getByRole("button", { name: "Wipe" }).click();
      await screen(page, "start");
      await workers(page, 0);
      assert.match(await page.locator("[role=alert]").innerText(), /^Wiped/);
      assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
      assert.doesNotMatch(await page.content(), /manuel|Pfeiffer|long\.vcf/);
      assert.deepEqual(await kept(page), atFirst);
      assert.equal(await page.title(), "Choose a list and a file · Genosieve");
      assert.deepEqual(
        requests.slice(loaded).filter((url) => !url.startsWith("blob:")),
        [],
      );
      assert.deepEqual(served.slice(sent), []);
      assert.match(await page.locator(".sent").innerText(), /^0 sent/);
      assert.deepEqual(complaints, []);
    });
  },
);
