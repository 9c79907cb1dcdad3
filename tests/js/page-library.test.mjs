// The library: lists that a browser keeps for the page that opens genomes, and never a genome.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { barriers, WITH_AXE } from "./axe.mjs";
import { firefox, firefoxTab } from "./firefox.mjs";
import {
  blankPage,
  code,
  compare,
  counts,
  inFrame,
  longList,
  openTab,
  outcome,
  patchWorkers,
  ready,
  SAMPLE_COUNTS,
  screen,
  workers,
} from "./page-support.mjs";
import { browser, demo, folder, PANEL, root, run, serve } from "./support.mjs";

const chromium = browser({ after });

const open = "#add ~ .drop .button:not([disabled])";

/** The library in a profile of its own. */
async function openLibrary(t, options = {}) {
  // Beside a single file there is no library.
  const made = await blankPage(t, { browser: await chromium, single: false, ...options });
  await options.prepare?.(made.page, made);
  await visit(made.page, made.origin);
  return made;
}

/** One more tab of the same profile. */
async function tab(context, origin) {
  const page = inFrame(await context.newPage());
  await visit(page, origin);
  return page;
}

async function visit(page, origin) {
  await page.goto(`${origin}/library.html`);
  await page.waitForSelector(open);
}

/** Gives a file, and waits until it was added or not. */
async function add(page, path) {
  await page.setInputFiles(".drop .file-input", path);
  await page.waitForSelector(open);
}

const names = (page) => page.locator(".kept h3").allTextContents();
/** What is said of a list may come before the list is drawn. */
async function namesAre(page, expected) {
  const drawn = (expected) =>
    [...document.querySelectorAll(".kept h3")].map((one) => one.textContent).join() === expected;
  await page.waitForFunction(drawn, expected.join()).catch(() => undefined);
  assert.deepEqual(await names(page), expected);
}
const refused = (page) => page.locator(".list-failure code").innerText();
const said = (page, text) =>
  page.waitForSelector(`[role=status]:has-text("${text}"), [role=alert]:has-text("${text}")`, {
    state: "attached",
  });

/** Names and sizes of the files that are kept. */
const files = (page) =>
  page.outer.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const at = await root.getDirectoryHandle("panels", { create: true });
    const found = {};
    for await (const [name, handle] of at.entries()) {
      // One may go while they are listed.
      const file = await handle.getFile().catch(() => undefined);
      if (file) found[name] = file.size;
    }
    return found;
  });

/** Writes files as they are, beside those of the library. */
const plant = (page, planted) =>
  page.outer.evaluate(async (planted) => {
    const root = await navigator.storage.getDirectory();
    const at = await root.getDirectoryHandle("panels", { create: true });
    for (const [name, text] of Object.entries(planted)) {
      const writable = await (await at.getFileHandle(name, { create: true })).createWritable();
      await writable.write(text);
      await writable.close();
    }
  }, planted);

const named = (page, name) => page.locator("strong", { hasText: name });

/** The list of that name, chosen where genomes are opened. */
async function choose(page, origin, name) {
  await page.goto(origin);
  await ready(page);
  await openTab(page, "own");
  await page
    .locator(".choice", { has: named(page, name) })
    .locator("input")
    .check();
}

test("a .gsp is kept over a reload, and the sample genome answers by it", async (t) => {
  const { page, origin, complaints, served } = await openLibrary(t);
  assert.equal(await page.locator(".empty").count(), 1);
  await add(page, demo.panel);
  await namesAre(page, ["japan-sentinels"]);
  const { sha256 } = JSON.parse(
    (await run("node", ["panel", "info", demo.panel, "--format", "json"])).stdout,
  );
  const facts = await page.locator(".kept li").first().innerText();
  assert.match(facts, /GRCh38\s+17 entries\s+Source japan-sentinels\.tsv/);
  const { size } = await stat(demo.panel);
  assert.match(facts, new RegExp(`${(size / 1000).toFixed(1)} kB\\s+added on`));
  assert.equal(await page.locator(".sha").getAttribute("title"), sha256);
  const written = await files(page);
  assert.deepEqual(Object.keys(written).sort(), [`${sha256}.gsp`, `${sha256}.json`]);
  assert.equal(written[`${sha256}.gsp`], size);
  // The same once more is the same.
  await add(page, demo.panel);
  await said(page, "was kept already");
  assert.deepEqual(await files(page), written);

  await page.reload();
  await page.waitForSelector(open);
  await namesAre(page, ["japan-sentinels"]);

  await choose(page, origin, "japan-sentinels");
  const before = served.length;
  await compare(page, demo.genome);
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
  assert.equal(served.length, before, "no request after a file is opened");
  // It is not this page's to remove, and wiping leaves it.
  await page.getByRole("button", { name: "Wipe" }).click();
  await screen(page, "start");
  assert.equal(await page.locator(".choice", { has: named(page, "japan-sentinels") }).count(), 1);
  assert.equal(await page.getByRole("button", { name: /Remove japan/ }).count(), 0);
  assert.deepEqual(await files(page), written);
  assert.deepEqual(complaints, []);
});

test("a release on two builds is one list, which answers on the file's build", async (t) => {
  const path = await folder(t);
  const dated = PANEL.replace("##reference", "##fileDate=2026-11-15\n##reference");
  const lists = { a: dated, b: dated.replace("GRCh38", "GRCh37"), c: PANEL };
  for (const [name, text] of Object.entries(lists)) {
    await mkdir(join(path, name));
    await writeFile(join(path, name, "clinvar.vcf"), text);
  }
  const { page, origin } = await openLibrary(t);
  for (const name of Object.keys(lists)) await add(page, join(path, name, "clinvar.vcf"));
  await namesAre(page, ["clinvar", "clinvar", "clinvar"]);
  await page.goto(origin);
  await ready(page);
  await openTab(page, "own");
  const offered = page.locator(".choice", { has: named(page, "clinvar") });
  // The one without a date may be of another release.
  assert.equal(await offered.count(), 2);
  const both = offered.filter({ hasText: "2026-11-15" });
  assert.match(await both.innerText(), /GRCh37 3 entries, GRCh38 3 entries/);
  await both.locator("input").check();
  for (const genome of ["genome.vcf", "other.vcf"]) {
    await compare(page, join(path, genome));
    assert.deepEqual(await outcome(page), [1, 1, 1, 0], genome);
    await page.getByRole("button", { name: "Wipe" }).click();
    await screen(page, "start");
    assert.equal(await both.locator("input").isChecked(), true);
  }
});

test("back from the library by the browser's own button, the lists are there", async (t) => {
  const own = await browser(t, { ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  // The library is a page of a site; beside a single file there is none.
  const { page, origin } = await blankPage(t, { browser: own, single: false });
  await page.goto(origin);
  await ready(page);
  await page.getByRole("button", { name: "Library of lists" }).click();
  await page.waitForSelector(open);
  await add(page, demo.panel);
  await page.outer.goBack();
  await ready(page);
  await openTab(page, "own");
  await page.locator(".choice", { has: named(page, "japan-sentinels") }).waitFor();
  await page.outer.evaluate(() => history.forward());
  await page.waitForURL(/library/, { waitUntil: "commit" });
  await page.waitForSelector(open);
  await namesAre(page, ["japan-sentinels"]);
});

test("what a newer release changes is told, also for a result that was saved", async (t) => {
  const path = await folder(t);
  const row = (pos, id, clnsig) =>
    `chr12\t${pos}\t${id}\tG\tA\t.\t.\tGENEINFO=ALDH2:217;CLNSIG=${clnsig};CLNREVSTAT=criteria_provided,_single_submitter\n`;
  const head =
    "##fileformat=VCFv4.2\n##reference=GRCh38\n##source=ClinVar\n##fileDate=DATE\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
  const releases = {
    "old.vcf":
      head.replace("DATE", "2026-10-05") +
      row(111803962, 1, "Benign") +
      row(111803970, 2, "Benign"),
    "new.vcf":
      head.replace("DATE", "2026-11-02") +
      row(111803962, 1, "Likely_pathogenic") +
      row(111803980, 3, "Pathogenic"),
  };
  for (const [name, text] of Object.entries(releases)) await writeFile(join(path, name), text);
  const screened = async (panel, out) => {
    const args = ["screen", "genome.vcf", "--panel", panel, "--all", "--format", "json", "-o", out];
    assert.equal((await run("node", args, { cwd: path })).code, 0);
  };
  await screened("old.vcf", "old.json");
  await screened("new.vcf", "new.json");
  for (const locale of ["en-US", "ja-JP"]) {
    const { page } = await openLibrary(t, { locale, ...WITH_AXE });
    await add(page, join(path, "old.vcf"));
    assert.equal(await page.locator(".changed").count(), 0, "there is nothing before it");
    await add(page, join(path, "new.vcf"));
    await page.locator(".changed button").focus();
    await page.keyboard.press("Enter");
    const counts = page.locator(".changes-counts dd");
    await counts.first().waitFor();
    assert.deepEqual((await counts.allInnerTexts()).map(Number), [1, 1, 1, 0]);
    assert.match(
      await page.locator(".changes-table").innerText(),
      /ALDH2\s+chr12:111803962 G>A\s+Benign ★☆☆☆\s+Likely pathogenic ★☆☆☆/,
    );
    const told = page.locator(".changes [role=status]");
    await page.setInputFiles(".changes .file-input", join(path, "old.json"));
    assert.match(
      await told.innerText(),
      locale === "en-US" ? /Of the 2 entries.*1 is.*1 is/ : /2 件.*1 件.*1 件/,
    );
    await page.setInputFiles(".changes .file-input", join(path, "new.json"));
    await told.filter({ hasText: locale === "en-US" ? "another list" : "別の一覧" }).waitFor();
    await page.setInputFiles(".changes .file-input", join(path, "new.vcf"));
    await told
      .filter({ hasText: locale === "en-US" ? "no result" : "結果ではありません" })
      .waitFor();
    assert.deepEqual(await barriers(page), []);
  }
});

test("what is kept is saved as it was given, and removed after a question", async (t) => {
  const path = await folder(t);
  const dated = PANEL.replace(
    "##reference",
    "##fileDate=2026-11-15\n##source=ClinVar\n##reference",
  );
  await writeFile(join(path, "clin var.vcf"), dated);
  const { page } = await openLibrary(t);
  await add(page, demo.panel);
  await add(page, join(path, "clin var.vcf"));
  await namesAre(page, ["clin var", "japan-sentinels"]);
  const first = page.locator(".kept li").first();
  assert.match(await first.innerText(), /Source ClinVar\s+2026-11-15 release\s+\d+ days? old/);

  let saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save japan-sentinels" }).click();
  let download = await saving;
  assert.equal(download.suggestedFilename(), "japan-sentinels_GRCh38.gsp");
  assert.deepEqual(await readFile(await download.path()), await readFile(demo.panel));
  saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save clin var" }).click();
  download = await saving;
  assert.equal(download.suggestedFilename(), "clin_var_2026-11-15_GRCh38.gsp");
  const compiled = join(path, "out.gsp");
  await writeFile(compiled, await readFile(await download.path()));
  const info = await run("node", ["panel", "info", compiled, "--format", "json"]);
  assert.equal(JSON.parse(info.stdout).alleles, 3);

  const remove = page.getByRole("button", { name: "Remove clin var" });
  await remove.click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await namesAre(page, ["clin var", "japan-sentinels"]);
  await remove.click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await said(page, "clin var was removed");
  await namesAre(page, ["japan-sentinels"]);
  assert.equal(Object.keys(await files(page)).length, 2);
});

test("stopped half way nothing is kept, and the page goes on", async (t) => {
  const path = await folder(t);
  const long = await longList(path);
  const { page } = await openLibrary(t);
  await page.setInputFiles(".drop .file-input", [long, demo.panel]);
  await page.waitForFunction(() => document.querySelector(".building progress")?.value > 0);
  await page.getByRole("button", { name: "Stop" }).click();
  await said(page, "Stopped. Nothing of it was kept.");
  await page.waitForSelector(open);
  await namesAre(page, []);
  assert.deepEqual(await files(page), {});
  await workers(page, 0);
  await add(page, demo.panel);
  await namesAre(page, ["japan-sentinels"]);
  await workers(page, 0);
});

test("what is no list is refused with its code, and nothing of it is kept", async (t) => {
  const path = await folder(t);
  const panel = await readFile(demo.panel);
  const flipped = Buffer.from(panel);
  flipped[1000] ^= 1;
  const given = {
    "cut.gsp": ["panel_truncated", panel.subarray(0, -100)],
    "flipped.gsp": ["panel_checksum", flipped],
    "rs.tsv": ["panel_rs_only", "rsid\tgene\nrs671\tALDH2\n"],
    "empty.vcf": ["panel_empty", PANEL.split("\n").slice(0, 3).join("\n") + "\n"],
  };
  const { page } = await openLibrary(t);
  for (const [name, [expected, content]] of Object.entries(given)) {
    await writeFile(join(path, name), content);
    await add(page, join(path, name));
    assert.equal(await refused(page), expected, name);
    assert.deepEqual(await files(page), {}, name);
  }
});

test("a genome is refused, unless the person says that it is a list", async (t) => {
  const path = await folder(t);
  const { page, origin, served } = await openLibrary(t);
  for (const genome of [demo.genome, join(path, "genome.vcf")]) {
    await add(page, genome);
    assert.equal(await refused(page), "has_samples");
    assert.deepEqual(await files(page), {});
  }
  // Nothing can be sent from then on, to the page's own host either.
  const before = served.length;
  const sent = await page.evaluate(() => fetch("./").then(String, (error) => error.name));
  assert.equal(sent, "TypeError");
  assert.equal(served.length, before);
  await page.getByRole("button", { name: "It is a list: add it" }).click();
  await said(page, "genome is kept");
  await namesAre(page, ["genome"]);
  // The way back is open.
  await page.getByRole("button", { name: "Back to comparing" }).click();
  await page.waitForURL(/index/);
  await ready(page);
  assert.equal(new URL(page.url()).pathname, "/index.html");
  assert.equal(new URL(page.url()).origin, origin);
});

test("what an interrupted import left is found and removed, and never offered", async (t) => {
  const { page, origin } = await openLibrary(t);
  await add(page, demo.panel);
  const whole = await files(page);
  const [id] = Object.keys(whole)[0].split(".");
  const [a, b, c] = ["a", "b", "c"].map((letter) => letter.repeat(64));
  const planted = {
    [`${a}.gsp.part`]: "half",
    [`${b}.gsp`]: "without its manifest",
    [`${c}.gsp`]: "with half a manifest",
    [`${c}.json`]: '{"version":1,"info":{"name":"c',
  };
  await plant(page, planted);
  await page.goto(origin);
  await ready(page);
  await openTab(page, "own");
  assert.equal(await page.locator(".choice").count(), 1);
  assert.equal(Object.keys(await files(page)).length, 6, "the other page removes nothing");
  await visit(page, origin);
  assert.match(await page.locator(".swept").innerText(), /^3 unfinished lists/);
  assert.deepEqual(await files(page), whole);
  await namesAre(page, ["japan-sentinels"]);
  // A manifest of another panel is no manifest.
  const manifest = { version: 1, added: "", bytes: 1, info: { name: "x", sha256: id } };
  await plant(page, { [`${a}.gsp`]: "x", [`${a}.json`]: JSON.stringify(manifest) });
  await visit(page, origin);
  assert.deepEqual(await files(page), whole);
});

const halfWritten = (page) =>
  page.waitForFunction(async () => {
    const root = await navigator.storage.getDirectory();
    const at = await root.getDirectoryHandle("panels", { create: true });
    for await (const name of at.keys()) if (name.endsWith(".gsp.part")) return true;
    return false;
  });

test("a tab that is closed while it writes leaves nothing that counts", async (t) => {
  const path = await folder(t);
  const { page, context, origin } = await openLibrary(t, {
    // In the worker: the bytes are written, and it stays so.
    prepare: (page) =>
      patchWorkers(page, () => {
        globalThis.FileSystemSyncAccessHandle.prototype.flush = () => {
          for (;;);
        };
      }),
  });
  await page.evaluate(() => (globalThis.fault = {}));
  await page.setInputFiles(".drop .file-input", join(path, "panel.vcf"));
  await page.waitForSelector(".building:has-text('Keeping')");
  await halfWritten(page);
  // Stopped amid it, or closed: what was written goes.
  await page.getByRole("button", { name: "Stop" }).click();
  await page.waitForSelector(open);
  for (let tries = 0; Object.keys(await files(page)).length > 0; tries += 1) {
    assert.ok(tries < 400, "what was written stays");
    await page.waitForTimeout(50);
  }
  await page.setInputFiles(".drop .file-input", join(path, "panel.vcf"));
  await page.waitForSelector(".building:has-text('Keeping')");
  await halfWritten(page);
  await page.close();
  const next = await tab(context, origin);
  assert.match(await next.locator(".swept").innerText(), /^1 unfinished list was/);
  assert.deepEqual(await files(next), {});
  await add(next, join(path, "panel.vcf"));
  await namesAre(next, ["panel"]);
});

test("a list that was damaged where it is kept is refused by its code", async (t) => {
  const { page, origin } = await openLibrary(t);
  await add(page, demo.panel);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const at = await root.getDirectoryHandle("panels");
    for await (const [name, handle] of at.entries()) {
      if (!name.endsWith(".gsp")) continue;
      const writable = await handle.createWritable({ keepExistingData: true });
      await writable.write({ type: "write", position: 1000, data: new Uint8Array([1, 2, 3]) });
      await writable.close();
    }
  });
  await choose(page, origin, "japan-sentinels");
  await page.setInputFiles(".drop .file-input", demo.genome);
  await screen(page, "error");
  assert.equal(await code(page), "panel_checksum");
});

test("two tabs at once leave every list whole", async (t) => {
  const path = await folder(t);
  const lists = Array.from({ length: 6 }, (_, i) => join(path, `list${i}.vcf`));
  for (const [i, list] of lists.entries()) {
    await writeFile(list, PANEL + `1\t${1000 + i}\t.\tA\tG\t.\t.\t.\n`);
  }
  const { page, context, origin } = await openLibrary(t);
  const other = await tab(context, origin);
  await Promise.all([
    add(page, [...lists.slice(0, 4), demo.panel]),
    add(other, [demo.panel, ...lists.slice(2).reverse()]),
  ]);
  const all = ["japan-sentinels", ...lists.map((_, i) => `list${i}`)];
  for (const one of [page, other]) {
    await visit(one, origin);
    assert.equal(await one.locator(".swept").count(), 0);
    assert.deepEqual((await names(one)).sort(), all);
  }
  assert.equal(Object.keys(await files(page)).length, 14);
  // What one removes is gone in the other once it is looked at.
  await page.getByRole("button", { name: "Remove list0" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await said(page, "list0 was removed");
  await other.evaluate(() =>
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true })),
  );
  await other.waitForFunction(() => document.querySelectorAll(".kept > li").length === 6);
});

test("without a place to keep lists both pages say so or go on", async (t) => {
  const { page, origin } = await blankPage(t, { browser: await chromium });
  // As private windows of other browsers do.
  await page.addInitScript(() => {
    StorageManager.prototype.getDirectory = () =>
      Promise.reject(new DOMException("not here", "SecurityError"));
  });
  await page.goto(`${origin}/library.html`);
  assert.equal(await page.locator(".library-trouble code").innerText(), "no_library");
  assert.equal(await page.locator("#add ~ .drop .button").isDisabled(), true);
  await page.goto(origin);
  await ready(page);
  await page.locator(".demo .link").click();
  await screen(page, "result");
  assert.deepEqual(await counts(page), SAMPLE_COUNTS);
});

test("without room for it a list is refused, and nothing of it stays", async (t) => {
  const path = await folder(t);
  const long = await longList(path);
  const { page, context, origin } = await openLibrary(t);
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 << 20 });
  await add(page, long);
  assert.equal(await refused(page), "library_full");
  assert.deepEqual(await files(page), {});
  // Whatever the browser answers is said.
  await page.getByRole("button", { name: "Ask the browser to keep them" }).click();
  await said(page, "The browser");
  assert.equal(await page.getByRole("button", { name: "Ask the browser" }).count(), 0);
});

test("the page has one script and one style, named by their hashes", async () => {
  const html = await readFile(join(root, "www/dist/library.html"), "utf8");
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text]) => text);
  const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text]) => text);
  assert.deepEqual([scripts.length, styles.length], [1, 1]);
  assert.doesNotMatch(html, /<script [^>]*src|<link rel="stylesheet"/);
  const [, policy] = html.match(/Content-Security-Policy" content="([^"]+)"/);
  const rules = Object.fromEntries(
    policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1).join(" ")]),
  );
  assert.equal(rules["script-src"], `${hash(scripts[0])} 'wasm-unsafe-eval'`);
  assert.equal(rules["style-src"], hash(styles[0]));
  assert.equal(rules["default-src"], "'none'");
  assert.equal(rules["connect-src"], "'self'");
  // The page that opens genomes cannot write to a storage: it has no code for it.
  const other = await readFile(join(root, "www/dist/index.html"), "utf8");
  const writes = /createSyncAccessHandle|createWritable|removeEntry/;
  assert.match(html, writes);
  assert.doesNotMatch(other, writes);
});

for (const [locale, width, colorScheme] of [
  ["ja-JP", 1280, "light"],
  ["en-US", 360, "dark"],
  ["ja-JP", 320, "dark"],
]) {
  test(`axe finds nothing, and nothing scrolls sideways: ${locale}, ${width}`, async (t) => {
    const { page } = await openLibrary(t, {
      locale,
      width,
      colorScheme,
      ...WITH_AXE,
    });
    const seen = {};
    const look = async (name) => {
      seen[name] = await barriers(page);
    };
    await look("empty");
    await add(page, demo.panel);
    await add(page, demo.genome);
    await look("kept and refused");
    await page.locator(".kept .acts .button").nth(1).click();
    await look("question");
    const clean = Object.fromEntries(Object.keys(seen).map((name) => [name, []]));
    assert.deepEqual(seen, clean);
  });
}

/** Presses Tab until the focus is where it is wanted; fails when it never is. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`Tab never reaches ${selector}`);
}

test("by keyboard alone: add, copy, question, remove, language, back", async (t) => {
  const { page } = await openLibrary(t);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const chooser = page.waitForEvent("filechooser");
  await tabTo(page, open);
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(demo.panel);
  await said(page, "japan-sentinels is kept");
  await page.evaluate(() => document.querySelector("main").focus());
  await tabTo(page, ".sha");
  await page.keyboard.press("Enter");
  await said(page, "The SHA-256 of japan-sentinels was copied");
  await tabTo(page, ".kept .acts .button:last-child");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await namesAre(page, ["japan-sentinels"]);
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute("aria-label")),
    "Remove japan-sentinels from the library",
  );
  await page.keyboard.press("Enter");
  await tabTo(page, "dialog .button.primary");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".empty");
  await tabTo(page, ".languages button[lang=ja]");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  assert.match(await page.title(), /^一覧の保管庫/);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/index/);
  await ready(page);
  // The language goes along.
  assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  await tabTo(page, "[aria-label='一覧の保管庫']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/library/);
  await page.waitForSelector(open);
});

test(
  "in Firefox: add, reload, choose, answer",
  { skip: firefox() ? false : "there is no Firefox" },
  async (t) => {
    const origin = await serve(t, { "/": join(root, "www/dist") });
    const tab = await firefoxTab(t);
    await tab.goto(`${origin}/library.html`);
    await tab.wait(open);
    await tab.setFiles(".drop .file-input", demo.panel);
    await tab.wait(".kept h3", "japan-sentinels");
    await tab.goto(`${origin}/library.html`);
    await tab.wait(".kept h3", "japan-sentinels");
    assert.deepEqual(await tab.texts(".swept"), []);
    await tab.goto(origin);
    await tab.wait(".drop .button:not([disabled])");
    await tab.click("[role=tab]:nth-child(3)");
    await tab.click(".choice label", "japan-sentinels");
    await tab.setFiles(".drop .file-input", demo.genome);
    await tab.click(".acts .primary:not([disabled])");
    await tab.wait(".counts strong");
    assert.deepEqual((await tab.texts(".counts strong")).map(Number), SAMPLE_COUNTS);
  },
);
