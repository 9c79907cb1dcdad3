// The table of actionable genes, and which carried entries each of its rules shows.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { readActionable, shownByRule } from "../../dist/actionable.js";
import { root } from "./support.mjs";

const table = await readFile(join(root, "panels/actionable-genes.tsv"), "utf8");
const genes = readActionable(table);

const entry = (more = {}) => ({ contig: "1", pos: 10, ref: "A", alt: "G", ...more });
const het = { zygosity: "het", copies: { carried: 1, ploidy: 2 }, entry: entry() };
const hom = { zygosity: "hom", copies: { carried: 2, ploidy: 2 }, entry: entry() };
const hemi = { zygosity: "hemi", copies: { carried: 1, ploidy: 1 }, entry: entry() };
const unknown = { zygosity: "unknown", copies: null, entry: entry() };

test("the table has 84 genes, each with a rule that is known, and cites its source", () => {
  assert.equal(genes.size, 84);
  const rules = {};
  for (const { rule } of genes.values()) rules[rule] = (rules[rule] ?? 0) + 1;
  assert.deepEqual(rules, {
    any: 72,
    any_incl_het_female: 2,
    biallelic: 7,
    hemi_or_biallelic: 1,
    HFE_C282Y_hom_only: 1,
    truncating_only: 1,
  });
  assert.deepEqual(genes.get("GLA"), {
    gene: "GLA",
    inheritance: "XL",
    addedIn: "1",
    categories: ["Cardiovascular", "Metabolic"],
    rule: "any_incl_het_female",
  });
  assert.match(table, /doi:10\.1016\/j\.gim\.2025\.101454/);
  assert.doesNotMatch(table, /ACMG/);
});

test("a rule or an inheritance that is not known is an error", () => {
  const header = "gene\tinheritance\tadded_in\tcategory\treport_rule\n";
  assert.throws(() => readActionable(`${header}X\tAD\t1\tOther\tsome`), RangeError);
  assert.throws(() => readActionable(`${header}X\tAD\t1\tOther\ttoString`), RangeError);
  assert.throws(() => readActionable(`${header}X\tYL\t1\tOther\tany`), RangeError);
  assert.equal(readActionable(`# a comment\n${header}X\tAD\t1\tOther\tany\r\n`).size, 1);
});

test("by each rule the carried entries of a gene are shown or not", () => {
  for (const rule of ["any", "any_incl_het_female"]) {
    assert.deepEqual(shownByRule(rule, [het, unknown]), [het, unknown]);
  }
  assert.deepEqual(shownByRule("biallelic", [het]), []);
  assert.deepEqual(shownByRule("biallelic", [hemi]), []);
  assert.deepEqual(shownByRule("biallelic", [hom]), [hom]);
  assert.deepEqual(shownByRule("biallelic", [het, unknown]), [het, unknown]);
  assert.deepEqual(shownByRule("hemi_or_biallelic", [het]), []);
  assert.deepEqual(shownByRule("hemi_or_biallelic", [hemi]), [hemi]);
  assert.deepEqual(shownByRule("hemi_or_biallelic", [het, het]), [het, het]);

  const c282y = entry({ contig: "6", pos: 26092913, ref: "G", alt: "A" });
  const on37 = { ...c282y, contig: "chr6", pos: 26093141 };
  for (const at of [c282y, on37]) {
    const both = { ...hom, entry: at };
    assert.deepEqual(shownByRule("HFE_C282Y_hom_only", [both, hom]), [both]);
    assert.deepEqual(shownByRule("HFE_C282Y_hom_only", [{ ...het, entry: at }]), []);
  }
  // Another allele there, and two copies of which only one is this allele.
  const other = { ...hom, entry: { ...c282y, alt: "T" } };
  assert.deepEqual(shownByRule("HFE_C282Y_hom_only", [other]), []);
  assert.deepEqual(shownByRule("HFE_C282Y_hom_only", [{ ...het, entry: c282y }, het]), []);

  const with_ = (more) => ({ ...het, entry: entry(more) });
  const stop = with_({ mc: "SO:0001583|missense_variant,SO:0001587|nonsense" });
  const shift = with_({ consequence: "frameshift_variant" });
  const missense = with_({ mc: "SO:0001583|missense_variant" });
  assert.deepEqual(shownByRule("truncating_only", [stop, missense, shift, het]), [stop, shift]);
});
