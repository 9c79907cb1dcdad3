// docs/data-flow.md says of the built page what is so: its files, requests, words and policies.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { host } from "./host.mjs";
import { blankPage, ready } from "./page-support.mjs";
import { root } from "./support.mjs";

const site = join(root, "www/dist");
const read = (name) => readFile(join(root, name), "utf8");
const doc = await read("docs/data-flow.md");

/** Rows of the table under a heading, as texts of cells. */
function rows(heading) {
  const [, section] = doc.split(new RegExp(`^## .*${heading}$`, "m"));
  const [, , ...lines] = section.split("\n## ")[0].match(/^\|.*\|$/gm);
  return lines.map((line) => line.slice(2, -2).split(" | "));
}
const files = rows("Every file that is loaded").map(([name, when]) => [
  name.replaceAll("`", ""),
  when.split(", "),
]);
const withoutHash = (name) => name.replace(/^(assets\/.*)-[\w-]{8}(?=\.\w+$)/, "$1-*");
const at = (time) => files.filter(([, when]) => when.includes(time)).map(([name]) => name);

/** What a browser with simd128 does not ask for. */
const SCALAR = /\.scalar-/;

test("the files are those of the site, no more and no fewer", async () => {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(site.length + 1));
  // The reference of the package stands beside the page, and no page asks for it.
  const ours = names.filter((name) => !name.startsWith("api/"));
  assert.ok(ours.length < names.length);
  assert.deepEqual(ours.map(withoutHash).sort(), files.map(([name]) => name).sort());
});

test("a first visit, and one of the library, ask for just what stands there", async (t) => {
  const from = await host(t, site);
  const { tab, page } = await blankPage(t);
  const asked = () => [...new Set(from.served.map((line) => withoutHash(line.slice(5))))];
  const named = (paths) => paths.map((path) => (path === "" ? "index.html" : path));
  const beside = (time) => at("browser").filter((name) => !at(time).includes(name));
  const wanted = (time) => at(time).filter((name) => !SCALAR.test(name));

  await tab.goto(from.origin);
  await ready(page);
  await tab.waitForLoadState("networkidle");
  assert.deepEqual(
    named(asked())
      .filter((name) => !beside("start").includes(name))
      .sort(),
    wanted("start").sort(),
  );
  assert.ok(from.served.every((line) => line.startsWith("GET ")));

  // With a profile of its own, since the first one has kept the files.
  from.served.length = 0;
  const other = await blankPage(t);
  await other.tab.goto(`${from.origin}/library.html`);
  await other.tab.waitForSelector(".foot");
  await other.tab.waitForLoadState("networkidle");
  assert.deepEqual(
    named(asked())
      .filter((name) => !beside("library").includes(name))
      .sort(),
    wanted("library").sort(),
  );
});

test("no request has a cookie, a body, a query or a referrer", async (t) => {
  const from = await host(t, site);
  const { tab, page } = await blankPage(t);
  await tab.goto(from.origin);
  await ready(page);
  await tab.goto(`${from.origin}/library.html`);
  await tab.waitForSelector(".foot");
  assert.ok(from.requests.length > 10);
  for (const { url, headers } of from.requests) {
    for (const name of ["cookie", "content-length", "transfer-encoding", "referer", "origin"]) {
      assert.equal(headers[name], undefined, `${name} of ${url}`);
    }
    assert.ok(!url.includes("?"), url);
  }
});

test("the words are those that the shell hears", async () => {
  const source = await read("js/element/words.ts");
  const [, screens] = /SCREENS = \[(.*)\]/.exec(source);
  const titles = ["ja", "en"].flatMap((language) =>
    [...screens.matchAll(/"(\w+)"/g)].map(([, screen]) => `${language}:${screen}`),
  );
  const told = rows("What the frame can say to the shell").flatMap(([words]) =>
    words.split(" ").map((word) => word.replaceAll("`", "")),
  );
  const [, faults] = /INNER_FAULTS = \[(.*)\]/.exec(source);
  const passed = ["able", ...[...faults.matchAll(/"(\w+)"/g)].map(([, fault]) => `fault:${fault}`)];
  assert.deepEqual(told, ["ready", "opened", "library:ja", "library:en", ...titles, ...passed]);
  assert.match(source, /export type Passed = "able" \| `fault:\$\{InnerFault\}`;/);
  const [, type] = /export type Word =([^;]*);/.exec(source);
  assert.deepEqual(
    type
      .split("|")
      .map((part) => part.trim().replace(/["`]/g, ""))
      .filter(Boolean),
    ["ready", "opened", "library:${Language}", "${Language}:${ScreenName}", "Passed"],
  );
});

/** The policies of a page and of the document in its frame, with the places of hashes as the text names them. */
async function policies(name) {
  const html = await read(name);
  const [, inner = ""] = /srcdoc="([^"]*)"/.exec(html) ?? [];
  const frame = inner.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return [html, frame].map((text) => {
    const [, policy = ""] =
      /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(text) ?? [];
    return policy;
  });
}
const blocks = [...doc.matchAll(/^```\n([^`]*)\n```$/gm)].map(([, text]) => text);

/** Puts names in the place of hashes, in the order in which they stand. */
function withNames(policy, names) {
  const rest = [...names];
  const named = policy.replaceAll(/'sha256-[^']+'/g, () => `<${rest.shift()}>`);
  assert.deepEqual(rest, []);
  return named;
}

test("the policies are those of the built pages, word for word", async () => {
  const [shell, frame] = await policies("www/dist/index.html");
  const [library] = await policies("www/dist/library.html");
  const [single, same] = await policies("dist/genosieve.html");
  const [embedded, sameAgain] = await policies("dist/element/document.txt");
  const [, seal] = /SEAL =\s+"([^"]*)"/.exec(await read("www/src/seal.ts"));
  const [, told, sealTold, singleTold, frameTold, libraryTold, header] = blocks;
  assert.equal(told, withNames(shell, ["shell", "frame", "screens", "shell style", "frame style"]));
  assert.equal(sealTold, seal);
  assert.equal(
    singleTold,
    withNames(single, ["shell", "frame", "screens", "shell style", "frame style"]),
  );
  assert.equal(same, frame);
  assert.equal(
    singleTold,
    withNames(embedded, ["shell", "frame", "screens", "shell style", "frame style"]),
  );
  assert.equal(sameAgain, frame);
  assert.equal(frameTold, withNames(frame, ["frame", "screens", "frame style"]));
  assert.equal(libraryTold, withNames(library, ["library", "library style"]));
  const [name, value] = header.split(": ");
  assert.ok((await readFile(join(site, "_headers"), "utf8")).includes(`  ${header}\n`));
  const worker = await readFile(join(site, "sw.js"), "utf8");
  assert.ok(worker.includes(name) && worker.includes(value));
});

test("the sandbox is that of the built page", async () => {
  const html = await readFile(join(site, "index.html"), "utf8");
  const [sandbox] = /sandbox="[^"]*"/.exec(html);
  assert.ok(doc.includes(`\`${sandbox}\``), sandbox);
});
