// The demonstration, in both languages and widths, and what the page says of its own requests.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { BANNED } from "./banned.mjs";
import { counts, openPage, sampleReport, savedReport, screen } from "./page-support.mjs";
import { comparable, root } from "./support.mjs";

for (const [locale, width] of [
  ["en-US", 1280],
  ["ja-JP", 1280],
  ["en-US", 320],
  ["ja-JP", 320],
]) {
  test(`the demonstration, ${locale}, ${width} pixels wide`, async (t) => {
    // Any folder of any host will do.
    const path = width === 320 ? "/some/folder/" : "/";
    const { page, requests, complaints, origin } = await openPage(t, { locale, width, path });
    const before = requests.length;
    await page.locator(".demo .link").click();
    await screen(page, "result");

    assert.deepEqual(await counts(page), [7, 2, 8, 0]);
    const boxes = await page
      .locator(".counts > li")
      .evaluateAll((cards) => cards.map((card) => Math.round(card.getBoundingClientRect().width)));
    assert.ok(Math.max(...boxes) - Math.min(...boxes) <= 1, "the four counts have one width");
    const weights = await page
      .locator(".counts strong")
      .evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).font + getComputedStyle(one).color),
      );
    assert.equal(new Set(weights).size, 1, "and one ink");
    assert.equal(await page.locator("html").getAttribute("lang"), locale.slice(0, 2));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0, "nothing to scroll sideways");

    // In the order of the table: what is carried comes first.
    await page.waitForSelector("[role=gridcell].position code");
    const first = await page.locator("[role=row][aria-rowindex='2']").innerText();
    assert.match(first, locale === "ja-JP" ? /持っている/ : /Carried/);

    // No text is missing (a missing one would show its key), none is banned.
    const text = await page.locator("#app").innerText();
    assert.doesNotMatch(
      text,
      /\b(state|reason|zygosity|match|table|result|account|notice)\.\w|\{\w+\}/,
    );
    const own = text.replace(/diagnosis, treatment or prevention|診断・治療・予防/, "");
    for (const banned of BANNED) assert.doesNotMatch(own, banned);

    assert.deepEqual(
      requests.slice(before).filter((url) => !url.startsWith("blob:")),
      [],
    );
    assert.deepEqual(
      requests.filter(
        (url) => !/^blob:/.test(url) && ![origin, page.url()].some((own) => url.startsWith(own)),
      ),
      [],
    );
    assert.deepEqual(complaints, []);
  });
}

test("the saved report of the demonstration is the command's", async (t) => {
  const { page } = await openPage(t);
  await page.locator(".demo .link").click();
  await screen(page, "result");
  assert.equal(comparable((await savedReport(page)).text), await sampleReport());
});

test("opening a file forbids every connection, and a stopped attempt is counted", async (t) => {
  const { page, tab, served, complaints } = await openPage(t);
  const fetched = (where) =>
    where.evaluate(
      (url) =>
        fetch(url).then(
          (response) => response.status,
          (error) => error.name,
        ),
      page.url(),
    );
  // From a disk nothing can be asked, and the shell's own attempts are among those that are counted.
  const onDisk = page.url().startsWith("file:");
  assert.equal(
    await fetched(tab),
    onDisk ? "TypeError" : 200,
    "before, its own host, if any, answers the shell",
  );
  const before = served.length;
  assert.equal(await fetched(page), "TypeError", "the frame may never ask it");
  assert.equal(served.length, before);
  await page.locator(".demo .link").click();
  await screen(page, "result");
  const sent = served.length;
  assert.equal(await fetched(page), "TypeError");
  assert.equal(await fetched(tab), "TypeError", "nor may the shell now");
  const [worker] = page.workers();
  const inWorker = await worker.evaluate(
    (url) =>
      fetch(url).then(
        () => "sent",
        (error) => error.name,
      ),
    page.url(),
  );
  assert.equal(inWorker, "TypeError", "nor does the worker");
  assert.deepEqual(served.slice(sent), []);
  await page.locator(".sent").click();
  const log = page.locator("dialog.sheet");
  assert.match(
    await log.innerText(),
    onDisk ? /[3-9] attempts to send/ : /3 attempts to send stopped/,
  );
  assert.equal(
    await log.locator(".zero strong").innerText(),
    "0",
    "a stopped attempt is no request",
  );
  assert.match(await log.innerText(), /default-src 'none';\nscript-src 'wasm-unsafe-eval'/);
  assert.match(await log.innerText(), /connect-src 'none';/);
  if (!onDisk) assert.match(await log.innerText(), /connect-src 'self';/);
  if (!onDisk) assert.match(await log.innerText(), /genosieve-[\w-]+\.wasm/);
  assert.ok(
    complaints.every((text) => /Content Security Policy/.test(text)),
    complaints.join("\n"),
  );
});

test("the policies name their scripts and styles by hash, and the sandbox gives nothing more", async (t) => {
  const { page, tab } = await openPage(t);
  const html = await readFile(join(root, "www/dist/index.html"), "utf8");
  const documentOf = (text) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  const srcdoc = /srcdoc="([^"]*)"/.exec(html)[1];
  const frame = documentOf(srcdoc);
  const shell = html.replace(srcdoc, "");
  const contents = (text, tag) => [...text.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))];
  const hash = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
  const hashes = (text, tag) => contents(text, tag).map(([, content]) => hash(content));
  const assets = join(root, "www/dist/assets");
  const [name, ...further] = (await readdir(assets)).filter((file) => file.endsWith(".js"));
  assert.deepEqual(further, [], "one script comes later");
  const second = hash(await readFile(join(assets, name), "utf8"));
  const [[script, ...scripts], [style]] = [hashes(frame, "script"), hashes(frame, "style")];
  const [[shellScript, ...more], [shellStyle]] = [hashes(shell, "script"), hashes(shell, "style")];
  assert.deepEqual([...scripts, ...more], [], "each document has one script");
  const policy = (text) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)[1];
  assert.equal(
    policy(frame),
    `default-src 'none'; script-src ${script} ${second} 'wasm-unsafe-eval'; style-src ${style}; connect-src 'none'; ` +
      "worker-src blob:; frame-src 'none'; base-uri 'none'; form-action 'none'; " +
      "require-trusted-types-for 'script'; trusted-types sealed-worker",
  );
  assert.equal(
    policy(shell),
    `default-src 'none'; script-src ${shellScript} ${script} ${second} 'wasm-unsafe-eval'; ` +
      `style-src ${shellStyle} ${style}; connect-src 'self'; worker-src 'self' blob:; ` +
      "manifest-src 'self'; img-src 'self'; frame-src 'none'; base-uri 'none'; form-action 'none'",
  );
  assert.equal(
    await tab.locator("iframe").getAttribute("sandbox"),
    "allow-scripts allow-downloads allow-modals",
  );
  assert.equal(await page.evaluate(() => origin), "null");
  const refused = await page.evaluate(async () => {
    // Code that the browser is told to evaluate may do more than code of the page: leave it first.
    await new Promise((later) => setTimeout(later));
    const attempt = (work) => {
      try {
        work();
        return "worked";
      } catch (error) {
        return error.name;
      }
    };
    return [
      attempt(() => document.createElement("a")),
      attempt(() => document.createElementNS("http://www.w3.org/2000/svg", "a")),
      attempt(() => new Function("return 1")()),
      attempt(() => trustedTypes.createPolicy("another", {})),
      attempt(() => trustedTypes.createPolicy("sealed-worker", {})),
      attempt(() => new Worker("data:text/javascript,0")),
      attempt(() => new Worker.prototype.constructor("data:text/javascript,0")),
      attempt(() => sealed.at("data:text/javascript,0")),
      attempt(() => URL.createObjectURL(new Blob(["0"]))),
    ];
  });
  const [code, ...others] = [refused.splice(2, 1)[0], ...refused];
  assert.equal(code, "EvalError");
  assert.deepEqual(
    others,
    others.map(() => "TypeError"),
  );
  const parsed = await page.evaluate(() => {
    const paragraph = document.createElement("p");
    // No setter hears of it.
    paragraph.innerHTML = "<b>x</b>";
    return paragraph.childNodes.length;
  });
  assert.equal(parsed, 0);
});
