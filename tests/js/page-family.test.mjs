// Families, and tumours with their matched samples: from the files to the evidence of everybody.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import {
  FAMILY_PANEL,
  NAMED,
  PAIR,
  PED,
  QUARTET,
  SINGLES,
  TUMOR_ALONE,
  TUMOR_PANEL,
} from "./family-files.mjs";
import { drop, giveList, openPage, screen, start } from "./page-support.mjs";
import { browser, folder, run } from "./support.mjs";

const chromium = browser({ after });

const FILES = {
  "fam-panel.vcf": FAMILY_PANEL,
  "tumor-panel.vcf": TUMOR_PANEL,
  "quartet.vcf": QUARTET,
  "named.vcf": NAMED,
  "pair.vcf": PAIR,
  "alone.vcf": TUMOR_ALONE,
  "fam.ped": PED,
  ...SINGLES,
  // Whose names say nothing.
  ...Object.fromEntries(Object.values(SINGLES).map((text, at) => [`file${at + 1}.vcf`, text])),
};

const THREE = ["file1.vcf", "file2.vcf", "file3.vcf"];

/** The page with a list, and the files of a folder by their names. */
async function opened(t, list, options = {}) {
  const { axe = false, ...more } = options;
  const path = await folder(t, FILES);
  const open = axe ? openWithAxe : openPage;
  const all = await open(t, { browser: await chromium, ...more });
  await giveList(all.page, join(path, list));
  const at = (...names) => names.map((name) => join(path, name));
  return { ...all, path, at };
}

const give = async (page, paths) => {
  await page.setInputFiles(".drop .file-input", paths);
  await screen(page, "checked");
};

const compared = async (page) => {
  await start(page);
  await page.waitForSelector(".family-top");
  await page.waitForSelector("[role=gridcell].entry code");
};

/** The roles of the check, by the names of the samples. */
const rolesOf = (page) =>
  page
    .locator(".members li")
    .evaluateAll((items) =>
      Object.fromEntries(
        items.map((item) => [
          item.querySelector(".member-name b").textContent,
          item.querySelector("select").value,
        ]),
      ),
    );

/** Rows of a table, as texts of cells. */
const rowsOf = (page, table = ".family-entries") =>
  page
    .locator(`${table} .grid-body [role=row]`)
    .evaluateAll((rows) =>
      rows
        .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
        .map((row) =>
          [...row.querySelectorAll("[role=gridcell]:not(.open)")].map((cell) =>
            cell.innerText.replaceAll(/\s+/g, " ").trim(),
          ),
        ),
    );

/** Waits until a table has so many rows. */
async function rowsAre(page, count, table = ".family-entries") {
  await page.waitForFunction(
    ([table, count]) =>
      document.querySelectorAll(`${table} .grid-body [role=row] .entry code`).length === 2 * count,
    [table, count],
  );
  return rowsOf(page, table);
}

const views = async (page) =>
  Object.fromEntries(
    (await page.locator(".view").allInnerTexts()).map((text) => {
      const [words, count] = text.split(/\n+/);
      return [words, Number(count)];
    }),
  );

const notes = async (page) => (await page.locator(".note").allInnerTexts()).join("\n");

test("a family in one file: a pedigree sets the roles, and everybody stands side by side", async (t) => {
  const { page, at, served, complaints } = await opened(t, "fam-panel.vcf");
  await drop(page, at("quartet.vcf", "fam.ped"));
  await screen(page, "checked");
  assert.deepEqual(await rolesOf(page), {
    P01: "proband",
    P02: "mother",
    P03: "father",
    P04: "sibling",
  });
  assert.ok(await page.getByRole("checkbox", { name: "P04 is affected" }).isChecked());
  assert.match(await page.locator(".family-roles").innerText(), /Roles were set by fam\.ped/);
  assert.doesNotMatch(await notes(page), /left out/);
  const before = served.length;
  await compared(page);
  assert.equal(served.length, before);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");

  const pedigree = await page
    .locator(".family-top .drawing svg[role=img]")
    .getAttribute("aria-label");
  assert.match(pedigree, /Proband P01: Carried 7, Not carried 0, Not assessed 1, Indeterminate 0/);
  assert.match(pedigree, /Mother P02: Carried 4, Not carried 2, Not assessed 2/);
  assert.equal(await page.locator(".drawing .affected").count(), 2);
  // The pedigree states everybody's sex: nobody is a diamond.
  assert.equal(await page.locator(".drawing circle.symbol").count(), 2);
  assert.equal(await page.locator(".drawing rect.symbol").count(), 2);
  const told = await views(page);
  assert.equal(told["In the proband and in neither parent (both proved not to carry it)"], 1);
  assert.equal(told["Two copies in the proband, one from each parent"], 1);
  assert.equal(told["On the single copy of X"], 1);
  assert.equal(told["Also in an affected sibling"], 5);
  assert.equal(Object.keys(told).length, 10);

  const rows = await rowsAre(page, 7);
  const [ush2a] = rows.filter(([, entry]) => entry === "chr1:216,051,117 G>A");
  assert.deepEqual(ush2a, [
    "USH2A",
    "chr1:216,051,117 G>A",
    "Carried Heterozygous",
    "Not carried",
    "Carried Heterozygous",
    "Carried Heterozygous",
    "Also in the father, in trans with another, also in an affected sibling",
    "Pathogenic",
  ]);
  const [cngb1] = rows.filter(([gene]) => gene === "CNGB1");
  assert.deepEqual(cngb1.slice(3, 5), ["Not assessed No call", "Not carried"]);
  assert.match(cngb1[6], /^Cannot tell of the parents/);
  // No word is a conclusion.
  assert.doesNotMatch(await page.locator("main").innerText(), /de novo|compound/i);

  await page.getByRole("button", { name: /In the proband and in neither parent/ }).click();
  assert.deepEqual((await rowsAre(page, 1))[0][0], "RP1L1");
  await page.getByRole("button", { name: /Two copies in the proband/ }).click();
  await rowsAre(page, 2);
  await page.getByRole("button", { name: "Show all rows" }).click();
  await rowsAre(page, 7);

  const pairs = page.locator(".gene-pairs");
  assert.match(await pairs.innerText(), /USH2A on different chromosomes: 1/);
  await pairs.locator("summary").click();
  await pairs.getByText("chr1:216,051,117 G>A").waitFor();
  assert.match(
    await pairs.locator(".pair").innerText(),
    /on different chromosomes \(by the parents\)/,
  );
  assert.match(
    await page.locator("#family-checks + .card").innerText(),
    /of 5 entries that could be compared, 1 does not fit these parents, and 1 of them is in neither/,
  );
  await page.getByRole("button", { name: "Show the entries of USH2A in the table" }).click();
  await rowsAre(page, 2);
  assert.deepEqual(complaints, []);
});

test("the evidence of everybody stands side by side, with the lines of the file", async (t) => {
  const { page, at, complaints } = await opened(t, "fam-panel.vcf");
  await give(page, at("quartet.vcf", "fam.ped"));
  await compared(page);
  await page.locator("[role=gridcell].gene", { hasText: "CNGB1" }).click();
  const drawer = page.locator("dialog.drawer");
  const columns = drawer.locator(".side-by-side > section");
  await columns.nth(3).waitFor();
  assert.deepEqual(
    (await columns.locator("h4").allInnerTexts()).map((text) => text.replace(/\s+/, " ")),
    ["Proband P01", "Mother P02", "Father P03", "Sibling P04"],
  );
  assert.deepEqual(await columns.locator(".state").allInnerTexts(), [
    "Carried",
    "Not assessed",
    "Not carried",
    "Carried",
  ]);
  await columns.first().locator("summary").first().click();
  await drawer.locator(".line-box").first().waitFor();
  await columns.first().locator(".record summary").click();
  const line = QUARTET.split("\n").find((line) => line.startsWith("chr16\t57917284"));
  assert.equal(await columns.first().locator(".raw").textContent(), line);
  // The next one without closing it.
  const first = await drawer.locator(".big").innerText();
  await page.getByRole("button", { name: "Next entry" }).click();
  await page.waitForFunction(
    (first) => document.querySelector("dialog.drawer .big")?.innerText !== first,
    first,
  );
  await page.keyboard.press("Escape");
  assert.equal(await drawer.count(), 0);
  assert.deepEqual(complaints, []);
});

test("a file each, by keyboard alone: files, a role, the table, the evidence, wiping", async (t) => {
  const { page, at } = await opened(t, "fam-panel.vcf", { locale: "ja-JP" });
  await give(page, at(...THREE));
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector))
        return;
    }
    assert.fail(`Tab never reaches ${selector}`);
  };
  // Names say nothing: what is missing is told, and nothing can start.
  assert.match(await notes(page), /役割を選んでください/);
  assert.equal(await page.locator(".acts .primary:not([disabled])").count(), 0);
  await tabTo(".members li:nth-child(1) select");
  await page.keyboard.press("ArrowDown");
  assert.match(await notes(page), /発端者のご家族/);
  await tabTo(".members li:nth-child(2) select");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await tabTo(".members li:nth-child(3) select");
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowDown");
  assert.deepEqual(await rolesOf(page), { P01: "proband", P02: "mother", P03: "father" });
  await page.locator("h1").focus();
  await tabTo(".acts .primary");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".family-top");
  await tabTo(".view");
  await page.keyboard.press("Space");
  assert.deepEqual((await rowsAre(page, 1))[0].slice(0, 6), [
    "RP1L1",
    "chr8:10,610,442 GAC>TAT",
    "持っている ヘテロ接合",
    "持っていない",
    "持っていない",
    "両親に記録なし（両親とも判定あり）",
  ]);
  await tabTo("[role=grid]");
  await page.keyboard.press("Enter");
  await page.locator("dialog.drawer .side-by-side").waitFor();
  assert.equal(await page.locator(".side-by-side > section").count(), 3);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.role), "grid");
  await page.getByRole("button", { name: "消去する" }).focus();
  await page.keyboard.press("Enter");
  await screen(page, "start");
});

test("names tell roles, which can be changed; what makes no family is told in words", async (t) => {
  const { page, at } = await opened(t, "fam-panel.vcf");
  await give(page, at("named.vcf"));
  assert.deepEqual(await rolesOf(page), {
    F1_child: "proband",
    F1_mother: "mother",
    F1_father: "father",
  });
  assert.match(await page.locator(".family-roles").innerText(), /set by the header or by names/);
  const role = (name) => page.getByRole("combobox", { name: `Role of ${name}` });
  const told = async () => (await page.locator("#missing").innerText()).trim();
  await role("F1_father").selectOption("mother");
  assert.equal(await told(), "Mother: one sample alone can be this.");
  await role("F1_father").selectOption("tumor");
  assert.equal(await told(), "Roles of a family and of a tumour do not go together.");
  await role("F1_father").selectOption("");
  assert.equal(await told(), "");
  await role("F1_mother").selectOption("");
  assert.equal(await told(), "Choose a relative of the proband: a parent or a sibling.");
  // Without a comparison the samples are chosen as ever.
  await page.getByRole("checkbox", { name: "Compare the samples with each other" }).uncheck();
  assert.equal(await page.locator(".samples input:checked").count(), 3);
  await start(page);
  await screen(page, "result");
});

test("names of files tell roles, too", async (t) => {
  const { page, at } = await opened(t, "fam-panel.vcf");
  await drop(page, at("dad.vcf", "kid.vcf", "mom.vcf"));
  await screen(page, "checked");
  assert.deepEqual(await rolesOf(page), { P01: "proband", P02: "mother", P03: "father" });
  await compared(page);
  assert.equal((await rowsAre(page, 7)).length, 7);
});

test("a pedigree and further files can be added later", async (t) => {
  const { page, at } = await opened(t, "fam-panel.vcf");
  await give(page, at("file1.vcf"));
  // One sample is looked at alone, unless somebody wants something else.
  const box = page.getByRole("checkbox", { name: "Compare the samples with each other" });
  assert.ok(!(await box.isChecked()));
  await box.check();
  await page.setInputFiles(".family-roles .file-input >> nth=0", at("file2.vcf", "file3.vcf"));
  await page.waitForFunction(() => document.querySelectorAll(".members li").length === 3);
  await page.setInputFiles(".family-roles .file-input >> nth=1", at("fam.ped"));
  await page.waitForFunction(() => document.querySelector(".members select")?.value === "proband");
  assert.deepEqual(await rolesOf(page), { P01: "proband", P02: "mother", P03: "father" });
  await compared(page);
  assert.equal((await rowsAre(page, 7)).length, 7);
});

test("of two drops in a row the second counts", async (t) => {
  const { page, at } = await opened(t, "fam-panel.vcf");
  await drop(page, at("kid.vcf", "mom.vcf"));
  await drop(page, at("named.vcf"));
  await page.waitForFunction(
    () => document.querySelector("#check-file")?.textContent === "named.vcf",
  );
  await page.waitForFunction(() => document.querySelectorAll(".members li").length === 3);
  assert.deepEqual(Object.keys(await rolesOf(page)), ["F1_child", "F1_mother", "F1_father"]);
});

test("a tumour and its matched sample: two sections, fractions and reads of both", async (t) => {
  const { page, at, complaints } = await opened(t, "tumor-panel.vcf");
  await give(page, at("pair.vcf"));
  assert.deepEqual(await rolesOf(page), { TUMOR: "tumor", NORMAL: "normal" });
  await compared(page);
  const tables = page.locator(".family-entries");
  assert.deepEqual(await tables.locator("h2").allInnerTexts(), [
    "Matched sample (blood or other): germline entries that it carries",
    "Tumour",
  ]);
  const [normal, tumor] = [".family-entries >> nth=0", ".family-entries >> nth=1"];
  const texts = async (table) =>
    page
      .locator(table)
      .locator(".grid-body [role=row]")
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll("[role=gridcell]:not(.open)")].map((cell) =>
            cell.innerText.replaceAll(/\s+/g, " ").trim(),
          ),
        ),
      );
  await page.locator(tumor).locator("[role=gridcell].entry code").first().waitFor();
  const [brip1] = await texts(normal);
  assert.deepEqual(brip1.slice(0, 5), [
    "BRIP1",
    "chr17:61,700,120 G>A",
    "Carried 0.48 15 / 31",
    "Carried 0.52 16 / 31",
    "Also in the matched sample",
  ]);
  const all = Object.fromEntries((await texts(tumor)).map((row) => [row[0], row]));
  assert.deepEqual(Object.keys(all).sort(), ["ATM", "KRAS", "PIK3CA", "TP53"]);
  // Nothing is left out for a low fraction.
  assert.deepEqual(all.PIK3CA.slice(2, 6), [
    "Carried 0.041 5 / 123",
    "Not carried 0.00 0 / 90",
    "Tumour only",
    "Oncogenic",
  ]);
  assert.equal(all.ATM[4], "Tumour only, origin not shown");
  assert.match(all.TP53[4], /^Matched sample not proved/);
  await page.getByRole("button", { name: /germline origin not shown/ }).click();
  await page.locator(normal).getByText("No row fits.").waitFor();
  await page.waitForFunction(
    () => document.querySelectorAll(".family-entries .grid-body [role=row]").length === 2,
  );
  assert.deepEqual((await texts(tumor)).map(([gene]) => gene).sort(), ["ATM", "TP53"]);
  assert.deepEqual(complaints, []);
});

test("a tumour alone says what cannot be told", async (t) => {
  const { page, at } = await opened(t, "tumor-panel.vcf");
  await give(page, at("alone.vcf"));
  await page.getByRole("checkbox", { name: "Compare the samples with each other" }).check();
  await page.getByRole("combobox", { name: "Role of TUMOR" }).selectOption("tumor");
  await compared(page);
  assert.match(
    await notes(page),
    /no matched sample[\s\S]*cannot|no matched sample[\s\S]*can it be told/,
  );
  assert.equal(await page.locator(".family-entries").count(), 1);
  assert.equal(await page.locator(".drawing .absent").count(), 1);
  assert.equal((await rowsAre(page, 5)).length, 5);
});

test("what is saved is what the command writes, and is told to be about relatives", async (t) => {
  const { page, at, path } = await opened(t, "fam-panel.vcf");
  await give(page, at("quartet.vcf", "fam.ped"));
  await compared(page);
  const saved = async (form) => {
    await page.locator(".acts .primary[aria-haspopup=dialog]").click();
    assert.match(await page.locator(".save").innerText(), /information about relatives/);
    await page.locator(`.save input[value=${form}]`).check();
    const saving = page.waitForEvent("download");
    await page.locator(".save .acts .primary").click();
    const download = await saving;
    return {
      name: download.suggestedFilename(),
      text: await readFile(await download.path(), "utf8"),
    };
  };
  const files = ["quartet.vcf", "--panel", "fam-panel.vcf", "--ped", "fam.ped"].map((word) =>
    word.includes(".") ? join(path, word) : word,
  );
  const native = async (format) =>
    String((await run("native", ["family", ...files, "--format", format])).stdout);
  const json = await saved("json");
  assert.match(json.name, /^genosieve_fam-panel_\d{8}\.json$/);
  const [ours, theirs] = [json.text, await native("json")].map((text) => JSON.parse(text));
  // What a run and its surface are is no part of the answer.
  for (const report of [...ours.reports, ...theirs.reports]) report.run = undefined;
  assert.deepEqual(ours, theirs);
  const tsv = await saved("tsv");
  assert.equal(tsv.text, await native("tsv"));
  // What is about the one file is what the command makes of its report.
  const report = join(path, "report.json");
  const screened = ["screen", files[0], "--panel", files[2], "--format", "json", "-o", report];
  assert.equal((await run("native", screened)).code, 0);
  const exported = async (...more) =>
    JSON.parse((await run("native", ["export", report, ...more])).stdout);
  const packet = JSON.parse((await saved("phenopacket")).text);
  const family = await exported("--format", "phenopacket", "--ped", files[4]);
  assert.equal(packet.proband.subject.id, family.proband.subject.id);
  assert.deepEqual(packet.proband.interpretations, family.proband.interpretations);
  assert.deepEqual(
    packet.pedigree.persons.map(({ individualId, paternalId, maternalId }) => [
      individualId,
      paternalId,
      maternalId,
    ]),
    family.pedigree.persons.map(({ individualId, paternalId, maternalId }) => [
      individualId,
      paternalId,
      maternalId,
    ]),
  );
  const fhir = await saved("fhir");
  assert.match(fhir.name, /^genosieve_fam-panel_\d{8}\.fhir\.json$/);
  const kinds = ({ entry }) => entry.map(({ resource }) => resource.resourceType).sort();
  assert.deepEqual(kinds(JSON.parse(fhir.text)), kinds(await exported("--format", "fhir")));
});

test("of several files each is saved in the forms of other software", async (t) => {
  const { page, at } = await opened(t, "fam-panel.vcf");
  await give(page, at(...THREE, "fam.ped"));
  await compared(page);
  await page.locator(".acts .primary[aria-haspopup=dialog]").click();
  const files = page.locator(".save input[name=save-file]");
  assert.equal(await files.count(), 3);
  assert.equal(await files.first().isDisabled(), true);
  await page.locator(".save input[value=phenopacket]").check();
  await files.nth(2).check();
  const saving = page.waitForEvent("download");
  await page.locator(".save .acts .primary").click();
  const download = await saving;
  assert.match(download.suggestedFilename(), /_3\.phenopacket\.json$/);
  const { subject } = JSON.parse(await readFile(await download.path(), "utf8"));
  const [third] = Object.values(SINGLES).slice(2);
  assert.equal(subject.id, third.match(/FORMAT\t(\S+)/)[1]);
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "light"],
  ["en-US", 360, "dark"],
  ["en-US", 1280, "dark"],
  ["ja-JP", 360, "light"],
]) {
  test(`no barrier on any screen of it: ${locale}, ${width}, ${colorScheme}`, async (t) => {
    const look = { axe: true, locale, width, colorScheme, reducedMotion: "reduce" };
    const seen = {};
    const family = await opened(t, "fam-panel.vcf", look);
    const { page, at } = family;
    await give(page, at(...THREE));
    seen["roles missing"] = await barriers(page);
    await page.setInputFiles(".family-roles .file-input >> nth=1", at("fam.ped"));
    await page.waitForFunction(
      () => document.querySelector(".members select")?.value === "proband",
    );
    seen.roles = await barriers(page);
    await compared(page);
    seen.family = await barriers(page);
    await page.locator(".view:not([disabled])").first().click();
    await rowsAre(page, 1);
    await page.locator("[role=gridcell].gene").first().click();
    await page.locator("dialog.drawer .side-by-side").waitFor();
    await page.locator(".side-by-side summary").first().click();
    await page.locator(".side-by-side .line-box").waitFor();
    seen.evidence = await barriers(page);
    await page.keyboard.press("Escape");
    await page.locator(".acts .primary").click();
    seen.save = await barriers(page);
    await page.keyboard.press("Escape");
    for (const details of await page.locator(".family .list details > summary").all())
      await details.click();
    seen.accounts = await barriers(page);

    const pair = await opened(t, "tumor-panel.vcf", look);
    await give(pair.page, pair.at("pair.vcf"));
    await compared(pair.page);
    seen.pair = await barriers(pair.page);
    await pair.page.locator("[role=gridcell].gene").last().click();
    await pair.page.locator("dialog.drawer .side-by-side").waitFor();
    seen["evidence of a pair"] = await barriers(pair.page);
    const clean = Object.fromEntries(Object.keys(seen).map((name) => [name, []]));
    assert.deepEqual(seen, clean);
  });
}

test("on paper: the drawing, what is told, and the rows", async (t) => {
  // In one process: only there does a frame hear that a tab is shown as paper.
  const one = await browser(t, { args: ["--disable-features=IsolateSandboxedIframes"] });
  const { page, at } = await opened(t, "fam-panel.vcf", { browser: one });
  await give(page, at("quartet.vcf", "fam.ped"));
  await compared(page);
  await rowsAre(page, 7);
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction(() => document.querySelectorAll(".print-rows tbody tr").length === 7);
  const seen = (selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => one.checkVisibility());
  assert.match(await page.locator(".print-rows").innerText(), /USH2A[\s\S]*Also in the father/);
  assert.ok(await seen(".family-top .drawing"));
  assert.ok(await seen(".view"));
  assert.ok(!(await seen(".family-entries")));
  assert.ok(!(await seen(".acts")));
});
