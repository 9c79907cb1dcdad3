// `<genosieve-screener>` as the example has it, with the tarball that npm would publish: twice on a page with a policy of
// its own, which learns nothing but fixed words and what the person hands over.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { Ajv2020 } from "ajv/dist/2020.js";
import { build } from "vite";

import { compilePanel } from "../../dist/node.js";
import webpackConfig from "../../examples/browser/webpack.config.mjs";
import { AXE, barriers } from "./axe.mjs";
import { firefox, firefoxTab } from "./firefox.mjs";
import { install, pack } from "./packed.mjs";
import { files, GENOME } from "./page-clinvar.mjs";
import {
  chooseBuiltIn,
  compare,
  counts,
  outcome,
  SAMPLE_COUNTS,
  screen,
  start,
  toSave,
} from "./page-support.mjs";
import { untrusting, withCode } from "./served-page.mjs";
import { browser, demo, folder, root, serve } from "./support.mjs";

const require = createRequire(import.meta.url);
const chromium = browser({ after });
const portal = join(await folder({ after }), "portal");
await cp(join(root, "examples/element"), portal, { recursive: true });
await install((await pack(await folder({ after }))).tarball, portal);

const { policy } = await import(pathToFileURL(join(portal, "policy.mjs")));
const needed = JSON.parse(await readFile(join(root, "dist/element.csp.json"), "utf8"));

/** What a hostile portal would do first: it keeps the element's closed root, and all that reaches its window. */
function spy() {
  const { attachShadow } = Element.prototype;
  globalThis.roots = [];
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    globalThis.roots.push(root);
    return root;
  };
  globalThis.heard = [];
  addEventListener("message", ({ data }) => globalThis.heard.push(data));
}

/** The portal in a browser, with its policy, another one or none (null), and what it was told. */
async function opened(t, { needs = needed, script, site = portal, within = chromium, more } = {}) {
  const served = [];
  const log = (url) => served.push(url);
  if (script) await writeFile(join(portal, "other.js"), script);
  const edit = (html) => (script ? html.replace("portal.js", "other.js") : html);
  const headers = needs ? { "content-security-policy": policy(needs) } : {};
  const origin = await serve(t, { "/": site }, log, edit, headers);
  const settings = { locale: "en-US", acceptDownloads: true, ...more };
  const context = await (await within).newContext(settings);
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const requests = [];
  context.on("request", (request) => requests.push(request.url()));
  await page.addInitScript(spy);
  await page.goto(`${origin}/`);
  const told = () => page.locator("ol li").allTextContents();
  const until = (text) => page.locator("ol li", { hasText: text }).first().waitFor();
  return { page, origin, told, until, requests, served };
}

/** The sealed page in the element that is in this language: it stands in the shell, which stands in the portal. */
async function inside(page, language) {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const shell of page.mainFrame().childFrames()) {
      const [sealed] = shell.childFrames();
      const its = await sealed?.evaluate(() => document.documentElement.lang).catch(() => {});
      if (its !== language || (await sealed.locator("main").count()) === 0) continue;
      await sealed.waitForSelector(".drop .button:not([disabled])");
      return sealed;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`no element is in ${language}`);
}

/** The report that the person saves. */
async function savedInside(page, sealed) {
  await toSave(sealed, "json");
  const saving = page.waitForEvent("download");
  await sealed.locator(".save .acts .primary:not([disabled])").click();
  return JSON.parse(await readFile(await (await saving).path(), "utf8"));
}

const heard = (page) =>
  page.evaluate(() =>
    globalThis.heard.map((said) => (typeof said === "string" ? said : said.kind)),
  );

test("on a server it can be imported, and registers nothing by itself", async () => {
  const element = await import(
    pathToFileURL(join(portal, "node_modules/genosieve/dist/element.js"))
  );
  assert.equal(typeof element.define, "function");
  assert.equal(element.GenosieveScreener.name, "GenosieveScreener");
});

test("the example's server gives every file the policy", async (t) => {
  const env = { ...process.env, PORT: "0" };
  const server = spawn(process.execPath, ["serve.mjs"], { cwd: portal, env });
  t.after(() => server.kill());
  const [line] = await once(server.stdout, "data");
  for (const [path, type] of [
    ["/", "text/html"],
    ["/portal.js", "text/javascript"],
    ["/node_modules/genosieve/dist/genosieve.wasm", "application/octet-stream"],
  ]) {
    const { ok, headers } = await fetch(String(line).trim() + path);
    assert.ok(ok, path);
    assert.equal(headers.get("content-type"), type);
    assert.equal(headers.get("content-security-policy"), policy());
  }
});

test("two on a page: a file in each, and the portal learns which screen is shown", async (t) => {
  const { page, told, until, requests, served } = await opened(t);
  await until("en ready");
  await until("ja ready");
  const [first, second] = [await inside(page, "en"), await inside(page, "ja")];
  const [loaded, asked] = [requests.length, served.length];

  await chooseBuiltIn(first);
  await compare(first, demo.genome);
  assert.deepEqual(await outcome(first), SAMPLE_COUNTS);
  await until("en screen result");
  assert.equal(await second.locator(".hero").count(), 1, "the other one is where it was");
  await chooseBuiltIn(second);
  await compare(second, demo.genome);
  assert.deepEqual(await outcome(second), SAMPLE_COUNTS);
  assert.equal(await second.locator("h1").innerText(), "照合の結果");

  await t.test("it asks for nothing once a file was chosen", async () => {
    assert.deepEqual(
      requests.slice(loaded).filter((url) => !url.startsWith("blob:")),
      [],
    );
    assert.deepEqual(served.slice(asked), []);
    assert.match(await first.locator(".sent").innerText(), /^0 sent/);
  });

  await t.test("the portal cannot look in, whatever it has kept", async () => {
    const seen = await page.evaluate(() =>
      globalThis.roots.map((root) => {
        const frame = root.querySelector("iframe");
        let read;
        try {
          read = frame.contentWindow.frames[0].document.body.innerText;
        } catch (error) {
          read = error.name;
        }
        return [
          frame.contentDocument,
          read,
          document.querySelector("genosieve-screener").shadowRoot,
        ];
      }),
    );
    assert.deepEqual(seen, Array(2).fill([null, "SecurityError", null]));
    for (const frame of page.frames().slice(1))
      assert.equal(await frame.evaluate(() => origin), "null");
  });

  await t.test("what a person saves goes past the portal", async () => {
    assert.equal((await savedInside(page, first)).schema, "genosieve.report/1");
  });

  await t.test("all that reached its window are words", async () => {
    const words = new Set(await heard(page));
    for (const word of words)
      assert.match(word, /^(ready|opened|able|(ja|en):(start|checked|running|result|error))$/);
    assert.ok(words.has("en:result") && words.has("ja:result"));
    assert.deepEqual(
      (await told()).filter(
        (line) => !/^(en|ja) (ready|screen (start|checked|running|result))$/.test(line),
      ),
      [],
    );
  });

  await t.test("what is taken off the page is gone, and the other one stays", async () => {
    const until = async (fits) => {
      while (!fits()) await page.waitForTimeout(50);
    };
    const before = page.workers().length;
    await page.evaluate(() => document.querySelector("genosieve-screener").remove());
    await until(() => first.isDetached() && page.workers().length < before);
    assert.deepEqual(await counts(second), SAMPLE_COUNTS);
    await page.evaluate(() => document.querySelector("genosieve-screener").restart());
    await until(() => second.isDetached() && page.workers().length === 0);
    await screen(await inside(page, "ja"), "start");
    assert.equal(page.mainFrame().childFrames().length, 1);
  });
});

test("the report is handed over after a question, each time, and holds what is carried", async (t) => {
  const { page, told, until } = await opened(t);
  await until("en ready");
  const sealed = await inside(page, "en");
  await chooseBuiltIn(sealed);
  await compare(sealed, demo.genome);
  await screen(sealed, "result");
  const hand = sealed.getByRole("button", { name: "Hand the report to the embedding page" });
  const reports = async () => (await told()).filter((line) => line.startsWith("en report"));

  await hand.click();
  const question = sealed.locator("dialog.ask");
  // As narrow as a telephone, too.
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await question.waitFor();
    const wider = () => document.documentElement.scrollWidth > innerWidth;
    assert.equal(await sealed.evaluate(wider), false, `at ${width}`);
  }
  assert.ok((await question.innerText()).includes(`embedded in ${new URL(page.url()).origin}`));
  await sealed.getByRole("button", { name: "Do not hand it over" }).click();
  await question.waitFor({ state: "detached" });
  assert.deepEqual(await reports(), []);
  assert.ok(!(await heard(page)).includes("report"));

  for (const times of [1, 2]) {
    await hand.click();
    await sealed.getByRole("button", { name: "Hand it over this time" }).click();
    await question.waitFor({ state: "detached" });
    await page
      .locator(`ol:has(li:nth-child(1)) li:has-text("en report 7") >> nth=${times - 1}`)
      .waitFor();
    assert.equal((await reports()).length, times);
  }
  const text = await page.evaluate(
    () => globalThis.heard.find(({ kind }) => kind === "report").text,
  );
  const report = JSON.parse(text);
  assert.equal(report.schema, "genosieve.report/1");
  assert.deepEqual(
    report.verdicts.map(({ state, sample }) => `${sample} ${state}`),
    Array(7).fill("sample-1 carried"),
  );
  const { carried, notCarried, notAssessed, indeterminate } = report.summary[0];
  assert.deepEqual([carried, notCarried, notAssessed, indeterminate], SAMPLE_COUNTS);
  assert.doesNotMatch(text, /synthetic-genome|"SYNTHETIC"/);
  const schema = JSON.parse(await readFile(join(root, "docs/report.schema.json"), "utf8"));
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
  assert.ok(validate(report), JSON.stringify(validate.errors?.slice(0, 3)));
});

test("what is handed over has no text of the file but what is carried", async (t) => {
  const odd = `##fileformat=VCFv4.2
##reference=file:///secret/GRCh38.fa
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSECRET
chr12\t111803962\tsecret\tG\tA\t50\tPASS\tSECRET=1\tGT:GQ\t0/1:99
secret7\t5\t.\tA\tC\t9\tPASS\t.\tGT\t0/1
an odd secret line
`;
  const path = await folder(t, { "secret.vcf": odd });
  const { page, until } = await opened(t);
  await until("en ready");
  const sealed = await inside(page, "en");
  await chooseBuiltIn(sealed);
  await compare(sealed, join(path, "secret.vcf"));
  await screen(sealed, "result");
  const native = JSON.stringify(await savedInside(page, sealed));
  assert.ok(native.match(/secret/gi).length > 4, "what the person saves has it");
  await sealed.getByRole("button", { name: "Hand the report to the embedding page" }).click();
  await sealed.getByRole("button", { name: "Hand it over this time" }).click();
  await until("en report 1");
  const text = await page.evaluate(
    () => globalThis.heard.find(({ kind }) => kind === "report").text,
  );
  assert.doesNotMatch(text, /secret/i);
  assert.equal(JSON.parse(text).accounting.skipped.few_columns.count, 1);
});

test("where the portal does not ask, it gets no report, even if the inside would give one", async (t) => {
  const { page, until } = await opened(t);
  await until("ja ready");
  const sealed = await inside(page, "ja");
  await chooseBuiltIn(sealed);
  await compare(sealed, demo.genome);
  await screen(sealed, "result");
  assert.equal(await sealed.getByRole("button", { name: "埋め込み元のページ" }).count(), 0);
  for (const said of [{ kind: "report", text: "stolen" }, "stolen", { kind: "save" }, ["ready"]])
    await sealed.evaluate((said) => parent.postMessage(said, "*"), said);
  // A word that is passed on comes after all of these.
  await sealed.evaluate(() => parent.postMessage("fault:panels", "*"));
  await until("ja error panels");
  const words = await heard(page);
  assert.ok(!words.includes("stolen") && !words.includes("report") && !words.includes("save"));
});

/** A portal's script in place of the example's. */
const script = (lines) => `
import { define } from "./node_modules/genosieve/dist/element.js";
define();
const [first, second] = document.querySelectorAll("genosieve-screener");
for (const name of ["ready", "screen", "report", "error"])
  addEventListener("genosieve-" + name, ({ target, detail }) => {
    const item = document.createElement("li");
    item.textContent = [target.getAttribute("language"), name, detail ?? ""].join(" ").trim();
    document.querySelector("ol").append(item);
  });
${lines}`;

test("panels of the portal, of which none opens what is held back", async (t) => {
  const path = await folder(t, files);
  const panel = await compilePanel(await readFile(join(path, "clinvar.vcf")), {
    sourceName: "clinvar.vcf",
  });
  await writeFile(join(portal, "portal.gsp"), panel.packed);
  panel.free();
  const { page, until, told } = await opened(t, {
    script: script(`
      const bytes = new Uint8Array(await (await fetch("portal.gsp")).arrayBuffer());
      first.panels = [new URL("portal.gsp", location)];
      second.panels = [bytes, new Uint8Array([1, 2, 3]), "not-there.gsp"];`),
  });
  await until("en ready");
  await until("ja ready");
  assert.deepEqual(
    (await told()).filter((line) => line.includes("error")),
    ["ja error panels"],
  );
  for (const at of ["en", "ja"]) {
    const sealed = await inside(page, at);
    assert.match(await sealed.locator(".choice:has(:checked)").innerText(), /GRCh38/);
  }
  const sealed = await inside(page, "en");
  await compare(sealed, join(path, "marfan.vcf"));
  await screen(sealed, "result");
  const handed = async () => {
    const before = await page.evaluate(() => globalThis.heard.length);
    await sealed.getByRole("button", { name: "Hand the report to the embedding page" }).click();
    await sealed.getByRole("button", { name: "Hand it over this time" }).click();
    await page.waitForFunction(
      (before) => globalThis.heard.slice(before).some(({ kind }) => kind === "report"),
      before,
    );
    const text = await page.evaluate(
      () => globalThis.heard.findLast(({ kind }) => kind === "report").text,
    );
    return JSON.parse(text).verdicts.map(({ entry }) => entry.id);
  };
  assert.match(GENOME, /48410998/);
  assert.deepEqual(await handed(), ["5"], "FBN1 is held back");
  await sealed.getByRole("button", { name: "I understand, open it" }).click();
  await sealed.locator(".held").waitFor({ state: "detached" });
  assert.deepEqual((await handed()).sort(), ["1", "3", "5"]);
});

test("language, colours, texts and styles, while it is open too", async (t) => {
  const { page, until } = await opened(t, {
    script: script(`
      first.messages = {
        en: { "hero.title": "Of the portal", "intended.short": "Do as you like", nothing: "x", "start.lead": 7 },
        ja: { "hero.title": "ポータルの題" },
      };`),
  });
  await until("en ready");
  const sealed = await inside(page, "en");
  const [title, use] = [sealed.locator(".hero h1"), sealed.locator(".intended h2")];
  assert.equal(await title.innerText(), "Of the portal");
  assert.match(await use.innerText(), /^Software for research and education/);
  const style = (name) =>
    sealed.evaluate((name) => document.documentElement.style.getPropertyValue(name), name);
  assert.equal(await style("--round"), "4px");
  assert.equal(
    await (await inside(page, "ja")).evaluate(() => document.documentElement.dataset.theme),
    "dark",
  );

  await page.evaluate(() => {
    const [first] = document.querySelectorAll("genosieve-screener");
    first.theme = "dark";
    first.language = "ja";
    first.style.setProperty("--genosieve-radius", "0");
    first.style.setProperty("--genosieve-font", "url(https://example.org/x)");
    first.restyle();
  });
  await sealed.locator("html[lang=ja][data-theme=dark]").waitFor();
  assert.equal(await title.innerText(), "ポータルの題");
  assert.deepEqual([await style("--round"), await style("--sans")], ["0", ""]);
  assert.equal(
    await sealed.evaluate(() => document.querySelector("#app").dataset.theme),
    undefined,
  );
});

/** The policy without some of its sources. */
const without = (directive, source) => ({
  ...needed,
  [directive]: needed[directive].filter((each, at) =>
    typeof source === "number" ? at !== source : each !== source,
  ),
});

for (const [name, needs, word] of [
  ["the script of the shell", without("script-src", 0), "script"],
  ["the script of the frame", without("script-src", 1), "script"],
  ["the second script of the frame", without("script-src", 2), "script"],
  ["wasm", without("script-src", "'wasm-unsafe-eval'"), "wasm"],
  ["the style of the shell", without("style-src", 0), "style"],
  ["the style of the frame", without("style-src", 1), "style"],
  ["workers", { ...without("worker-src", "blob:"), "worker-src": ["'none'"] }, "worker"],
  ["its files", without("connect-src", "'self'"), "files"],
  ["its name among Trusted Types", without("trusted-types", "genosieve-element"), "script"],
])
  test(`a policy without ${name} is told of: ${word}`, async (t) => {
    const { until, told } = await opened(t, { needs });
    await until(`en error ${word}`);
    await until(`ja error ${word}`);
    assert.ok(
      (await told()).every((line) => !/^.. error/.test(line) || line.endsWith(` ${word}`)),
      String(await told()),
    );
  });

/** A copy of the example that names the package, as those do who have a bundler. */
async function unbuilt(t) {
  const at = join(await folder(t), "built");
  await cp(portal, at, { recursive: true });
  const own = (await readFile(join(at, "portal.js"), "utf8")).replace(
    /"[^"]*element\.js"/,
    '"genosieve/element"',
  );
  await writeFile(join(at, "portal.js"), own);
  return at;
}

/** A build works as the example does, with files under names that the bundler gave. */
async function assertWorks(t, site) {
  const { page, until, told, requests } = await opened(t, { site });
  await until("en ready");
  await until("ja ready");
  const sealed = await inside(page, "en");
  await sealed.locator(".demo .link:not([disabled])").click();
  assert.deepEqual(await outcome(sealed), SAMPLE_COUNTS);
  const named = requests.filter((url) => url.endsWith(".wasm"));
  assert.ok(named.length > 0 && named.every((url) => !url.includes("node_modules")));
  assert.deepEqual(
    (await told()).filter((line) => /^.. error/.test(line)),
    [],
  );
}

test("built by Vite, which puts small files into the script", async (t) => {
  const at = await unbuilt(t);
  await build({ root: at, base: "./", logLevel: "error" });
  await assertWorks(t, join(at, "dist"));
});

test("built by webpack 5", async (t) => {
  const at = await unbuilt(t);
  const site = join(at, "dist");
  const stats = await promisify(require("webpack"))({
    ...webpackConfig,
    context: at,
    entry: "./portal.js",
    output: { ...webpackConfig.output, path: site },
  });
  assert.deepEqual([...stats.compilation.errors, ...stats.compilation.warnings], []);
  const html = await readFile(join(at, "index.html"), "utf8");
  const page = html.replace('type="module" src="portal.js"', 'defer src="main.js"');
  assert.notEqual(page, html);
  await writeFile(join(site, "index.html"), page);
  await cp(join(at, "portal.css"), join(site, "portal.css"));
  await assertWorks(t, site);
});

test("left and come back to, it holds nothing of the file and takes another one", async (t) => {
  // Playwright turns off what brings a page back as it was.
  const within = browser(t, { ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  const more = { viewport: { width: 1280, height: 1800 } };
  const { page, until, origin } = await opened(t, { within, more });
  await until("en ready");
  const sealed = await inside(page, "en");
  // High enough that nothing of the first screen has to be scrolled to.
  await page.evaluate(() => {
    const { style } = document.querySelector("genosieve-screener");
    style.setProperty("--genosieve-height", "1600px");
  });
  const link = sealed.locator(".demo .link:not([disabled])");
  await link.scrollIntoViewIfNeeded();
  const demo = await link.boundingBox();
  // What Playwright knows of frames ends where a page is brought back: from then on only what a person sees is used.
  const compare = () => page.mouse.click(demo.x + demo.width / 2, demo.y + demo.height / 2);
  const times = (line, number) =>
    page
      .locator("ol li", { hasText: new RegExp(`^${line}$`) })
      .nth(number - 1)
      .waitFor();
  await times("en screen start", 1);
  await compare();
  await times("en screen result", 1);
  await page.evaluate(() => (globalThis.before = "as it was"));
  await page.goto(`${origin}/portal.css`);
  await page.goBack({ waitUntil: "commit" });
  // That is the browser's to say.
  if (await page.evaluate(() => globalThis.before !== "as it was"))
    return t.skip("the browser did not keep the page");
  await times("en screen start", 2);
  await times("en ready", 2);
  await compare();
  await times("en screen result", 2);
});

test("axe finds nothing in it on any screen, nor in what holds it", async (t) => {
  // A copy whose frame has axe in it, and a portal without a policy: axe writes HTML from strings.
  const site = join(await folder(t), "portal");
  await cp(portal, site, { recursive: true });
  const document = join(site, "node_modules/genosieve/dist/element/document.txt");
  await writeFile(document, untrusting(withCode(await readFile(document, "utf8"), AXE)));
  const more = { bypassCSP: true };
  const { page, until } = await opened(t, { site, needs: null, more });
  await until("en ready");
  await until("ja ready");
  const none = async (sealed, what) => assert.deepEqual(await barriers(sealed), [], what);
  const both = [await inside(page, "ja"), await inside(page, "en")];
  for (const sealed of both) {
    const language = await sealed.evaluate(() => document.documentElement.lang);
    await none(sealed, `${language}, first`);
    await chooseBuiltIn(sealed);
    await sealed.setInputFiles(".drop .file-input", demo.genome);
    await screen(sealed, "checked");
    await none(sealed, `${language}, checked`);
    await start(sealed);
    await screen(sealed, "result");
    await none(sealed, `${language}, result`);
  }
  const [, sealed] = both;
  await sealed.getByRole("button", { name: "Hand the report to the embedding page" }).click();
  await sealed.locator("dialog.ask").waitFor();
  await none(sealed, "the question before the report is handed over");
  await page.evaluate(AXE);
  await none(page, "the portal");
});

test("from a copy of dist/ at another place", async (t) => {
  await cp(join(portal, "node_modules/genosieve/dist"), join(portal, "copy"), { recursive: true });
  const { page, until, requests } = await opened(t, { script: script(`first.base = "copy";`) });
  await until("en ready");
  const sealed = await inside(page, "en");
  await sealed.locator(".demo .link:not([disabled])").click();
  assert.deepEqual(await outcome(sealed), SAMPLE_COUNTS);
  const names = [
    "element/document.txt",
    "element/screens.txt",
    "genosieve.wasm",
    "demo/japan-sentinels.grch37.gsp",
  ];
  for (const name of names)
    assert.ok(
      requests.some((url) => url.endsWith(`/copy/${name}`)),
      name,
    );
});

test("without a policy, and without Trusted Types, it works as well", async (t) => {
  for (const needs of [null, { ...needed, "trusted-types": ["*"] }]) {
    const { page, until } = await opened(t, { needs });
    await until("en ready");
    const sealed = await inside(page, "en");
    await chooseBuiltIn(sealed);
    await sealed.setInputFiles(".drop .file-input", demo.genome);
    await start(sealed);
    assert.deepEqual(await outcome(sealed), SAMPLE_COUNTS);
  }
});

test("even a portal without a policy gets nothing from a frame that wants to go elsewhere", async (t) => {
  const { page, until, origin, served } = await opened(t, { needs: null });
  await until("en ready");
  const sealed = await inside(page, "en");
  const asked = () => served.filter((url) => url.includes("?stolen"));
  // One without a shell around it goes.
  await page.evaluate((to) => {
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.srcdoc = `<script>location.href = "${to}"</script>`;
    document.body.append(frame);
  }, `${origin}/?stolen`);
  for (let tries = 0; asked().length === 0 && tries < 200; tries += 1)
    await page.waitForTimeout(50);
  assert.equal(asked().length, 1);
  await sealed.evaluate((to) => void (location.href = to), `${origin}/?stolen`).catch(() => {});
  await page.waitForTimeout(1000);
  assert.equal(asked().length, 1);
});

test("in Firefox", { skip: firefox() ? false : "there is no Firefox" }, async (t) => {
  const headers = { "content-security-policy": policy(needed) };
  const origin = await serve(t, { "/": portal }, () => {}, String, headers);
  const saved = join(await folder(t), "saved");
  await mkdir(saved);
  const tab = await firefoxTab(t, {
    "browser.download.folderList": 2,
    "browser.download.dir": saved,
    "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
  });
  await tab.goto(`${origin}/`);
  await tab.outer.wait("ol li", "en ready");
  await tab.outer.wait("ol li", "ja ready");
  const sealed = await tab.within(2);
  assert.equal(sealed.length, 2);
  for (const page of sealed) {
    await page.click(".demo .link:not([disabled])");
    await page.wait(".counts");
    assert.deepEqual((await page.texts(".counts strong")).map(Number), SAMPLE_COUNTS);
  }
  for (const language of ["en", "ja"]) await tab.outer.wait("ol li", `${language} screen result`);
  const [first] = sealed;
  await first.click(".acts .primary");
  await first.click(".forms label", "JSON");
  await first.wait("dialog[open] .primary:not([disabled])");
  await first.click("dialog[open] .primary");
  // It is empty until all of it is there.
  let text = "";
  for (let tries = 0; text === "" && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const names = await readdir(saved);
    const [whole] = names.some((name) => name.endsWith(".part")) ? [] : names;
    if (whole) text = await readFile(join(saved, whole), "utf8");
  }
  assert.equal(JSON.parse(text).schema, "genosieve.report/1");
});
