// The examples, each with the tarball that npm would publish: on every platform they find what the command finds.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { build, createServer } from "vite";

import { install, pack } from "./packed.mjs";
import { browser, demo, folder, root, run, serve } from "./support.mjs";

const call = promisify(execFile);
const require = createRequire(import.meta.url);

const { tarball } = await pack(await folder({ after }));

const { stdout } = await run("native", [
  "screen",
  demo.genome,
  "--panel",
  demo.panel,
  "--format",
  "json",
]);
const wanted = JSON.parse(stdout)
  .verdicts.filter(({ state }) => state === "carried")
  .map(
    ({ entry, zygosity }) => `${entry.contig}:${entry.pos} ${entry.ref}>${entry.alt} ${zygosity}`,
  );
assert.ok(wanted.length > 3);

/** A copy of an example, with the package installed. */
async function project(t, name) {
  const at = join(await folder(t), name);
  await cp(join(root, "examples", name), at, { recursive: true });
  await install(tarball, at);
  return at;
}

for (const [platform, program, ...args] of [
  ["Node", process.execPath],
  [
    "Deno",
    join(root, "node_modules/.bin/deno"),
    "run",
    "--allow-read",
    "--node-modules-dir=manual",
  ],
  ["Bun", join(root, "node_modules/.bin/bun")],
])
  test(`in ${platform}`, async (t) => {
    const cwd = await project(t, "command-line");
    const { stdout } = await call(program, [...args, "carried.mjs", demo.panel, demo.genome], {
      cwd,
    });
    assert.deepEqual(stdout.trimEnd().split("\n"), wanted);
  });

/** Opens a page, chooses the sample's files and reads what it found. */
async function opened(t, url) {
  const page = await (await browser(t)).newPage();
  page.setDefaultTimeout(30_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url);
  await page.locator("input").first().setInputFiles(demo.panel);
  await page.locator("input").last().setInputFiles(demo.genome);
  await page.locator("button").click();
  await page.getByText(`${wanted.length} carried`).waitFor();
  assert.deepEqual(await page.locator("li").allTextContents(), wanted);
  assert.deepEqual(errors, []);
}

test("on a page without a build, by an import map", async (t) => {
  const at = await project(t, "browser");
  await opened(t, `${await serve(t, { "/somewhere/": at })}/somewhere/plain.html`);
});

test("built by Vite", async (t) => {
  const at = await project(t, "browser");
  await build({ root: at, base: "./", logLevel: "error" });
  await opened(t, `${await serve(t, { "/any/path/": join(at, "dist") })}/any/path/index.html`);
});

test("as Vite serves it while one works on it", async (t) => {
  const at = await project(t, "browser");
  const server = await createServer({ root: at, logLevel: "error", server: { host: "127.0.0.1" } });
  t.after(() => server.close());
  await server.listen();
  await opened(t, server.resolvedUrls.local[0]);
});

test("built by webpack 5", async (t) => {
  const at = await project(t, "browser");
  const { default: config } = await import(pathToFileURL(join(at, "webpack.config.mjs")));
  const webpack = require("webpack");
  const stats = await promisify(webpack)({
    ...config,
    context: at,
    output: { ...config.output, path: join(at, "dist") },
  });
  assert.deepEqual([...stats.compilation.errors, ...stats.compilation.warnings], []);
  const html = await readFile(join(at, "index.html"), "utf8");
  const page = html.replace('type="module" src="./main.js"', 'defer src="./main.js"');
  const origin = await serve(t, { "/page/index.html": () => page, "/page/": join(at, "dist") });
  await opened(t, `${origin}/page/index.html`);
});

/** The lines that README has for the package, told where its files are. */
async function readme(at, change = (text) => text) {
  const [, lines] = (await readFile(join(root, "README.md"), "utf8")).match(
    /## The package\n\n```js\n(.*?)```/s,
  );
  const given = `
    import { openAsBlob } from "node:fs";
    globalThis.clinvarFile = await openAsBlob("panel.vcf");
    globalThis.genomeFile = await openAsBlob("genome.vcf");
    globalThis.abort = new AbortController();
    globalThis.show = (bytes, records) => (globalThis.shown = [bytes, records]);
    process.on("exit", () => console.log("shown", ...globalThis.shown));
  `;
  await writeFile(join(at, "given.mjs"), given);
  await writeFile(join(at, "lines.mjs"), change(lines));
  const { stdout } = await call(process.execPath, ["--import", "./given.mjs", "lines.mjs"], {
    cwd: at,
  });
  return stdout.trimEnd().split("\n");
}

test("README's lines work as they are written, and so with the wasm inside", async (t) => {
  const at = await folder(t);
  await install(tarball, at);
  const args = ["screen", "genome.vcf", "--panel", "panel.gsp", "--format", "json"];
  await run("native", ["panel", "build", "panel.vcf", "-o", "panel.gsp"], { cwd: at });
  const { verdicts } = JSON.parse((await run("native", args, { cwd: at })).stdout);
  const lines = verdicts.map(({ entry, zygosity }) => `${entry.gene} ${zygosity}`);
  assert.ok(lines.length > 0);
  const shown = /^shown \d+ \d+$/;
  for (const found of [
    await readme(at),
    await readme(at, (text) => text.replace('"genosieve"', '"genosieve/inline"')),
  ]) {
    assert.match(found.pop(), shown);
    assert.deepEqual(found, lines);
  }
});

test("one file that holds all of the package, opened from a disk", async (t) => {
  const at = await project(t, "browser");
  await writeFile(
    join(at, "one.js"),
    (await readFile(join(at, "plain.html"), "utf8"))
      .match(/<script type="module">(.*?)<\/script>/s)[1]
      .replace('"genosieve"', '"genosieve/inline"'),
  );
  const { output } = await build({
    root: at,
    logLevel: "error",
    build: { write: false, rollupOptions: { input: join(at, "one.js") } },
  });
  assert.equal(output.length, 1);
  const script = output[0].code.replaceAll("</script", "<\\/script");
  const html = `<!doctype html><meta charset="utf-8"><p><input type="file"><input type="file"><button>Compare</button><output></output><ul></ul><script type="module">${script}</script>`;
  await writeFile(join(at, "one.html"), html);
  await opened(t, pathToFileURL(join(at, "one.html")).href);
});
