// Words that must not appear where people read (SEMANTICS "Words"), and both languages complete.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const BANNED = [
  /陽性|陰性|正常|異常|安全|発症する|リスクが(高|低)い|診断|健康です|匿名加工/,
  /\b(positive|negative) result|\bnormal\b|\bsafe\b|\bat risk\b|diagnos|\byou (have|will)\b|\bcleared\b|anonymi[sz]ed/i,
];

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");

test("the message table", async () => {
  const [, ...rows] = (await read("messages/messages.tsv")).trimEnd().split("\n");
  for (const row of rows) {
    const [key, ...texts] = row.split("\t");
    assert.equal(texts.filter((text) => text.trim() !== "").length, 2, `${key} in two languages`);
    if (key === "intended.full") continue; // it alone may say what this is not for
    for (const text of texts) for (const word of BANNED) assert.doesNotMatch(text, word, key);
  }
});

test("the texts of page, package and command", async () => {
  for (const path of [
    "www/text.ts",
    "www/index.html",
    "js/error.ts",
    "js/cli/help.ts",
    "js/cli/text.ts",
  ]) {
    const text = await read(path);
    for (const word of BANNED) assert.doesNotMatch(text, word, path);
  }
});

test("every text of the page is used", async () => {
  const table = await read("www/text.ts");
  const keys = [...table.matchAll(/^ {2}"([a-zA-Z.]+)": \{/gm)].map((match) => match[1]);
  assert.ok(keys.length > 30);
  const code = (await Promise.all(["www/view.ts", "www/result.ts"].map(read))).join();
  // `help.` and `table.` are put together from a state and a column.
  const used = (key) => code.includes(`"${key}"`) || /^(help|table)\./.test(key);
  assert.deepEqual(
    keys.filter((key) => !used(key)),
    [],
  );
});
