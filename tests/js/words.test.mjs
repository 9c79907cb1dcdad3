// Words that must not appear where people read, and tables complete in both languages.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

import { HELP } from "../../dist/cli/help.js";

const BANNED = [
  /陽性|陰性|正常|異常|安全|発症する|リスクが(高|低)い|診断|健康です|匿名加工/,
  /\b(positive|negative) result|\bnormal\b|\bsafe\b|\bat risk\b|diagnos|\byou (have|will)\b|\bcleared\b|anonymi[sz]ed/i,
];

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");

function check(text, where) {
  for (const word of BANNED) assert.doesNotMatch(text, word, where);
}

for (const path of ["messages/messages.tsv", "www/messages.tsv"]) {
  test(`${path} has two languages, the same places for values, and no banned word`, async () => {
    const [head, ...rows] = (await read(path)).trimEnd().split("\n");
    assert.equal(head, "key\ten\tja");
    const keys = new Set();
    for (const row of rows) {
      const [key, en, ja, ...more] = row.split("\t");
      assert.ok(en?.trim() && ja?.trim() && more.length === 0, row);
      assert.ok(!keys.has(key), `${key} stands twice`);
      keys.add(key);
      const places = (text) => [...new Set(text.match(/\{\d\}/g))].sort().join();
      assert.equal(places(en), places(ja), key);
      // It alone may say what this is not for.
      if (key === "intended.full") continue;
      check(en, key);
      check(ja, key);
    }
  });
}

test("help and the errors of the package have no banned word", async () => {
  // The one sentence that may say what this is not for.
  const purpose = "not for diagnosis, treatment or prevention";
  for (const [topic, text] of Object.entries(HELP)) check(text.replace(purpose, ""), topic);
  check(await read("js/error.ts"), "js/error.ts");
  check(await read("js/core.ts"), "js/core.ts");
  check(await read("www/index.html"), "www/index.html");
});

test("every text of the page is used", async () => {
  const files = (await readdir(new URL("www/src/", root))).filter((name) => name.endsWith(".ts"));
  const code = (await Promise.all(files.map((name) => read(`www/src/${name}`)))).join("\n");
  // Keys of these families are put together from a word of the report.
  const joined =
    /^(state\.\w+\.help|findings\.\w+|match\.\w+|error\.worker\.\w+|\w+\.(none|title))$/;
  const [, ...rows] = (await read("www/messages.tsv")).trimEnd().split("\n");
  const unused = rows
    .map((row) => row.split("\t")[0])
    .filter((key) => !code.includes(`"${key}"`) && !joined.test(key));
  assert.deepEqual(unused, []);
});
