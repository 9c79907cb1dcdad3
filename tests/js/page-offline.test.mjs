// The page without a network, a newer build of it, and what the service worker answers.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { build } from "vite";

import { firefox, firefoxTab } from "./firefox.mjs";
import { headersOf, host } from "./host.mjs";
import {
  blankPage,
  counts,
  ready,
  SAMPLE_COUNTS,
  savedReport,
  screen,
  SCREENS,
} from "./page-support.mjs";
import { browser, folder, root } from "./support.mjs";

const chromium = browser({ after });
const site = join(root, "www/dist");
const ALLOWED = "(response-origin)";

/** A tab, and the host that it is about. */
async function visit(t) {
  const from = await host(t, site);
  const { tab, page, context } = await blankPage(t, { browser: await chromium });
  const responses = [];
  context.on("response", (response) => responses.push(response));
  return { from, tab, page, context, responses };
}

/** What a browser with simd128 has of the site after a first visit. */
const KEPT = 12;

/** Opens the page, and waits until all of it is kept. */
async function first({ from, tab, page }, path = "/") {
  await tab.goto(from.origin + path);
  await ready(page);
  await tab.waitForFunction(
    async ([kept, path]) => {
      const registration = await navigator.serviceWorker.getRegistration();
      const name = (await caches.keys()).find((name) => name.includes(` ${path} `));
      return registration?.active && (await (await caches.open(name)).keys()).length >= kept;
    },
    [KEPT, path],
  );
}

/** The sample genome against the built-in list, from the first screen to the last. */
async function runSample(page) {
  await page.locator(".demo .link").click();
  await screen(page, "result");
  assert.deepEqual(await counts(page), SAMPLE_COUNTS);
}

/** The site as it would be of another source: the address and the content of one file differ. */
async function otherBuild(t) {
  const path = join(await folder(t), "site");
  await cp(site, path, { recursive: true });
  const page = await readFile(join(path, "index.html"), "utf8");
  const next = page.replace("<title>Genosieve</title>", "<title>Genosieve, the next</title>");
  await writeFile(join(path, "index.html"), next);
  await build({
    root: join(root, "www"),
    mode: "worker",
    logLevel: "warn",
    build: { outDir: path },
  });
  return path;
}

const caches = (tab) => tab.evaluate(() => globalThis.caches.keys());
const updated = (page) => page.locator(".updated").count();

test("after the first visit the page needs no host, and each answer forbids other connections", async (t) => {
  const visited = await visit(t);
  const { from, tab, page, responses } = visited;
  await first(visited);
  assert.ok(responses.every((response) => !response.fromServiceWorker()));
  await from.stop();
  responses.length = 0;
  await tab.reload();
  await ready(page);
  assert.ok(responses.length > 10);
  // The browser fetches the icon of a tab by itself.
  for (const response of responses.filter(
    (response) => !/^blob:|icon\.svg$/.test(response.url()),
  )) {
    assert.equal((await response.allHeaders())["connection-allowlist"], ALLOWED, response.url());
  }
  await runSample(page);
});

test("the first visit loads nothing twice but the page itself", async (t) => {
  const visited = await visit(t);
  await first(visited);
  const { served } = visited.from;
  // The page's own text may be asked for again: no page can read its own.
  const again = served.filter((line, at) => served.indexOf(line) < at && line !== "GET /");
  assert.deepEqual(again, []);
  assert.ok(served.filter((line) => line === "GET /").length <= 2);
});

test("the library is there without a host, once it was visited", async (t) => {
  const visited = await visit(t);
  const { from, tab } = visited;
  await first(visited);
  await tab.goto(`${from.origin}/library.html`);
  await tab.waitForSelector("h1");
  await tab.waitForLoadState("networkidle");
  await from.stop();
  const response = await tab.goto(`${from.origin}/library.html#en`);
  await tab.waitForSelector("h1");
  await tab.reload();
  await tab.waitForSelector("h1");
  assert.ok(response === null || response.fromServiceWorker());
});

test("copies in two folders of a host have nothing to do with each other", async (t) => {
  const path = await folder(t);
  const visited = await visit(t);
  const { from, tab, page } = visited;
  for (const name of ["one", "two/deeper"]) await cp(site, join(path, name), { recursive: true });
  from.deploy(path);
  await first(visited, "/one/");
  await first(visited, "/two/deeper/");
  assert.equal((await caches(tab)).length, 2);
  await from.stop();
  for (const name of ["one", "two/deeper"]) {
    await tab.goto(`${from.origin}/${name}/`);
    await ready(page);
  }
  await runSample(page);
});

test("a newer build is announced, waits for the last page to close, and then takes over whole", async (t) => {
  const visited = await visit(t);
  const { from, tab, page, context } = visited;
  from.keeps = false;
  await first(visited);
  const [before] = await caches(tab);
  from.deploy(await otherBuild(t));
  await tab.reload();
  await ready(page);
  await page.waitForSelector(".updated");
  await runSample(page);
  // Neither a reload nor a second tab is a reason to change under a page.
  await tab.reload();
  await ready(page);
  assert.equal(await tab.evaluate(() => document.title.includes("the next")), false);
  await page.waitForSelector(".updated");
  const old = await tab.locator("meta[name=build]").getAttribute("content");

  await tab.goto("about:blank");
  await from.stop();
  const next = await context.newPage();
  await tab.close();
  await next.goto(from.origin);
  await next.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  assert.notEqual(await next.locator("meta[name=build]").getAttribute("content"), old);
  await next.frames()[1].waitForSelector(".drop .button:not([disabled])");
  await runSample(next.frames()[1]);
  assert.equal(await updated(next.frames()[1]), 0);
  const names = await caches(next);
  assert.equal(names.length, 1);
  assert.notEqual(names[0], before);
});

test("a half-deployed build is not taken", async (t) => {
  const visited = await visit(t);
  const { from, tab, page } = visited;
  from.keeps = false;
  await first(visited);
  const next = await otherBuild(t);
  await writeFile(join(next, "index.html"), await readFile(join(site, "index.html")));
  from.deploy(next);
  const asked = from.served.length;
  await tab.reload();
  await ready(page);
  await tab.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration.active && !registration.installing;
  });
  assert.ok(from.served.slice(asked).includes("GET /sw.js"));
  assert.equal(
    await tab.evaluate(async () => !(await navigator.serviceWorker.ready).waiting),
    true,
  );
  assert.equal(await updated(page), 0);
  await runSample(page);
});

test("a newer build that is still on its way when a genome is opened is put off", async (t) => {
  const visited = await visit(t);
  const { from, tab, page } = visited;
  from.keeps = false;
  await first(visited);
  from.deploy(await otherBuild(t));
  const release = from.hold("/index.html");
  await tab.reload();
  await ready(page);
  await tab.waitForFunction(async () => (await navigator.serviceWorker.ready).installing);
  await runSample(page);
  await tab.waitForFunction(async () => !(await navigator.serviceWorker.ready).installing);
  release();
  assert.equal(
    await tab.evaluate(async () => !(await navigator.serviceWorker.ready).waiting),
    true,
  );
  assert.equal(await updated(page), 0);
  await tab.reload();
  await page.waitForSelector(".updated");
});

for (const visits of ["first", "second"]) {
  test(`after a file was opened nothing is asked of the host, on the ${visits} visit`, async (t) => {
    const visited = await visit(t);
    const { from, tab, page } = visited;
    if (visits === "first") {
      await tab.goto(from.origin);
      await ready(page);
    } else {
      await first(visited);
      await tab.reload();
      await ready(page);
    }
    const asked = from.served.length;
    await runSample(page);
    // Browsers look for a newer worker by themselves one or two seconds after a page was opened.
    await tab.waitForTimeout(4000);
    assert.deepEqual(from.served.slice(asked), []);
  });
}

test("only what is read from the own host passes the worker", async (t) => {
  const visited = await visit(t);
  const { from, tab } = visited;
  await first(visited);
  await tab.reload();
  const asked = from.served.length;
  const post = () => fetch("./anything", { method: "POST", body: "x" }).then(() => "sent", String);
  assert.match(await tab.evaluate(post), /TypeError/);
  assert.deepEqual(from.served.slice(asked), []);
  const get = () => fetch("./anything").then(({ status }) => status);
  assert.equal(await tab.evaluate(get), 404);
  assert.deepEqual(from.served.slice(asked), ["GET /anything"]);
});

test("what another page of the origin puts into the cache is not answered with", async (t) => {
  const visited = await visit(t);
  const { from, tab, page } = visited;
  await first(visited);
  await tab.evaluate(async () => {
    const [name] = await caches.keys();
    const kept = await caches.open(name);
    for (const { url } of await kept.keys()) await kept.put(url, new Response("<h1>other</h1>"));
  });
  await tab.reload();
  await ready(page);
  await runSample(page);
  // What the host gave instead is kept again.
  await from.stop();
  await tab.reload();
  await ready(page);
});

const WITHOUT = {
  "a browser without service workers": (tab) =>
    tab.addInitScript(() => delete Navigator.prototype.serviceWorker),
  "a browser that keeps nothing": (tab) =>
    tab.addInitScript(() => {
      // In the sealed frame there is none at all.
      if (top === globalThis)
        caches.open = () => Promise.reject(new DOMException("no", "SecurityError"));
    }),
  "a host without the worker": (tab) =>
    tab.context().route("**/sw.js", (route) => route.fulfill({ status: 404 })),
};
for (const [name, prepare] of Object.entries(WITHOUT)) {
  test(`the page works in ${name}`, async (t) => {
    const complaints = [];
    const { from, tab, page, context } = await visit(t);
    context.on("weberror", (error) => complaints.push(String(error.error())));
    await prepare(tab);
    await tab.goto(from.origin);
    await ready(page);
    await runSample(page);
    assert.deepEqual(complaints, []);
  });
}

test("a worker that never answers holds a genome up for two seconds at most", async (t) => {
  const { from, tab, page, context } = await visit(t);
  await context.route("**/sw.js", () => {});
  await tab.goto(from.origin);
  await ready(page);
  await runSample(page);
});

test("the page can be installed", async (t) => {
  const visited = await visit(t);
  await first(visited);
  const session = await visited.context.newCDPSession(visited.tab);
  assert.deepEqual((await session.send("Page.getAppManifest")).errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // The tests' profiles are all private ones.
  assert.deepEqual(
    installabilityErrors.map(({ errorId }) => errorId),
    ["in-incognito"],
  );
});

test("on a host that reads _headers all works, and nothing of the file is unknown to the browser", async (t) => {
  const complaints = [];
  const visited = await visit(t);
  const { from, tab, page, context, responses } = visited;
  from.headers = headersOf(await readFile(join(site, "_headers"), "utf8"));
  context.on("console", (message) => complaints.push(message.text()));
  await first(visited);
  for (const response of responses) {
    const headers = await response.allHeaders();
    if (!response.url().startsWith(from.origin)) continue;
    assert.equal(headers["connection-allowlist"], ALLOWED, response.url());
    const kept = response.url().includes("/assets/") ? /immutable/ : /no-store|max-age=600|^$/;
    assert.match(headers["cache-control"] ?? "", kept, response.url());
  }
  await tab.reload();
  await ready(page);
  await runSample(page);
  const asked = from.served.length;
  assert.match((await savedReport(page)).name, /\.json$/);
  assert.deepEqual(from.served.slice(asked), []);
  assert.deepEqual(complaints, []);
});

const skip = firefox() ? false : "Firefox is not installed (.ci/setup-browser.sh)";

test(
  "in Firefox: after the first visit the page needs no host, and later ones ask it nothing",
  { skip },
  async (t) => {
    const from = await host(t, site);
    const tab = await firefoxTab(t);
    const runOnce = async () => {
      await tab.goto(from.origin);
      await tab.wait(".demo .link:not([disabled])");
      await tab.click(".demo .link");
      await tab.wait(SCREENS.result);
      const texts = await tab.texts(".counts strong");
      assert.deepEqual(texts.map(Number), SAMPLE_COUNTS);
    };
    await runOnce();
    const keeps = () =>
      tab.outer.evaluate(async (wanted) => {
        const late = performance.now() + 30_000;
        for (;;) {
          const names = await caches.keys();
          const kept = await Promise.all(
            names.map(async (name) => (await (await caches.open(name)).keys()).length),
          );
          const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
          if (active && Math.max(...kept) >= wanted) return "all";
          if (performance.now() > late) return `${kept}, ${active?.state}`;
          await new Promise((later) => setTimeout(later, 50));
        }
      }, KEPT);
    // What a busy machine did not get to keep is kept at the next visit.
    if ((await keeps()) !== "all") await runOnce();
    assert.equal(await keeps(), "all");
    const asked = from.served.length;
    await runOnce();
    assert.deepEqual(from.served.slice(asked), []);
    await from.stop();
    await runOnce();
    await tab.goto(from.origin);
    // Before a genome is opened, the shell may still read from its host.
    const allowed = await tab.outer.evaluate(async () => {
      const { headers } = await fetch("./");
      return headers.get("connection-allowlist");
    });
    assert.equal(allowed, ALLOWED);
  },
);
