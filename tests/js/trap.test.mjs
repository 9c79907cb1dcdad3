// A trap costs one instance. This file has a process of its own, as there is one instance in each.
import assert from "node:assert/strict";
import { test } from "node:test";

import { readFile } from "node:fs/promises";
import { load, openPanel, screen } from "genosieve";

import { Core, Handle } from "../../dist/core.js";
import * as glue from "../../dist/glue.js";
import { comparable, demo, dist } from "./support.mjs";

test("a trap is typed; a new instance works; what belonged to the old one is gone", async () => {
  const core = new Core(() => readFile(`${dist}/genosieve.wasm`));
  await core.load();
  const options = { name: "n", sourceName: "n.vcf" };
  const builder = new Handle(core, (wasm) => new wasm.PanelBuilder(options));
  // What a trap inside looks like from here.
  const trap = () =>
    core.call(core.generation, () => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
  assert.throws(trap, { name: "GenosieveError", code: "trap", detail: "unreachable" });
  assert.throws(() => builder.use((raw) => raw.sourceDone()), { code: "instance_gone" });

  const before = core.generation;
  await core.load();
  assert.equal(core.generation, before + 1);
  assert.equal(typeof core.call(core.generation, (wasm) => wasm.version()), "string");
  // It has its texts, too.
  const wrong = () => core.call(core.generation, (wasm) => wasm.messages("fr"));
  assert.throws(wrong, { code: "option_invalid", message: /^An option .*fr/ });
  assert.throws(() => builder.use((raw) => raw.sourceDone()), { code: "instance_gone" });
  builder.free();
});

test("a wasm that cannot be loaded is named, and a second try may succeed", async () => {
  let tries = 0;
  const core = new Core(() => {
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
