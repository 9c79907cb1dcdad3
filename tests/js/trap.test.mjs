// A trap costs one instance. This file has a process of its own, as there is one instance in each.
import assert from "node:assert/strict";
import { test } from "node:test";

import { readFile } from "node:fs/promises";
import { compilePanel, load, openPanel, screen } from "genosieve";

import { Core, Handle } from "../../dist/core.js";
import * as compiling from "../../dist/glue.compiler.js";
import * as glue from "../../dist/glue.js";
import { comparable, demo, dist, PANEL } from "./support.mjs";

test("a trap is typed; a new instance works; what belonged to the old one is gone", async () => {
  const core = new Core(glue, () => readFile(`${dist}/genosieve.wasm`));
  await core.load();
  const look = new Handle(core, (wasm) => new wasm.Inspect());
  // What a trap inside looks like from here.
  const trap = () =>
    core.call(core.generation, () => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
  assert.throws(trap, { name: "GenosieveError", code: "trap", detail: "unreachable" });
  assert.throws(() => look.use((raw) => raw.push(new Uint8Array(1))), { code: "instance_gone" });

  const before = core.generation;
  await core.load();
  assert.equal(core.generation, before + 1);
  assert.equal(typeof core.call(core.generation, (wasm) => wasm.version()), "string");
  // It has its texts, too.
  const wrong = () => core.call(core.generation, (wasm) => wasm.messages("fr"));
  assert.throws(wrong, { code: "option_invalid", message: /^An option .*fr/ });
  assert.throws(() => look.use((raw) => raw.push(new Uint8Array(1))), { code: "instance_gone" });
  look.free();
});

test("a trap where no memory was left has a code of its own", async () => {
  const core = new Core(glue, () => readFile(`${dist}/genosieve.wasm`));
  await core.load();
  const starve = () =>
    core.call(core.generation, () => {
      const { memory } = glue.initSync();
      // As much as there is room for.
      for (let pages = 1 << 16; pages >= 1; pages /= 2) {
        try {
          for (;;) memory.grow(pages);
        } catch {
          // A smaller piece may still fit.
        }
      }
      throw new WebAssembly.RuntimeError("unreachable");
    });
  assert.throws(starve, { name: "GenosieveError", code: "out_of_memory", detail: "unreachable" });
  await core.load();
  assert.equal(typeof core.call(core.generation, (wasm) => wasm.version()), "string");
});

test("a wasm that cannot be loaded is named, and a second try may succeed", async () => {
  let tries = 0;
  const core = new Core(glue, () => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error("404")) : readFile(`${dist}/genosieve.wasm`);
  });
  await assert.rejects(core.load(), { code: "wasm_load", detail: "404" });
  await core.load();
});

test("after a trap amid a screen, load() and a panel opened anew answer as before", async () => {
  const [genome, bytes] = await Promise.all([readFile(demo.genome), readFile(demo.panel)]);
  const panel = await openPanel(bytes);
  const expected = comparable((await screen(genome, { panel, name: "g" })).json());
  const { push } = glue.Screen.prototype;
  glue.Screen.prototype.push = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  try {
    await assert.rejects(screen(genome, { panel }), { code: "trap", exitCode: 4 });
  } finally {
    glue.Screen.prototype.push = push;
  }
  await assert.rejects(screen(genome, { panel }), { code: "instance_gone" });
  await load();
  await assert.rejects(screen(genome, { panel }), { code: "instance_gone" });
  const anew = await openPanel(bytes);
  assert.equal(comparable((await screen(genome, { panel: anew, name: "g" })).json()), expected);
});

test("a trap amid compiling leaves panels as they are, and the next one is compiled", async () => {
  const [genome, source] = [await readFile(demo.genome), Buffer.from(PANEL)];
  const panel = await compilePanel(source);
  const { finish } = compiling.PanelBuilder.prototype;
  compiling.PanelBuilder.prototype.finish = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  try {
    await assert.rejects(compilePanel(source), { code: "trap", exitCode: 4 });
  } finally {
    compiling.PanelBuilder.prototype.finish = finish;
  }
  assert.deepEqual((await compilePanel(source)).toBytes(), panel.toBytes());
  assert.equal((await screen(genome, { panel })).data.panel.alleles, 3);
});
