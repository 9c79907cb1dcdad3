// The designated intractable diseases: their tables, and each found by whatever a person types for it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { diseaseFilter, parseDiseases, tables } from "genosieve/diseases";
import { nearness } from "../../dist/diseases/typos.js";
import { random } from "./page-support.mjs";
import { root } from "./support.mjs";

const diseases = parseDiseases(tables);
const classesOf = ({ notified, subclasses }) => [notified, ...subclasses];
const numbersOf = (query, limit) =>
  diseases.search(query, limit).map(({ disease }) => disease.number);
const range = (n) => Array.from({ length: n }, (_, i) => i + 1);

test("the package carries the tables of the repository, with whom to name", async () => {
  for (const [name, text] of Object.entries(tables)) {
    assert.equal(text, await readFile(`${root}/panels/intractable-${name}.tsv`, "utf8"));
  }
  const head = tables.diseases.split("\n").filter((line) => line.startsWith("# "));
  for (const key of ["Source", "Release", "Licence", "Attribution", "Changed"]) {
    assert.ok(
      head.some((line) => line.startsWith(`# ${key}: `)),
      key,
    );
  }
  const { release, licence, attribution } = diseases.source;
  assert.match(release, /^\d{4}-\d\d-\d\d$/);
  assert.match(licence, /^CC BY 4\.0/);
  assert.match(attribution, /NANDO.*CC BY 4\.0/);
});

test("numbers, ids, symbols and names have the form that they should", () => {
  assert.deepEqual(
    diseases.all.map(({ number }) => number),
    range(348),
  );
  const nando = diseases.all.flatMap((disease) => classesOf(disease).map((one) => one.nando));
  assert.equal(new Set(nando).size, 1079);
  for (const disease of diseases.all) {
    for (const one of classesOf(disease)) {
      assert.match(one.nando, /^NANDO:12\d{5}$/);
      for (const name of [one.ja, one.kana, one.en]) {
        assert.equal(name, name.trim().normalize("NFC"), one.nando);
        assert.doesNotMatch(name, /\s\s|[\u00a0\u3000]/, one.nando);
      }
      assert.ok(one.ja && one.kana, one.nando);
      assert.doesNotMatch(one.kana, /[\u30a1-\u30fa\u4e00-\u9fff]/, one.nando);
      for (const id of [...one.mondo, ...one.close]) assert.match(id, /^MONDO:\d{7}$/, one.nando);
      for (const gene of one.genes) assert.match(gene, /^[A-Z][A-Z0-9]*(orf\d+)?(-[A-Z0-9]+)*$/);
    }
    assert.deepEqual(disease.mondo, [...new Set(disease.mondo)]);
    assert.deepEqual(disease.genes, [...new Set(disease.genes)]);
  }
});

test("each note is of a disease that is there, and each mechanism has a source", () => {
  const rows = tables.notes.split("\n").filter((line) => /^\d/.test(line));
  const numbers = rows.map((row) => Number(row.split("\t")[0]));
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  );
  for (const row of rows) {
    const [number, mechanism, synonyms, source] = row.split("\t");
    const disease = diseases.byNumber(Number(number));
    assert.deepEqual(disease.synonyms, synonyms ? synonyms.split("|") : [], row);
    assert.equal(disease.mechanism ?? "", mechanism, row);
    assert.match(mechanism, /^(repeat|copy_number|imprinting|mitochondrial)?$/, row);
    assert.match(source, mechanism ? /^OMIM:\d{6}$/ : /^$/, row);
  }
  const with_ = (wanted) =>
    diseases.all.filter(({ mechanism }) => mechanism === wanted).map(({ notified }) => notified.en);
  assert.ok(with_("repeat").includes("Huntington's disease"));
  assert.ok(with_("copy_number").includes("Spinal muscular atrophy"));
  assert.deepEqual(with_("imprinting").sort(), [
    "Angelman syndrome",
    "Paternal uniparental disomy of chromosome 14",
    "Prader-Willi syndrome",
  ]);
  assert.ok(with_("mitochondrial").includes("Leber hereditary optic neuropathy"));
});

test("each number is found first by its number, and is itself", () => {
  for (const number of range(348)) {
    assert.equal(numbersOf(String(number))[0], number);
    assert.equal(diseases.byNumber(number).number, number);
  }
  assert.equal(diseases.byNumber(349), undefined);
});

test("each is found first by each of its names, in three scripts: no two share one", () => {
  const others = [];
  for (const { number, ...disease } of diseases.all) {
    for (const { ja, kana, en } of classesOf(disease)) {
      for (const name of [ja, kana, en].filter(Boolean)) {
        const [first] = numbersOf(name, 1);
        if (first !== number) others.push(`${name}: ${number}, and ${first} first`);
      }
    }
  }
  assert.deepEqual(others, []);
});

test("each is among the hits of each of its genes", () => {
  for (const { number, genes } of diseases.all) {
    for (const gene of genes) {
      for (const typed of [gene, gene.toLowerCase()])
        assert.ok(numbersOf(typed).includes(number), `${gene}: ${number}`);
    }
  }
  // A gene that is typed in part is one that begins so, and no other.
  assert.ok(numbersOf("SMARCA").includes(185));
  assert.ok(!diseases.search("RB1").some(({ matched }) => matched.text === "CRB1"));
});

/** A name with one slip, at a place and of a kind that depend on `next`. */
function slipped(name, next) {
  const letters = [...name];
  const at = 1 + next(letters.length - 2);
  const other = /[a-z]/i.test(letters[at]) ? "q" : "ぬ";
  switch (next(4)) {
    case 0:
      letters.splice(at, 1);
      break;
    case 1:
      letters.splice(at, 0, other);
      break;
    case 2:
      letters[at] = other;
      break;
    default:
      [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
  }
  return letters.join("");
}

test("a slip in a long name leaves it among the first five", () => {
  const next = random(348);
  const missed = [];
  for (const { number, notified } of diseases.all) {
    for (const name of [notified.en, notified.kana].filter(({ length }) => length >= 8)) {
      for (const _ of range(3)) {
        const typed = slipped(name, next);
        if (!numbersOf(typed, 5).includes(number)) missed.push(`${typed}: ${number}`);
      }
    }
  }
  // It is what other names end with, so one of those is meant as far as anybody can know.
  assert.deepEqual(missed, ["たしょうこうぐん: 188"]);
  // Genes and numbers forgive nothing: another one is another gene.
  assert.deepEqual(numbersOf("FBN9"), []);
  assert.deepEqual(numbersOf("9999"), []);
});

/** Fewest slips between a query and any part of a name, by the definition. */
function fewest(query, name) {
  let best = query.length;
  for (let from = 0; from <= name.length; from += 1) {
    const part = name.slice(from);
    const costs = [Array.from({ length: part.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= query.length; i += 1) {
      const row = (costs[i] = [i]);
      for (let j = 1; j <= part.length; j += 1) {
        const wrong = costs[i - 1][j - 1] + (query[i - 1] === part[j - 1] ? 0 : 1);
        row[j] = Math.min(wrong, costs[i - 1][j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && query[i - 1] === part[j - 2] && query[i - 2] === part[j - 1])
          row[j] = Math.min(row[j], costs[i - 2][j - 2] + 1);
      }
    }
    best = Math.min(best, ...costs[query.length]);
  }
  return best;
}

test("slips are counted as their definition says", () => {
  const next = random(7);
  const word = (length) => Array.from({ length }, () => "abc"[next(3)]).join("");
  let met = 0;
  for (const _ of range(5000)) {
    const most = 1 + next(2);
    const query = word(most === 1 ? 4 + next(4) : 8 + next(6));
    const name = word(next(20));
    const slips = fewest(query, name);
    met += slips <= most ? 1 : 0;
    assert.equal(
      nearness(query, most)(name)?.slips,
      slips <= most ? slips : undefined,
      `${query} ${name}`,
    );
  }
  assert.ok(met > 500, `${met}`);
});

test("widths, kana, long vowels, dots, order of words: what is meant is found first", () => {
  const typed = {
    167: [
      "167",
      "１６７",
      "マルファン",
      "ﾏﾙﾌｧﾝ",
      "まるふぁん",
      "まるふあん",
      "Marfan",
      "ＭＡＲＦＡＮ",
      "FBN1",
    ],
    10: ["シャルコーマリートゥース", "しやるこ まり とうす", "charcot marie tooth", "CMT"],
    168: ["エーラスダンロス", "ダンロス", "Ehlers–Danlos", "ehlers danlos"],
    53: ["Sjögren's syndrome", "sjogren", "シエグレン"],
    203: ["22q11", "２２ｑ１１．２", "ディジョージ", "DiGeorge"],
    191: ["ヴェルナー症候群", "ウェルナー"],
    113: ["DMD", "Duchenne", "dystrophy duchenne", "デュシェンヌ"],
    264: ["abetalipoproteinemia", "MONDO:0008692", "0008692", "無ベタリポタンパク"],
    2: ["ALS", "amyotrophic"],
    3: ["SMA", "Werdnig"],
    34: ["NF1", "レックリングハウゼン"],
    218: ["Alprot syndrome", "あるぽとしょうこうぐん"],
  };
  for (const [number, queries] of Object.entries(typed)) {
    for (const query of queries) {
      assert.equal(numbersOf(query)[0], Number(number), query);
    }
  }
  for (const nothing of ["", "  ", "・", "qqqqqqqqqqqq"]) assert.deepEqual(numbersOf(nothing), []);
  assert.deepEqual(numbersOf("症", 3).length, 3);
});

test("a hit says what was met, and of which subclass", () => {
  const [whole] = diseases.search("マルファン");
  assert.deepEqual([whole.matched.kind, whole.matched.subclass], ["name", undefined]);
  const [part] = diseases.search("Duchenne");
  assert.deepEqual(
    [part.disease.number, part.matched.kind, part.matched.subclass.ja],
    [113, "name", "デュシェンヌ型筋ジストロフィー"],
  );
  const [gene] = diseases.search("fbn1");
  assert.deepEqual(
    [gene.matched.kind, gene.matched.text, gene.matched.typo],
    ["gene", "FBN1", false],
  );
  assert.equal(diseases.search("Marafn")[0].matched.typo, true);
  // An exact name before one that begins so, that before a gene, and that before a name that holds it.
  const kinds = diseases.search("SMA").map(({ matched }) => matched.kind);
  assert.equal(kinds[0], "synonym");
  assert.ok(kinds.indexOf("gene") > 0 && kinds.indexOf("gene") < kinds.lastIndexOf("name"));
});

test("what no list can be built of says so", () => {
  const of = (basis) =>
    diseases.all.filter((disease) => disease.basis === basis).map(({ number }) => number);
  const none = [
    57, 62, 68, 92, 116, 163, 188, 189, 224, 262, 273, 279, 280, 290, 295, 304, 305, 306, 314, 331,
    346,
  ];
  assert.deepEqual(of("none"), none);
  // The source knows diseases that are like these, and not the same.
  assert.deepEqual(of("close"), [77, 278, 293, 311, 339]);
  for (const { basis, ...disease } of diseases.all) {
    const { conditions, genes } = diseaseFilter(disease);
    assert.equal(conditions.length + genes.length > 0, basis === "known", String(disease.number));
  }
});

test("the filter of a disease has the ids and genes of all its classes", () => {
  const marfan = diseases.byNumber(167);
  const filter = diseaseFilter(marfan);
  assert.equal(filter.name, "167 マルファン症候群／ロイス・ディーツ症候群");
  assert.ok(filter.conditions.includes("MONDO:0007947"));
  assert.ok(filter.genes.includes("FBN1"));
  const ids = classesOf(marfan).flatMap(({ mondo }) => mondo);
  assert.deepEqual(filter.conditions, [...new Set(ids)]);
});

test("another text than a table is refused", () => {
  for (const text of ["", "<!doctype html>", tables.notes, `${tables.diseases}1\tNANDO:1\n`]) {
    assert.throws(() => parseDiseases({ ...tables, diseases: text }), TypeError);
  }
  assert.throws(() => parseDiseases({ ...tables, notes: tables.diseases }), TypeError);
});
