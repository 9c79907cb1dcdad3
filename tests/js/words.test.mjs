// Words that must not appear where people read, and tables complete in both languages.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import ts from "typescript";

import { HELP } from "../../dist/cli/help.js";
import { BANNED } from "./banned.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");

function check(text, where) {
  for (const word of BANNED) assert.doesNotMatch(text, word, where);
}

/** A module of the page that imports types only. */
async function table(path, name) {
  const { outputText } = ts.transpileModule(await read(path), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  return module[name];
}

const text = "www/src/text/";
const [en, ja, familyEn, familyJa, libraryEn, libraryJa, errorsEn, errorsJa, reasonsEn, reasonsJa] =
  await Promise.all([
    table(`${text}en.ts`, "en"),
    table(`${text}ja.ts`, "ja"),
    table(`${text}family.en.ts`, "familyEn"),
    table(`${text}family.ja.ts`, "familyJa"),
    table(`${text}library.en.ts`, "libraryEn"),
    table(`${text}library.ja.ts`, "libraryJa"),
    table(`${text}errors.en.ts`, "errorsEn"),
    table(`${text}errors.ja.ts`, "errorsJa"),
    table(`${text}reasons.en.ts`, "reasonsEn"),
    table(`${text}reasons.ja.ts`, "reasonsJa"),
  ]);

/** Names of the values in a text. */
const values = (text) => [...new Set(text.match(/(?<=\{)\w+/g))].sort();

test("the core's tables have two languages, the same values, and no banned word", async () => {
  const tables = await Promise.all(
    ["messages", "families", "cohorts"].map((name) => read(`messages/${name}.tsv`)),
  );
  const [head, ...rows] = tables.join("").trimEnd().split("\n");
  assert.equal(head, "key\ten\tja");
  const keys = new Set();
  for (const row of rows) {
    const [key, en, ja, ...more] = row.split("\t");
    assert.ok(en?.trim() && ja?.trim() && more.length === 0, row);
    assert.ok(!keys.has(key), `${key} stands twice`);
    keys.add(key);
    assert.deepEqual(values(en), values(ja), key);
    // It alone may say what this is not for.
    if (key === "intended.full") continue;
    check(en, key);
    check(ja, key);
  }
});

test("the pages' tables have the same keys and values, and no banned word", () => {
  for (const [english, japanese] of [
    [en, ja],
    [libraryEn, libraryJa],
    [familyEn, familyJa],
  ])
    checkTables(english, japanese);
  assert.match(en["intended.full"], /not for diagnosis, treatment or prevention/);
});

function checkTables(english, japanese) {
  assert.deepEqual(Object.keys(japanese), Object.keys(english));
  for (const [key, text] of Object.entries(english)) {
    assert.ok(text.trim() && japanese[key].trim(), key);
    assert.deepEqual(values(japanese[key]), values(text), key);
    // A language without plurals does not choose between words.
    assert.doesNotMatch(japanese[key], /\{\w+:/, key);
    if (key === "intended.full") continue;
    check(text, key);
    check(japanese[key], key);
  }
}

test("the page says of families what the command says", async () => {
  const rows = (await read("messages/families.tsv")).trimEnd().split("\n");
  const core = rows
    .map((row) => row.split("\t"))
    .filter(([key]) => /^(role|view|notice)\.\w+$/.test(key));
  // Sections have headings of their own, and two notices stand in other words at other places.
  const otherwise = /^(view\.\w+Section|notice\.(relatives|no_matched_sample))$/;
  for (const [key, english, japanese] of core.filter(([key]) => !otherwise.test(key))) {
    const filled = (text) => text.replace("{0}", "{detail}");
    assert.equal(familyEn[key], filled(english), key);
    assert.equal(familyJa[key], filled(japanese), key);
  }
  assert.ok(core.length > 20);
});

test("the page words every notice of the core", async () => {
  const table = await read("messages/messages.tsv");
  const codes = [...table.matchAll(/^notice\.(\w+)\.?\w*\t/gm)].map((m) => m[1]);
  assert.ok(codes.length > 10);
  // The banner of a result says that it is incomplete.
  const missing = codes.filter((code) => code !== "incomplete" && !(`notice.${code}` in en));
  assert.deepEqual(missing, []);
});

test("the page words every reason why a row or a gene is not used", async () => {
  const messages = await read("messages/messages.tsv");
  const codes = [...messages.matchAll(/^(?:skip|gene)\.(\w+)\t/gm)].map((m) => m[1]);
  assert.ok(codes.length > 20);
  assert.deepEqual(Object.keys(reasonsEn).sort(), codes.sort());
  assert.deepEqual(Object.keys(reasonsJa), Object.keys(reasonsEn));
  for (const [code, text] of Object.entries(reasonsEn)) {
    assert.ok(text.trim() && reasonsJa[code].trim(), code);
    check(text, code);
    check(reasonsJa[code], code);
  }
});

/** The words of a union of strings in a source. */
async function union(path, name) {
  const [, words] = (await read(path)).match(new RegExp(`export type ${name} =([^;]+);`));
  return [...words.matchAll(/"(\w+)"/g)].map(([, word]) => word);
}

test("every error that can be shown is worded, and documented in both languages", async () => {
  const document = await read("docs/errors.md");
  const core = [...document.matchAll(/^\| `(\w+)` \| \d \|/gm)].map(([, code]) => code);
  assert.deepEqual(core.sort(), (await union("js/types.ts", "CoreCode")).sort());
  const own = {
    package: await union("js/error.ts", "PackageCode"),
    page: await union("www/src/job/protocol.ts", "PageCode"),
  };
  for (const [from, codes] of Object.entries(own)) {
    assert.ok(codes.length > 2, from);
    const documented = [...document.matchAll(new RegExp(`^\\| \`(\\w+)\` \\| ${from} \\|`, "gm"))];
    assert.deepEqual(documented.map(([, code]) => code).sort(), codes.sort());
    for (const code of codes) {
      const [texts, japanese] = [errorsEn[code], errorsJa[code]];
      assert.ok(texts && japanese, code);
      const cells = [`\`${code}\``, from, texts[1], texts[2], japanese[1], japanese[2]];
      const row = `| ${cells.join(" | ")} |`;
      assert.ok(document.split("\n").includes(row), `docs/errors.md needs this row: ${row}`);
    }
  }
  const all = [...core, ...own.package, ...own.page];
  assert.deepEqual(Object.keys(errorsEn).sort(), all.sort());
  assert.deepEqual(Object.keys(errorsJa), Object.keys(errorsEn));
  for (const [code, texts] of Object.entries(errorsEn)) {
    assert.equal(texts.length, 3, code);
    texts.forEach((text, at) => {
      assert.ok(text.trim() && errorsJa[code][at].trim(), code);
      assert.deepEqual(values(errorsJa[code][at]), values(text), code);
      check(text, code);
      check(errorsJa[code][at], code);
    });
  }
});

test("help, the errors of the package and the page's frame have no banned word", async () => {
  // The one sentence that may say what this is not for.
  const purpose = "not for diagnosis, treatment or prevention";
  // The word of a role, which states nothing of anybody.
  const role = "tumor, normal, or none";
  for (const [topic, text] of Object.entries(HELP))
    check(text.replace(purpose, "").replace(role, ""), topic);
  const others = ["js/error.ts", "js/core.ts", "www/index.html", "www/library.html"];
  for (const path of others) check(await read(path), path);
});

/** Every source of the page and of its build but the tables. */
async function code() {
  const folder = new URL("www/", root);
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((name) => /^(build|src(?!\/text))\/.*\.tsx?$/.test(name));
  const texts = await Promise.all(sources.map((name) => read(`www/${name}`)));
  return texts.join("\n");
}

test("every text of the page is used, and none stands in its code", async () => {
  const sources = await code();
  // Keys that are put together from a word: `step.${match}` uses every key that begins so.
  const joined = [...sources.matchAll(/`([\w.]+\.)\$\{\w+(?:\.\w+)*\}([\w.]*)`/g)].map(
    ([, start, end]) =>
      new RegExp(`^${start.replaceAll(".", "\\.")}\\w+${end.replaceAll(".", "\\.")}$`),
  );
  const unused = Object.keys({ ...en, ...libraryEn, ...familyEn }).filter(
    (key) => !sources.includes(`"${key}"`) && !joined.some((pattern) => pattern.test(key)),
  );
  assert.deepEqual(unused, []);
  // Words between tags, as in <p>Some words</p>.
  const written = [...sources.matchAll(/>\s*([A-Za-z][a-z]+(?: [a-z]+)+)[^<>{}=;()]*<\//g)];
  assert.deepEqual(
    written.map(([, words]) => words),
    [],
  );
  assert.doesNotMatch(
    sources.replaceAll("日本語", ""),
    /[\u3040-\u30ff\u4e00-\u9fff]{2,}/,
    "Japanese in code",
  );
});

/** Calls that look for something in a text, and those of patterns. */
const LOOKS = /^(test|exec|match|matchAll|search|includes|indexOf|startsWith|endsWith)$/;

/** Where a source decides by the message of an error: it is compared, looked through, or chooses a case. */
function decisions(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const found = [];
  const isMessage = (node) => ts.isPropertyAccessExpression(node) && node.name.text === "message";
  const decides = ({ parent }, node) => {
    if (ts.isBinaryExpression(parent)) return /^[=!]=/.test(parent.operatorToken.getText());
    if (ts.isSwitchStatement(parent) || ts.isCaseClause(parent)) return true;
    if (ts.isPropertyAccessExpression(parent)) return LOOKS.test(parent.name.text);
    if (!ts.isCallExpression(parent)) return false;
    const { expression: called } = parent;
    return called !== node && ts.isPropertyAccessExpression(called) && LOOKS.test(called.name.text);
  };
  const visit = (node) => {
    if (isMessage(node) && decides(node, node)) found.push(`${path}: ${node.parent.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test("nothing is decided by the text of a message", async () => {
  for (const sample of [
    'if (error.message === "x") f();',
    "if (/x/.test(error.message)) f();",
    'if (error.message.includes("x")) f();',
    'switch (error.message) { case "x": f(); }',
  ]) {
    assert.equal(decisions("sample.ts", sample).length, 1, sample);
  }
  const found = [];
  for (const folder of ["js/", "www/src/"]) {
    const names = await readdir(new URL(folder, root), { recursive: true });
    const sources = names.filter((name) => /\.tsx?$/.test(name));
    assert.ok(sources.length > 10, folder);
    for (const name of sources) found.push(...decisions(folder + name, await read(folder + name)));
  }
  assert.deepEqual(found, []);
});
