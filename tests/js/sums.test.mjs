// dist/SHA256SUMS: every file that is shipped, with the hash that it has; and nothing in it tells of a machine.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { root } from "./support.mjs";

const text = await readFile(join(root, "dist/SHA256SUMS"), "utf8");
const sums = new Map(
  text
    .trimEnd()
    .split("\n")
    .map((line) => [line.slice(66), line.slice(0, 64)]),
);

test("the sums are those of the files, in order", async () => {
  for (const [name, sum] of sums) {
    const content = await readFile(join(root, name));
    assert.equal(createHash("sha256").update(content).digest("hex"), sum, name);
  }
  assert.deepEqual([...sums.keys()], [...sums.keys()].sort());
});

test("each wasm and each file of the page has one", async () => {
  const wasm = (await readdir(join(root, "dist"))).filter((name) => name.endsWith(".wasm"));
  const page = await readdir(join(root, "www/dist"), { recursive: true, withFileTypes: true });
  const files = page.filter((entry) => entry.isFile());
  assert.ok(wasm.length > 0 && files.length > 0);
  for (const name of wasm) assert.ok(sums.has(`dist/${name}`), name);
  for (const { parentPath, name } of files) {
    assert.ok(sums.has(join(parentPath, name).slice(root.length)), name);
  }
});

test("no file that is shipped holds a path of the machine that built it", async () => {
  const home = homedir() === "/" ? [] : [`${homedir()}/`];
  for (const name of sums.keys()) {
    const content = await readFile(join(root, name));
    for (const path of [root, ...home, "registry/src", "node_modules/"]) {
      assert.ok(!content.includes(path), `${path} in ${name}`);
    }
  }
});
