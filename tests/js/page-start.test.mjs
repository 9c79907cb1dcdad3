// What a page needs and does not get: its files, memory, a sound list, its own life to the end of a run.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import {
  blankPage,
  chooseBuiltIn,
  code,
  compare,
  drop,
  giveFile,
  giveList,
  inFrame,
  kept,
  longFile,
  nextFileWorks,
  openPage,
  openTab,
  outcome,
  ready,
  SAMPLE_COUNTS,
  screen,
  start,
  workers,
} from "./page-support.mjs";
import { browser, demo, folder, GENOME, PANEL, root, serve } from "./support.mjs";

const chromium = browser({ after });

/** A page as a host sends it, which a test changes: a single file is sent by nobody. */
const hosted = async () => ({ browser: await chromium, single: false });

/** Answers with what a host would send, changed. */
const changed = (page, url, change) =>
  page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, ...change(response, await response.body()) });
  });

const withPolicy =
  (policy) =>
  (page, { origin }) =>
    changed(page, `${origin}/`, (response) => ({
      headers: { ...response.headers(), "content-security-policy": policy },
    }));

const STARTS = {
  "a file of the page that is not there": [
    "boot",
    (page) => page.route("**/genosieve-*.wasm", (route) => route.fulfill({ status: 404 })),
  ],
  "a second script that is not there": [
    "boot",
    (page) => page.route("**/screens-*.js", (route) => route.fulfill({ status: 404 })),
  ],
  "another text in the place of the second script": [
    "boot",
    (page) => changed(page, "**/screens-*.js", () => ({ body: "parts.push({});" })),
  ],
  "another text in the place of the wasm": [
    "wasm_load",
    (page) => changed(page, "**/genosieve-*.wasm", () => ({ body: "<!doctype html>" })),
  ],
  "a policy without wasm": ["wasm_load", withPolicy("script-src 'unsafe-inline'")],
  "an engine without wasm": [
    "browser",
    (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  ],
};

test("without a part of it the page says which, by its code and in both languages", async (t) => {
  for (const [name, [expected, prepare]] of Object.entries(STARTS)) {
    const { page, ...more } = await blankPage(t, await hosted());
    await prepare(page, more);
    await page.goto(more.origin);
    await screen(page, "error");
    assert.equal(await code(page), expected, name);
    const english = await page.locator(".trouble h1").innerText();
    await page.getByRole("button", { name: "日本語" }).click();
    assert.equal(await code(page), expected, name);
    assert.notEqual(await page.locator(".trouble h1").innerText(), english);
  }
});

test("what is asked for before the second script is there comes with it", async (t) => {
  const { page, complaints, ...more } = await blankPage(t, await hosted());
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/screens-*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(more.origin);
  await screen(page, "start");
  const words = await page.locator("#app").innerText();
  assert.doesNotMatch(words, /undefined|\{/);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "日本語" }).click();
  await page.locator("html[lang=ja]").waitFor();
  assert.equal(await page.locator("dialog").count(), 0);
  release();
  await page.locator("dialog[open]", { hasText: "設定" }).waitFor();
  await page.keyboard.press("Escape");
  await ready(page);
  assert.deepEqual(complaints, []);
});

test("where its script cannot run the page still says something", async (t) => {
  const { page, ...more } = await blankPage(t, await hosted());
  await withPolicy("script-src 'none'")(page, more);
  await page.goto(more.origin);
  const text = await page.locator(".unstarted:visible").innerText();
  assert.match(text, /could not be started/);
  assert.match(text, /始められませんでした/);
  assert.match(text, /browser$/);
  // Where it runs, nothing of that is left.
  const { page: sound } = await openPage(t, { browser: await chromium });
  assert.equal(await sound.locator(".unstarted").count(), 0);
});

test("without workers each file ends with a code", async (t) => {
  const { page } = await openPage(t, {
    ...(await hosted()),
    prepare: withPolicy("worker-src 'none'"),
  });
  await page.setInputFiles(".drop .file-input", demo.genome);
  assert.equal(await outcome(page), "worker_lost");
  await page.getByRole("button", { name: "Choose another file" }).click();
  await screen(page, "start");
});

/** A number as wasm writes it (LEB128). */
function leb(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

function readLeb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}

const MEMORY = 5;

const LIST_HEADER = `${PANEL.split("\n").slice(0, 3).join("\n")}\n`;

/** A module whose memory cannot grow by more than so many pages of 64 KiB. */
function capped(wasm, pages) {
  for (let at = 8; ;) {
    const [size, body] = readLeb(wasm, at + 1);
    if (wasm[at] === MEMORY) {
      // One memory, its least size, and no most.
      assert.deepEqual([...wasm.subarray(body, body + 2)], [1, 0]);
      const [least] = readLeb(wasm, body + 2);
      const limits = [1, 1, ...leb(least), ...leb(least + pages)];
      const section = [MEMORY, ...leb(limits.length), ...limits];
      return Buffer.concat([
        wasm.subarray(0, at),
        Buffer.from(section),
        wasm.subarray(body + size),
      ]);
    }
    at = body + size;
  }
}

/** Enough for a small list and a usual file. */
const PAGES = 120;

test("memory that cannot grow is told apart from other faults", async (t) => {
  // A line and a list that need more.
  const line = `chr12\t111803970\t.\tG\tA\t50\tPASS\tX=${"x".repeat(30 << 20)}\tGT:GQ\t0/1:99\n`;
  const rows = Array.from({ length: 600_000 }, (_, i) => `1\t${1000 + i}\t.\tA\tG\t.\t.\t.\n`);
  const path = await folder(t, { "line.vcf": GENOME + line });
  await writeFile(join(path, "list.vcf"), LIST_HEADER + rows.join(""));
  const { page } = await openPage(t, {
    ...(await hosted()),
    prepare: (page) =>
      changed(page, "**/genosieve*.wasm", (_, body) => ({ body: capped(body, PAGES) })),
  });
  await openTab(page, "own");
  await page.setInputFiles(".own .file-input", join(path, "list.vcf"));
  assert.equal(await page.locator(".list-failure code").innerText(), "out_of_memory");
  await workers(page, 0);
  await chooseBuiltIn(page);
  await compare(page, join(path, "line.vcf"));
  assert.equal(await outcome(page), "out_of_memory");
  await workers(page, 0);
  // What needs less works in the same page.
  await nextFileWorks(page);
});

/** A list of this content, in whose place something else comes. */
async function damaged(path) {
  const panel = await readFile(demo.panel);
  const at = (index, byte) => Buffer.from(panel.map((old, i) => (i === index ? byte : old)));
  const lists = {
    "cut.gsp": ["panel_truncated", panel.subarray(0, -100)],
    "head.gsp": ["panel_truncated", panel.subarray(0, 20)],
    "flipped.gsp": ["panel_checksum", at(1000, panel[1000] ^ 1)],
    "later.gsp": ["panel_version", at(4, 99)],
  };
  for (const [name, [, content]] of Object.entries(lists))
    await writeFile(join(path, name), content);
  return Object.entries(lists).map(([name, [expected]]) => [join(path, name), expected]);
}

test("a damaged list is told, also amid a run, which goes on", async (t) => {
  const lists = await damaged(await folder(t));
  const long = await longFile(t, demo.genome, 300);
  const { page } = await openPage(t, { browser: await chromium });
  await chooseBuiltIn(page);
  await openTab(page, "own");
  for (const [path, expected] of lists) {
    await page.setInputFiles(".own .file-input", path);
    await page.locator(".list-failure code", { hasText: expected }).waitFor();
    assert.equal(await page.locator(".choice").count(), 0);
    await workers(page, 0);
  }
  await giveFile(page, long);
  await start(page);
  await screen(page, "running");
  await drop(page, lists[2][0]);
  await page.waitForSelector("[role=alert]:has-text('flipped.gsp')", { state: "attached" });
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
  await workers(page, 1);
});

test("a built-in list that came damaged from its host ends with its code", async (t) => {
  const { page } = await openPage(t, {
    ...(await hosted()),
    prepare: (page) =>
      changed(page, "**/japan-sentinels.grch38*.gsp", (_, body) => ({
        body: body.subarray(0, 900),
      })),
  });
  await page.locator(".demo .link").click();
  assert.equal(await outcome(page), "panel_truncated");
  await page.getByRole("button", { name: "Choose another file" }).click();
  await giveList(page, demo.panel);
  await giveFile(page, demo.genome);
  await start(page);
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
});

test("closed, reloaded or left amid a run, it comes back with nothing of it", async (t) => {
  const long = await longFile(t, demo.genome, 300);
  // Playwright turns off what brings a page back as it was.
  const own = await browser(t, { ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  const origin = await serve(t, {
    "/other/": () => "<!doctype html><title>elsewhere</title>",
    "/": join(root, "www/dist"),
  });
  const context = await own.newContext({ locale: "en-US" });
  const running = async (page) => {
    await chooseBuiltIn(page);
    await giveFile(page, long);
    await start(page);
    await screen(page, "running");
  };
  const usable = async (page) => {
    await screen(page, "start");
    assert.doesNotMatch(await page.content(), /long\.vcf/);
    await openTab(page, "own");
    assert.equal(await page.locator(".choice").count(), 0);
    await page.locator(".demo .link").click();
    assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
    await page.getByRole("button", { name: "Wipe" }).click();
    await workers(page, 0);
  };
  const closed = inFrame(await context.newPage());
  await closed.goto(origin);
  await ready(closed);
  const { history: _, ...atFirst } = await kept(closed);
  await running(closed);
  await closed.close();

  const page = inFrame(await context.newPage());
  await page.goto(origin);
  await ready(page);
  await running(page);
  await page.reload();
  await ready(page);
  await usable(page);

  await running(page);
  await page.outer.evaluate(() => (globalThis.before = "as it was"));
  await page.goto(`${origin}/other/`);
  await workers(page, 0);
  await page.outer.goBack();
  // Whether it comes back as it was is the browser's to say.
  t.diagnostic(
    `from the back/forward cache: ${await page.outer.evaluate(() => globalThis.before ?? "no")}`,
  );
  await ready(page);
  await usable(page);
  const { history: __, ...atLast } = await kept(page);
  assert.deepEqual(atLast, atFirst);
});

for (const [path, there] of [
  ["index.html", ".option"],
  ["library.html", ".empty"],
]) {
  test(`nothing moves while a page starts on a phone: ${path}`, async (t) => {
    const { page, origin } = await blankPage(t, { browser: await chromium, width: 400 });
    await page.addInitScript(() => {
      globalThis.moved = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) globalThis.moved += value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    // Its files come late, as over a network.
    await page.route("**/assets/*", async (route) => {
      await new Promise((later) => setTimeout(later, 300));
      await route.continue();
    });
    await page.goto(`${origin}/${path}`);
    await page.waitForSelector(there);
    await page.waitForTimeout(200);
    const moved = await page.evaluate(() => globalThis.moved);
    assert.ok(moved < 0.1, `${moved}`);
  });
}
