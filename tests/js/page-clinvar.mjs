// A small list of ClinVar and a genome for it; and what the tests of its results have in common.
import assert from "node:assert/strict";
import { join } from "node:path";

import { screen } from "./page-support.mjs";

const CONTIGS = "##contig=<ID=15,length=101991189>\n##contig=<ID=5,length=181538259>\n";

/** A ClinVar list: of Marfan syndrome two entries by its id and one by its gene alone, and of SMN1 one. */
const LIST = `##fileformat=VCFv4.1
##fileDate=2026-11-15
##source=ClinVar
##reference=GRCh38
${CONTIGS}#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
5\t70951946\t4\tC\tT\t.\t.\tCLNSIG=Pathogenic;CLNREVSTAT=no_assertion_criteria_provided;GENEINFO=SMN1:6606;CLNDISDB=MONDO:MONDO:0001516;CLNDN=SMA
15\t48410998\t1\tC\tG\t.\t.\tCLNSIG=Pathogenic;CLNREVSTAT=reviewed_by_expert_panel;GENEINFO=FBN1:2200;CLNDISDB=MONDO:MONDO:0007947,OMIM:154700;CLNDN=Marfan_syndrome
15\t48411006\t2\tT\tG\t.\t.\tCLNSIG=Likely_pathogenic;CLNREVSTAT=criteria_provided,_single_submitter;GENEINFO=FBN1:2200;CLNDISDB=MONDO:MONDO:0007947;CLNDN=Marfan_syndrome
15\t48411010\t3\tA\tC\t.\t.\tCLNSIG=Uncertain_significance;CLNREVSTAT=criteria_provided,_single_submitter;GENEINFO=FBN1:2200;CLNDISDB=MedGen:C0039240;CLNDN=not_provided
15\t48411020\t5\tG\tA\t.\t.\tCLNSIG=Benign;CLNREVSTAT=criteria_provided,_single_submitter;GENEINFO=FBN1L:1;CLNDISDB=MedGen:CN169374;CLNDN=not_specified
`;

/** A genome that carries the first by id and the one by gene alone, and says nothing of the other. */
export const GENOME = `##fileformat=VCFv4.2
##reference=GRCh38
${CONTIGS}#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS
5\t70951946\t.\tC\tT\t50\tPASS\t.\tGT:GQ\t0/0:99
15\t48410998\t.\tC\tG\t50\tPASS\t.\tGT:GQ\t0/1:99
15\t48411010\t.\tA\tC\t50\tPASS\t.\tGT:GQ\t0/1:99
15\t48411020\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t1/1:99
`;

export const files = { "clinvar.vcf": LIST, "marfan.vcf": GENOME };

export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses Tab until the focus is where it is wanted; fails when it never is. */
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches ${selector}`);
}

/** A disease is chosen by its number, if any, the list and the file are given, and the result comes. */
export async function compared(
  page,
  path,
  number,
  { list = "clinvar.vcf", file = "marfan.vcf" } = {},
) {
  if (number !== undefined) {
    await page.locator("[role=combobox]").fill(String(number));
    await press(page, "Enter");
  }
  await page.setInputFiles(".needs .file-input", join(path, list));
  await page.locator(".base").waitFor();
  await page.setInputFiles(".drop .file-input", join(path, file));
  await page.locator(".acts .primary:not([disabled])").click();
  await screen(page, "result");
}
