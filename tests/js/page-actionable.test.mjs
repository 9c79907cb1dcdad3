// Findings by gene; and the genes that stay closed, with all of their entries, until their question is answered.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import { compared, files, GENOME, press, tabTo } from "./page-clinvar.mjs";
import {
  code,
  counts,
  giveList,
  openPage,
  savedAs,
  savedReport,
  screen,
  start,
} from "./page-support.mjs";
import { browser, folder } from "./support.mjs";

const chromium = browser({ after });

/** ATP7B needs two copies, HFE its one allele twice, TTN a change that ends the protein early. */
const GATED = `##fileformat=VCFv4.1
##fileDate=2026-11-15
##source=ClinVar
##reference=GRCh38
##contig=<ID=13,length=114364328>
##contig=<ID=15,length=101991189>
##contig=<ID=2,length=242193529>
##contig=<ID=5,length=181538259>
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
${[
  "2\t178527000\t11\tC\tT\tTTN:7273|TTN-AS1:100506866\tPathogenic\tSO:0001587|nonsense",
  "2\t178527003\t12\tA\tG\tTTN:7273\tPathogenic\tSO:0001583|missense_variant",
  "5\t70951946\t13\tC\tT\tSMN1:6606\tPathogenic\tSO:0001583|missense_variant",
  "13\t51940000\t14\tG\tA\tATP7B:540\tPathogenic\tSO:0001583|missense_variant",
  "15\t48410998\t15\tC\tG\tFBN1:2200\tPathogenic\tSO:0001583|missense_variant",
  "15\t48411006\t16\tT\tG\tFBN1:2200\tLikely_pathogenic\tSO:0001583|missense_variant",
  "15\t48411010\t17\tA\tC\tFBN1:2200\tBenign\tSO:0001583|missense_variant",
]
  .map((row) => {
    const [contig, pos, id, ref, alt, genes, class_, mc] = row.split("\t");
    const info = `CLNSIG=${class_};CLNREVSTAT=reviewed_by_expert_panel;GENEINFO=${genes};MC=${mc}`;
    return [contig, pos, id, ref, alt, ".", ".", `${info};CLNDISDB=MONDO:MONDO:0007947`].join("\t");
  })
  .join("\n")}
`;

const all = {
  ...files,
  "gated.vcf": GATED,
  "only.vcf": GATED.replace(/^5\t.*\n/m, ""),
  "many.vcf": `${GENOME.replace(/^15.*\n/gm, "")}${[
    "2\t178527000\tC\tT",
    "2\t178527003\tA\tG",
    "13\t51940000\tG\tA",
    "15\t48410998\tC\tG",
    "15\t48411006\tT\tG",
    "15\t48411010\tA\tC",
  ]
    .map((row) => {
      const [contig, pos, ref, alt] = row.split("\t");
      return `${contig}\t${pos}\t.\t${ref}\t${alt}\t50\tPASS\t.\tGT:GQ\t0/1:99\n`;
    })
    .join("")}`,
};

/** ATP7B twice in the child and once in each parent, FBN1 in the mother, both changes of TTN in the father. */
const TRIO = `##fileformat=VCFv4.2
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tkid\tmom\tdad
${[
  "2\t178527000\tC\tT\t0/0\t0/0\t0/1",
  "2\t178527003\tA\tG\t0/1\t0/0\t0/1",
  "13\t51940000\tG\tA\t1/1\t0/1\t0/1",
  "15\t48410998\tC\tG\t0/0\t0/1\t0/0",
]
  .map((row) => {
    const [contig, pos, ref, alt, ...calls] = row.split("\t");
    return [contig, pos, ".", ref, alt, "50", "PASS", ".", "GT", ...calls].join("\t");
  })
  .join("\n")}
`;

const FORMS = ["csv", "tsv", "html", "vcf", "fhir", "phenopacket", "summary"];
/** Places and genes of entries that are held back. */
const HELD = /FBN1|ATP7B|TTN|178527000|51940000|48410998/;

const question = (page) => page.locator(".gate");
const shown = (page) => page.locator(".sf-row b").allInnerTexts();

async function countsAre(page, wanted) {
  await page.waitForFunction((wanted) => {
    const texts = [...document.querySelectorAll(".counts strong")].map((one) => one.innerText);
    return texts.join() === wanted.join();
  }, wanted);
}

const rowsOf = (form) => (form === "summary" ? {} : { rows: "all" });

async function saved(page) {
  return JSON.parse((await savedReport(page)).text);
}

test("of all of ClinVar the 84 genes are in no count until their question is answered", async (t) => {
  const path = await folder(t, all);
  const { page, complaints } = await openPage(t, { browser: await chromium });
  await compared(page, path, undefined, { list: "gated.vcf", file: "many.vcf" });
  assert.deepEqual(await counts(page), [0, 1, 0, 0]);
  assert.match(await page.locator(".held").innerText(), /^6 entries of 84 genes are held back/);
  assert.doesNotMatch(await page.locator("main").innerText(), /FBN1|ATP7B|TTN/);
  const closed = await saved(page);
  assert.equal(closed.filter.entries, 1);
  assert.deepEqual(closed.verdicts, []);
  // In no other form either; but the list of what was held back is no row.
  for (const form of FORMS)
    assert.doesNotMatch((await savedAs(page, form, rowsOf(form))).text, HELD, form);
  await question(page).getByRole("button", { name: "Keep it closed" }).click();
  assert.match(await question(page).innerText(), /It stays closed/);
  await page.getByRole("button", { name: "Go to the question" }).click();
  assert.ok(await page.evaluate(() => document.activeElement.matches(".gate h2")));
  await question(page).getByRole("button", { name: "I understand, open it" }).click();
  await countsAre(page, [6, 1, 0, 0]);
  await page.locator(".sf-row").first().waitFor();
  // One copy of ATP7B is not shown, nor a missense change of TTN, nor a benign one of FBN1.
  assert.deepEqual(await shown(page), ["FBN1", "FBN1", "TTN"]);
  assert.match(await question(page).innerText(), /Of 5 entries, 3 are shown. 0 are not assessed/);
  assert.match(await question(page).innerText(), /2 carried entries are not shown by the rule/);
  assert.equal(await page.locator(".held").count(), 0);
  // The very line of the file.
  await question(page).locator("details summary").first().click();
  await question(page).locator(".record .line-box").first().waitFor();
  assert.match(await question(page).innerText(), /48410998/);
  assert.equal((await saved(page)).verdicts.length, 6);
  for (const form of FORMS.slice(0, -1))
    assert.match((await savedAs(page, form, rowsOf(form))).text, HELD, form);
  await question(page).getByRole("button", { name: "Close it again" }).click();
  await countsAre(page, [0, 1, 0, 0]);
  assert.ok(await page.evaluate(() => document.activeElement.matches(".gate h2")));
  await page.waitForFunction(() => document.querySelectorAll(".grid [role=row]").length === 2);
  assert.doesNotMatch(await page.locator("main").innerText(), /FBN1|ATP7B|TTN/);
  assert.deepEqual((await saved(page)).verdicts, []);
  for (const form of FORMS)
    assert.doesNotMatch((await savedAs(page, form, rowsOf(form))).text, HELD, form);
  assert.deepEqual(complaints, []);
});

test("a narrowing that only held-back entries meet says so", async (t) => {
  const path = await folder(t, all);
  const { page } = await openPage(t, { browser: await chromium });
  await compared(page, path, undefined, { list: "gated.vcf", file: "many.vcf" });
  await page.locator(".narrow-row > .button").click();
  await page.getByLabel("Genes, whole symbols").fill("FBN1");
  await press(page, "Enter");
  await page.locator(".narrow-failure").waitFor();
  assert.match(await page.locator(".narrow-failure").innerText(), /84 genes.*held back/);
});

test("a list of nothing else is refused until the question is answered", async (t) => {
  const path = await folder(t, all);
  const { page } = await openPage(t, { browser: await chromium });
  await page.setInputFiles(".needs .file-input", `${path}/only.vcf`);
  await page.locator(".base").waitFor();
  await page.setInputFiles(".drop .file-input", `${path}/many.vcf`);
  await page.locator(".acts .primary:not([disabled])").click();
  await screen(page, "error");
  assert.match(await page.locator(".trouble").innerText(), /All that is asked about is held back/);
  await question(page).getByRole("button", { name: "I understand, open it" }).click();
  await screen(page, "result");
  assert.deepEqual(await counts(page), [6, 0, 0, 0]);
  assert.deepEqual(await shown(page), ["FBN1", "FBN1", "TTN"]);
  await question(page).getByRole("button", { name: "Close it again" }).click();
  await screen(page, "error");
  assert.equal(await code(page), "all_held_back");
  await page.getByRole("button", { name: "Choose another file" }).click();
  await screen(page, "start");
});

test("findings stand by gene, and a gene is looked at alone", async (t) => {
  const path = await folder(t, all);
  const { page } = await openPage(t, { browser: await chromium });
  await compared(page, path, 167, { list: "gated.vcf", file: "many.vcf" });
  const genes = page.locator(".by-gene li");
  await genes.first().waitFor();
  // TTN's antisense transcript is no gene of its own here: all of its findings are TTN's.
  assert.deepEqual(await genes.locator(".gene-head .link").allInnerTexts(), [
    "ATP7B",
    "FBN1",
    "TTN",
  ]);
  const text = (at) => genes.nth(at).innerText();
  assert.match(await text(0), /autosomal recessive.*Carried\s*1.*1 of 1 entry answered/s);
  assert.doesNotMatch(await text(0), /in one gene/);
  assert.match(
    await text(1),
    /autosomal dominant.*Carried\s*3.*3 of 3 entries.*3 entries in one gene/s,
  );
  assert.match(await page.locator(".by-gene").innerText(), /says nothing about this file/);
  // The table goes on from where it was.
  assert.equal(await page.locator(".grid [role=row]").count(), 8);
  await page.getByRole("button", { name: "TTN: show its entries only" }).click();
  await countsAre(page, [2, 0, 0, 0]);
  await page.waitForFunction(() => document.querySelectorAll(".by-gene li").length === 1);
  await page.waitForFunction(() => document.querySelectorAll(".grid [role=row]").length === 3);
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "light"],
  ["en-US", 320, "dark"],
]) {
  test(`by keyboard alone, and axe finds nothing: ${locale}, ${width}`, async (t) => {
    const path = await folder(t, all);
    const { page } = await openWithAxe(t, { browser: await chromium, locale, width, colorScheme });
    await compared(page, path, undefined, { list: "gated.vcf", file: "many.vcf" });
    assert.deepEqual(await barriers(page), [], "closed");
    await tabTo(page, ".held .link");
    await press(page, "Enter", "Tab");
    assert.match(await page.evaluate(() => document.activeElement.className), /primary/);
    await press(page, "Tab", "Enter");
    await page.locator(".sf-row").first().waitFor();
    await page.locator(".by-gene li").first().waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.matches(".gate h2")));
    assert.deepEqual(await barriers(page), [], "opened");
  });
}

test("of a family each gene's rule is that of each person, and closed again nothing is left of it", async (t) => {
  const path = await folder(t, { ...all, "trio.vcf": TRIO, "trio.ped": "f kid dad mom 1 2\n" });
  const { page, complaints } = await openPage(t, { browser: await chromium });
  await giveList(page, join(path, "gated.vcf"));
  const given = ["trio.vcf", "trio.ped"].map((name) => join(path, name));
  await page.setInputFiles(".drop .file-input", given);
  await screen(page, "checked");
  await start(page);
  await page.waitForSelector(".family-top");
  assert.match(await page.locator(".held").innerText(), /^6 entries of 84 genes are held back/);
  assert.doesNotMatch(await page.locator("main").innerText(), HELD);
  await question(page).getByRole("button", { name: "I understand, open it" }).click();
  await page.waitForSelector(".sf-rows li");
  const told = await page
    .locator(".sf-rows li")
    .evaluateAll((items) => items.map((item) => item.innerText.replaceAll(/\s+/g, " ").trim()));
  assert.equal(told.length, 3);
  assert.match(
    told.find((text) => text.startsWith("ATP7B")),
    /Proband Carried Homozygous$/,
  );
  assert.match(
    told.find((text) => text.startsWith("FBN1")),
    /Mother Carried Heterozygous$/,
  );
  // The other change of TTN does not end the protein early.
  assert.match(
    told.find((text) => text.startsWith("TTN")),
    /178,?527,?000.*Father Carried Heterozygous$/,
  );
  await question(page).getByRole("button", { name: "Close it again" }).click();
  await page.waitForSelector(".held");
  assert.doesNotMatch(await page.locator("main").innerText(), HELD);
  assert.deepEqual(complaints, []);
});

test("in both languages on paper: genes, and those that were opened, at once", async (t) => {
  const path = await folder(t, all);
  // A browser lays paper out as soon as listeners have returned: nothing can be waited for.
  const prepare = (page) =>
    page.addInitScript(() => {
      globalThis.print = () => {
        dispatchEvent(new Event("beforeprint"));
        setTimeout(() => {
          const parts = [...document.querySelectorAll(".print-both .both > div")];
          globalThis.paper = parts.map(({ lang, textContent }) => [lang, textContent]);
          globalThis.paperRows = document.querySelectorAll(".print-rows tbody tr").length;
          dispatchEvent(new Event("afterprint"));
        });
      };
    });
  const { page, complaints } = await openPage(t, { browser: await chromium, prepare });
  await compared(page, path, undefined, { list: "gated.vcf", file: "many.vcf" });
  const onPaper = async (rows) => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("radio", { name: "Report in Japanese and English" }).check();
    await page.locator("dialog").getByRole("button", { name: "Print / save as PDF" }).click();
    await page.waitForFunction(() => globalThis.paper);
    assert.equal(await page.evaluate(() => globalThis.paperRows), rows);
    const parts = await page.evaluate(() => globalThis.paper);
    await page.evaluate(() => delete globalThis.paper);
    await page.keyboard.press("Escape");
    return ["ja", "en"].map((wanted) =>
      parts
        .filter(([language]) => language === wanted)
        .map(([, text]) => text)
        .join("\n"),
    );
  };
  for (const text of await onPaper(0)) assert.doesNotMatch(text, HELD);
  await question(page).getByRole("button", { name: "I understand, open it" }).click();
  await countsAre(page, [6, 1, 0, 0]);
  await page.locator(".sf-row").first().waitFor();
  await page.locator(".by-gene li").first().waitFor();
  const [japanese, english] = await onPaper(6);
  assert.match(japanese, /遺伝子[^]*FBN1[^]*48,410,998/);
  assert.match(japanese, /5 件[^]*3 件/);
  assert.match(english, /Findings by gene[^]*FBN1[^]*Of 5 entries, 3 are shown[^]*48,410,998/);
  assert.deepEqual(complaints, []);
});
