// The tarball that npm would publish, in a project of its own: it types strictly and it runs.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { install, pack } from "./packed.mjs";
import { root } from "./support.mjs";

const call = promisify(execFile);

const USER = `
import { GenosieveError, load, openPanel, screen, type ReportData, type State } from "genosieve";
import * as bare from "genosieve/bare";
import { diseaseFilter, parseDiseases, tables, type Disease } from "genosieve/diseases";
import { define, type GenosieveScreener } from "genosieve/element";

export const marfan: Disease | undefined = parseDiseases(tables).search("Marfan", 1)[0]?.disease;
export const conditions: string[] = marfan ? diseaseFilter(marfan).conditions : [];

export async function carried(panel: Uint8Array, genome: Blob, signal: AbortSignal): Promise<number> {
  await load();
  const report = await screen(genome, {
    panel: await openPanel(panel),
    signal,
    onProgress: ({ bytesRead, bytesTotal, records }) => void [bytesRead, bytesTotal ?? 0, records],
  });
  const data: ReportData = report.data;
  const state: State | undefined = data.verdicts[0]?.state;
  if (state === undefined) throw new GenosieveError({ code: "io", message: "none" });
  return data.summary[0]?.carried ?? 0;
}

export const load2: typeof load = bare.load;
export const failed = (error: unknown): boolean =>
  error instanceof GenosieveError && (error.code === "trap" || error.code === "input_zip");

define();
export const element: GenosieveScreener = document.createElement("genosieve-screener");
element.panels = [new URL("https://example.org/a.gsp"), new Uint8Array(1)];
element.addEventListener("genosieve-report", ({ detail }) => void JSON.parse(detail));
element.addEventListener("genosieve-screen", ({ detail }) => void (detail === "result"));
// @ts-expect-error no language of that name
element.language = "fr";

// @ts-expect-error a panel is needed
void screen(new Blob([]), {});
// @ts-expect-error no state of that name
export const wrong: State = "perhaps";
`;

/** What bundlers, Node and TypeScript make of its entries. */
async function linted(tarball) {
  const tool = (name) => join(root, "node_modules/.bin", name);
  for (const [name, ...args] of [
    ["publint", "--strict", tarball],
    ["attw", tarball, "--profile", "esm-only", "--no-emoji"],
  ])
    await call(tool(name), args).catch(({ stdout, stderr }) =>
      assert.fail(`${name}: ${stdout}${stderr}`),
    );
}

test("the tarball", async (t) => {
  const dir = await mkdtemp(join(tmpdir(), "genosieve-pack-"));
  t.after(() => rm(dir, { recursive: true }));
  const { tarball, files: names } = await pack(dir);
  for (const name of [
    "dist/index.js",
    "dist/index.d.ts",
    "dist/genosieve.wasm",
    "dist/genosieve.scalar.wasm",
    "dist/genosieve.compiler.wasm",
    "dist/genosieve.compiler.scalar.wasm",
    "dist/genosieve.describer.wasm",
    "dist/genosieve.exporter.wasm",
    "dist/genosieve.family.wasm",
    "dist/genosieve.family.scalar.wasm",
    "dist/cli.js",
    "dist/diseases.js",
    "dist/element.js",
    "dist/element.csp.json",
    "dist/element/document.txt",
    "dist/element/screens.txt",
    "dist/element/intractable-diseases.tsv",
    "dist/element/intractable-notes.tsv",
    "dist/element/actionable-genes.tsv",
    "dist/element/synthetic-genome.grch38.bgz",
    "dist/disease-tables.js",
    "LICENSE-MIT",
  ]) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(
    names.filter((name) => /^(js|src|tests|www|target|node_modules)\//.test(name)),
    [],
  );

  await linted(tarball);

  await install(tarball, dir);
  await writeFile(join(dir, "package.json"), '{ "type": "module" }');
  await writeFile(join(dir, "user.ts"), USER);

  const tsc = join(root, "node_modules/typescript/bin/tsc");
  for (const [module, resolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const options = `--noEmit --strict --target es2022 --lib es2023,dom,dom.iterable,dom.asynciterable --types --module ${module} --moduleResolution ${resolution}`;
    const args = options.replace("--types", "--typeRoots nowhere").split(" ");
    await call(process.execPath, [tsc, ...args, "user.ts"], { cwd: dir }).catch(({ stdout }) =>
      assert.fail(`${resolution}: ${stdout}`),
    );
  }

  const script = 'import { version } from "genosieve"; console.log(await version());';
  const ran = await call(process.execPath, ["--input-type=module", "-e", script], { cwd: dir });
  assert.match(ran.stdout, /^\d+\.\d+\.\d+\n$/);
  const find = `import { parseDiseases, tables } from "genosieve/diseases";
    console.log(parseDiseases(tables).search("まるふぁん")[0].disease.number);`;
  const found = await call(process.execPath, ["--input-type=module", "-e", find], { cwd: dir });
  assert.equal(found.stdout, "167\n");
  const wasm = 'console.log(import.meta.resolve("genosieve/dist.wasm"))';
  assert.match(
    (
      await call(
        process.execPath,
        ["--input-type=module", "-e", wasm.replace("dist.wasm", "genosieve.wasm")],
        { cwd: dir },
      )
    ).stdout,
    /genosieve\.wasm\n$/,
  );
});
