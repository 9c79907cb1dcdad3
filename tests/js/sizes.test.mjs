// What each entry of the package adds to a site: minified and gzipped, without the wasm, whose budgets are checked where
// it is built.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { build } from "vite";

import { install, pack } from "./packed.mjs";
import { folder, root } from "./support.mjs";

/** Bytes; the first two with the script of the workers. What grows past one of them says in its commit why. */
const BUDGETS = {
  "import { compilePanel, screen } from 'genosieve'; globalThis.all = [compilePanel, screen];": 54_000,
  "import * as all from 'genosieve'; globalThis.all = { ...all };": 54_000,
  "import * as all from 'genosieve/bare'; globalThis.all = { ...all };": 35_000,
  "import * as all from 'genosieve/diseases'; globalThis.all = { ...all };": 56_500,
  "import * as all from 'genosieve/element'; globalThis.all = { ...all };": 3_500,
  "import * as all from 'genosieve/inline'; globalThis.all = { ...all };": 1_155_000,
  // Nothing is left of what is not used.
  "import 'genosieve'; import 'genosieve/bare'; import 'genosieve/inline'; import 'genosieve/diseases'; import 'genosieve/element';": 30,
};

const scratch = await folder({ after });
await install((await pack(scratch)).tarball, scratch);

for (const [code, budget] of Object.entries(BUDGETS))
  test(code, async () => {
    const entry = join(scratch, "entry.js");
    await writeFile(entry, code);
    const { output } = await build({
      root: scratch,
      logLevel: "error",
      build: { write: false, rollupOptions: { input: entry }, assetsInlineLimit: 0 },
    });
    const scripts = output.filter(({ fileName }) => fileName.endsWith(".js"));
    const bytes = scripts
      .map((file) => gzipSync(file.code ?? file.source).length)
      .reduce((sum, length) => sum + length, 0);
    assert.ok(bytes <= budget, `${bytes} bytes of ${budget}`);
  });

/** Bytes after gzip of what is there before anything can be chosen: the page with its first screen, and the wasm. */
const FIRST_LOAD = 250_000;

test("the first screen and the wasm", async () => {
  const gzipped = async (name) => gzipSync(await readFile(join(root, name))).length;
  const [page, wasm] = await Promise.all(
    ["www/dist/index.html", "dist/genosieve.wasm"].map(gzipped),
  );
  assert.ok(page + wasm <= FIRST_LOAD, `${page} + ${wasm} bytes of ${FIRST_LOAD}`);
});
