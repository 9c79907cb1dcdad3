// The page as `make serve` serves it: it answers, in both languages, and asks nobody else.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { preview } from "vite";

import { browser, root } from "./support.mjs";

test("the page runs the demonstration in both languages and at both widths", async (t) => {
  const server = await preview({
    root: join(root, "www"),
    preview: { host: "127.0.0.1", port: 0 },
    logLevel: "error",
  });
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
  const chromium = await browser(t);

  for (const [locale, width] of [
    ["en-US", 1280],
    ["ja-JP", 1280],
    ["en-US", 360],
    ["ja-JP", 360],
  ]) {
    const context = await chromium.newContext({ locale, viewport: { width, height: 800 } });
    const requests = [];
    const complaints = [];
    context.on("request", (request) => requests.push(request.url()));
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(origin);
    await page.waitForSelector(".counts", { timeout: 60_000 });

    assert.deepEqual(await page.locator(".count strong").allTextContents(), [
      "7",
      "2",
      "8",
      "0",
      "0",
      "0",
    ]);
    const boxes = await page
      .locator(".count")
      .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().width)));
    assert.ok(Math.max(...boxes) - Math.min(...boxes) <= 1, "the six counts have one width");
    assert.equal(await page.locator("tbody tr").count(), 7);
    assert.equal(await page.locator("html").getAttribute("lang"), locale.slice(0, 2));
    assert.match(
      await page.locator("h1").innerText(),
      locale === "ja-JP" ? /照合/ : /file records/,
    );
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0, "nothing to scroll sideways");

    const before = requests.length;
    const other = locale === "ja-JP" ? "en" : "ja";
    await page.locator(`button[lang=${other}]`).click();
    assert.equal(await page.locator("html").getAttribute("lang"), other);
    assert.equal(await page.evaluate(() => document.activeElement.lang), other, "focus stays");
    // No text is missing: a missing one would show its key.
    const text = await page.locator("#page").innerText();
    assert.doesNotMatch(
      text,
      /\b(state|reason|zygosity|match|findings|result|accounting|notice)\.\w/,
    );

    assert.equal(requests.length, before);
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(origin)),
      [],
    );
    assert.deepEqual(complaints, []);
    await context.close();
  }
});
