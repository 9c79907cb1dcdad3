// The package in headless Chromium: the page's thread and a module worker, as a static host serves it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { browser, comparable, demo, dist, PANEL, run, serve } from "./support.mjs";

const PAGE = `<!doctype html><title>test</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'">`;

/** A worker's script: screens what it is sent. */
const WORKER = `
import { load, openPanel, screen } from "/dist/index.js";
await load();
onmessage = async ({ data: { panel, genome } }) => {
  const report = await screen(genome, { panel: await openPanel(panel) });
  postMessage(report.json());
};
postMessage("ready");
`;

async function open(t) {
  const origin = await serve(t, {
    "/dist/": dist,
    "/": () => PAGE,
  });
  const context = await (await browser(t)).newContext();
  const requests = [];
  context.on("request", (request) => requests.push(request.url()));
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(origin);
  return { page, requests, errors };
}

const files = async () => ({
  genome: [...(await readFile(demo.genome))],
  panel: [...(await readFile(demo.panel))],
});

async function native() {
  const args = ["screen", demo.genome, "--panel", demo.panel, "--format", "json"];
  return comparable((await run("native", args)).stdout);
}

test("on the page's thread: the native bytes, no request after the start, progress, abort", async (t) => {
  const { page, requests, errors } = await open(t);
  await page.evaluate(async () => {
    globalThis.core = await import("/dist/index.js");
    await globalThis.core.load({ compiler: true });
  });
  const before = requests.length;
  const result = await page.evaluate(
    async ({ genome, panel, source }) => {
      const { compilePanel, openPanel, screen, GenosieveError } = globalThis.core;
      const file = new File([new Uint8Array(genome)], "synthetic-genome.grch38.vcf.gz");
      const compiled = await compilePanel(new TextEncoder().encode(source));
      const opened = await openPanel(new Blob([new Uint8Array(panel)]));
      const progress = [];
      const report = await screen(file, { panel: opened, onProgress: (p) => progress.push(p) });
      const stream = await screen(file.stream(), { panel: opened, name: file.name });
      const aborted = await screen(file, { panel: opened, signal: AbortSignal.abort() }).catch(
        (e) => e.name,
      );
      const refused = await compilePanel(new Uint8Array(0)).catch(
        (e) => e instanceof GenosieveError && e.code,
      );
      return {
        json: report.json(),
        stream: stream.json(),
        last: progress.at(-1),
        aborted,
        refused,
        alleles: compiled.info.alleles,
      };
    },
    { ...(await files()), source: PANEL },
  );
  assert.equal(comparable(result.json), await native());
  assert.equal(comparable(result.stream), comparable(result.json));
  assert.equal(JSON.parse(result.json).run.surface, "page");
  assert.equal(result.last.records, 30_006);
  assert.equal(result.alleles, 3);
  assert.deepEqual([result.aborted, result.refused], ["AbortError", "input_empty"]);
  assert.deepEqual(requests.slice(before), []);
  assert.deepEqual(errors, []);
});

test("a browser without simd128 gets the other wasm, and answers the same", async (t) => {
  const { page, requests, errors } = await open(t);
  const json = await page.evaluate(
    async ({ genome, panel }) => {
      WebAssembly.validate = () => false;
      const { openPanel, screen } = await import("/dist/index.js");
      const file = new File([new Uint8Array(genome)], "synthetic-genome.grch38.vcf.gz");
      const report = await screen(file, { panel: await openPanel(new Uint8Array(panel)) });
      return report.json();
    },
    await files(),
  );
  assert.equal(comparable(json), await native());
  const wasm = requests.filter((url) => url.endsWith(".wasm")).map((url) => url.split("/").at(-1));
  assert.deepEqual(wasm, ["genosieve.scalar.wasm"]);
  assert.deepEqual(errors, []);
});

test("in a module worker: the same bytes, and no request after the start", async (t) => {
  const { page, requests, errors } = await open(t);
  await page.route("**/worker.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: WORKER }),
  );
  await page.evaluate(async () => {
    const worker = new Worker("/worker.js", { type: "module" });
    globalThis.worker = worker;
    await new Promise((ready, fail) => {
      worker.onmessage = ready;
      worker.onerror = fail;
    });
  });
  const before = requests.length;
  const json = await page.evaluate(
    async ({ genome, panel }) => {
      const { worker } = globalThis;
      const file = new File([new Uint8Array(genome)], "synthetic-genome.grch38.vcf.gz");
      return new Promise((done, fail) => {
        worker.onmessage = (event) => done(event.data);
        worker.onerror = fail;
        worker.postMessage({ genome: file, panel: new Uint8Array(panel) });
      });
    },
    await files(),
  );
  assert.equal(comparable(json), await native());
  assert.equal(JSON.parse(json).run.surface, "worker");
  assert.deepEqual(requests.slice(before), []);
  assert.deepEqual(errors, []);
});

test("the classic glue loads the same wasm", async (t) => {
  const { page } = await open(t);
  const { version, early, late } = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.src = "/dist/glue.no-modules.js";
    await new Promise((ready) => {
      script.onload = ready;
      document.head.append(script);
    });
    // A binding of the script: no property of the window.
    await wasm_bindgen({ module_or_path: "/dist/genosieve.wasm" });
    const thrown = () => {
      try {
        wasm_bindgen.messages("fr");
      } catch (error) {
        return error;
      }
    };
    const early = thrown();
    wasm_bindgen.setMessages("key\ten\tja\nerror.option_invalid.message\tNot {0}.\t-\n");
    return { version: wasm_bindgen.version(), early, late: thrown() };
  });
  assert.match(version, /^\d+\.\d+\.\d+$/);
  // Codes do not wait for the texts.
  assert.equal(early.code, "option_invalid");
  assert.match(early.message, /^No text/);
  assert.equal(late.message, "Not fr.");
});
