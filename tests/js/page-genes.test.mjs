// A list of genes that is given first: it waits for a ClinVar list, and chooses among its entries.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, openWithAxe } from "./axe.mjs";
import { files, press, tabTo } from "./page-clinvar.mjs";
import {
  chooseBuiltIn,
  counts,
  drop,
  openPage,
  outcome,
  SAMPLE_COUNTS,
  screen,
  start,
} from "./page-support.mjs";
import { browser, demo, folder } from "./support.mjs";

const chromium = browser({ after });

/** An entry in another of the 84 genes, and its genotype. */
const OTHER = "15\t48411030\t6\tC\tT\t50\tPASS\t";
const OF_BRCA2 = `${OTHER}CLNSIG=Pathogenic;CLNREVSTAT=reviewed_by_expert_panel;GENEINFO=BRCA2:675\n`;

const all = {
  ...files,
  "more.vcf": files["clinvar.vcf"] + OF_BRCA2,
  "more-genome.vcf": `${files["marfan.vcf"]}${OTHER}.\tGT:GQ\t0/1:99\n`,
  "genes.txt": "SMN1\nNOPE1\n12\n",
  "closed.txt": "FBN1\n",
  "both.txt": "SMN1\nfbn1\n",
  "table.csv": "chrom,pos,ref,alt\n12,111803962,G,A\n",
  "none.txt": "NOPE1\n",
  "panelapp.json": JSON.stringify({
    name: "SMA",
    genes: [
      { entity_name: "SMN1", confidence_level: "3", gene_data: { gene_symbol: "SMN1" } },
      { entity_name: "FBN1", confidence_level: "1", gene_data: { gene_symbol: "FBN1" } },
    ],
  }),
};

const given = (page) => page.locator(".given-genes");
const tags = (page) => page.locator(".in-force .chip").allInnerTexts();

/** A page whose module that reads genes is there: it comes after what the page needs. */
async function opened(t, open = openPage, options = {}) {
  const path = await folder(t, all);
  const { page, complaints } = await open(t, { browser: await chromium, ...options });
  await page.waitForLoadState("networkidle");
  const give = (name) => drop(page, join(path, name), ".lists");
  const compare = async () => {
    await drop(page, join(path, "marfan.vcf"));
    await start(page);
  };
  return { page, path, complaints, give, compare };
}

test("genes that come first wait for a ClinVar list, and then ask about their entries alone", async (t) => {
  const { page, path, complaints, give, compare } = await opened(t);
  await give("genes.txt");
  assert.match(await given(page).innerText(), /genes\.txt.*SMN1, NOPE1.*drop a ClinVar VCF/s);
  assert.match(await given(page).innerText(), /1 line gave no gene/);
  assert.equal(await page.locator(".list-failure").count(), 0);
  // A file that comes next waits for that list too.
  await drop(page, join(path, "marfan.vcf"));
  await screen(page, "checked");
  assert.match(await page.locator("#missing").innerText(), /drop a ClinVar VCF/);
  await give("clinvar.vcf");
  await page.locator(".chosen").waitFor();
  assert.match(await given(page).innerText(), /entries in these genes are asked about/);
  await start(page);
  assert.deepEqual(await outcome(page), [0, 1, 0, 0]);
  assert.deepEqual(await tags(page), ["SMN1", "NOPE1"]);
  assert.equal(await page.locator(".absent.small").innerText(), "No entry of the list has: NOPE1");
  // They are a condition like others, and are taken back like them.
  await page.getByRole("button", { name: "Take all back" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".in-force").length === 0);
  // Taken out beside the list, they are asked about no more.
  await page.getByRole("button", { name: "Use another list" }).click();
  await screen(page, "checked");
  await page.getByRole("button", { name: "Ask about all genes" }).click();
  assert.equal(await given(page).count(), 0);
  await start(page);
  await screen(page, "result");
  assert.deepEqual(await tags(page), []);
  // What is wiped is gone, and so are they.
  await page.getByRole("button", { name: "Wipe" }).click();
  await give("panelapp.json");
  assert.match(await given(page).innerText(), /SMN1/);
  assert.doesNotMatch(await given(page).innerText(), /FBN1/);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  await given(page).waitFor({ state: "detached" });
  await give("clinvar.vcf");
  await page.locator(".base").waitFor();
  await compare();
  await screen(page, "result");
  assert.deepEqual(await tags(page), []);
  assert.deepEqual(complaints, []);
});

test("what is dropped as a genome and is none is used as a list", async (t) => {
  const { page, path } = await opened(t);
  // Whoever looks for another disease is told how.
  await page.locator("[role=combobox]").fill("breast cancer");
  assert.match(await page.locator(".none").innerText(), /list of its genes.*and a ClinVar list/);
  await drop(page, join(path, "genes.txt"));
  assert.equal(await outcome(page), "input_not_vcf");
  await page.getByRole("button", { name: "Use it as a list" }).click();
  assert.match(await given(page).innerText(), /genes\.txt/);
  await drop(page, join(path, "table.csv"));
  assert.equal(await outcome(page), "input_not_vcf");
  await page.locator(".trouble .primary").click();
  await page.locator(".preview").waitFor();
});

test("of a list that is no ClinVar's all is compared, and that is said", async (t) => {
  const { page, give } = await opened(t);
  await give("genes.txt");
  await given(page).waitFor();
  await chooseBuiltIn(page);
  assert.match(await given(page).innerText(), /Of the list that is chosen now, all is compared/);
  await drop(page, demo.genome);
  await start(page);
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
});

test("of the 84 genes only those that are asked about are shown", async (t) => {
  const { page, path, give } = await opened(t);
  const gate = page.locator(".gate");
  const shown = async () => [...new Set(await gate.locator(".sf-rows .sf-row b").allInnerTexts())];
  await give("more.vcf");
  await page.locator(".base").waitFor();
  await give("both.txt");
  await given(page).waitFor();
  await drop(page, join(path, "more-genome.vcf"));
  await start(page);
  await screen(page, "result");
  await gate.getByRole("button", { name: "I understand, open it" }).click();
  await gate.locator(".sf-rows li").first().waitFor();
  assert.match(await gate.innerText(), /only those that you ask about[^:]*:\s*fbn1/);
  assert.deepEqual(await shown(), ["FBN1"]);
  // None of them is asked about.
  await page.getByRole("button", { name: "Take back: fbn1" }).click();
  await gate.getByText("The list has no such entry").waitFor();
  assert.match(await gate.innerText(), /only those that you ask about[^:]*:\s*none/);
  assert.deepEqual(await shown(), []);
  // Without genes that are asked about it is all of them again.
  await page.getByRole("button", { name: "Take back: SMN1" }).click();
  await gate.locator(".sf-rows li").first().waitFor();
  assert.doesNotMatch(await gate.innerText(), /only those/);
  assert.deepEqual((await shown()).sort(), ["BRCA2", "FBN1"]);
});

test("genes that are held back are named, and wait for their question", async (t) => {
  const { page, give, compare } = await opened(t);
  await give("clinvar.vcf");
  await page.locator(".base").waitFor();
  await give("both.txt");
  await given(page).waitFor();
  await compare();
  assert.deepEqual(await outcome(page), [0, 1, 0, 0]);
  assert.match(
    await page.locator(".held").innerText(),
    /Genes that you ask about are among them: fbn1/,
  );
  assert.match(await page.locator(".gate").innerText(), /are among them: fbn1/);
  await page.locator(".gate").getByRole("button", { name: "I understand, open it" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".held").length === 0);
  assert.deepEqual(await counts(page), [2, 1, 1, 0]);
  // Nothing but such genes: the question comes at once.
  await page.getByRole("button", { name: "Use another list" }).click();
  await screen(page, "checked");
  await give("closed.txt");
  await page.locator(".given-genes", { hasText: "closed.txt" }).waitFor();
  await page.getByRole("button", { name: "Use another file" }).click();
  await compare();
  assert.equal(await outcome(page), "all_held_back");
  await page.locator(".gate").getByRole("button", { name: "I understand, open it" }).click();
  await screen(page, "result");
  assert.deepEqual(await counts(page), [2, 0, 1, 0]);
  // Genes that no entry has.
  await page.getByRole("button", { name: "Use another list" }).click();
  await give("none.txt");
  await page.locator(".given-genes", { hasText: "none.txt" }).waitFor();
  await page.getByRole("button", { name: "Use another file" }).click();
  await compare();
  assert.equal(await outcome(page), "filter_empty");
  await page.getByRole("button", { name: "Choose another list" }).click();
  await page.getByRole("button", { name: "Compare all of this list" }).click();
  await page.getByRole("button", { name: "Ask about all genes" }).click();
  await start(page);
  await screen(page, "result");
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "dark"],
  ["en-US", 320, "light"],
]) {
  test(`by keyboard alone, and axe finds nothing: ${locale}, ${width}`, async (t) => {
    const { page, give } = await opened(t, openWithAxe, { locale, width, colorScheme });
    await give("genes.txt");
    await given(page).waitFor();
    assert.deepEqual(await barriers(page), [], "given");
    await tabTo(page, ".given-genes summary");
    await press(page, "Enter");
    assert.match(await page.locator(".given-genes .lines").innerText(), /12/);
    await page.keyboard.press("Shift+Tab");
    await press(page, "Enter");
    await given(page).waitFor({ state: "detached" });
    // Whoever goes on by keyboard is not thrown back to the top.
    assert.equal(await page.evaluate(() => document.activeElement.className), "lists");
  });
}
