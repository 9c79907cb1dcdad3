// The built page in a browser: served like a static host, with every request on record.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

import { untrusting, withCode } from "./served-page.mjs";
import { browser, comparable, demo, folder, PANEL, root, run, serve } from "./support.mjs";

const built = join(root, "www/dist");

/** `GENOSIEVE_PAGE=single` tries all that is about one page on the single file, from the disk. */
const SINGLE = process.env.GENOSIEVE_PAGE === "single";

/**
 * Opens the page in a fresh profile, of a browser of its own or of the one that is given. `requests` are
 * those that the browser made, `served` those that reached the host, `complaints` what the console says.
 */
export async function openPage(t, options = {}) {
  const { page, ...more } = await blankPage(t, options);
  await options.prepare?.(page, more);
  await page.goto(more.origin + (options.path ?? "/"));
  await ready(page);
  return { page, ...more };
}

/** Leads to the single file in place of the site's page. */
async function fromDisk(t, page, origin, edit) {
  const path = join(await folder(t), "genosieve.html");
  const goto = page.goto.bind(page);
  page.goto = async (url, ...more) => {
    if (![origin, `${origin}/`].includes(url)) return goto(url, ...more);
    await writeFile(path, edit(await readFile(join(root, "dist/genosieve.html"), "utf8")));
    return goto(pathToFileURL(path).href, ...more);
  };
}

/** What a tab and a frame both have, and is meant of the tab. */
const OF_TAB = new Set(
  "goto reload url title waitForLoadState waitForURL on once off waitForEvent close".split(" "),
);

/**
 * A tab whose document is the sealed frame, where there is one: what is asked of a document goes to it, and
 * what only a tab has to the tab. What is to run before the page's script runs at its beginning: browsers
 * begin with a frame of another origin before a test can reach it.
 */
export function inFrame(page, code = []) {
  const addInitScript = (work) => code.push(typeof work === "function" ? `(${work})()` : work);
  return new Proxy(page, {
    get(tab, name) {
      if (name === "addInitScript") return addInitScript;
      if (name === "keyboard") return keyboardOf(tab);
      if (name === "devtools") return () => tab.context().newCDPSession(tab);
      // The tab itself, where the shell is.
      if (name === "outer") return tab;
      const frame = tab.frames()[1];
      const asked = frame && !OF_TAB.has(name) && name in frame ? frame : tab;
      const value = asked[name];
      return typeof value === "function" ? value.bind(asked) : value;
    },
  });
}

/** The same before anything is loaded. */
export async function blankPage(t, options = {}) {
  const { locale = "en-US", width = 1280, height = 900, path = "/", ...more } = options;
  const served = [];
  const code = [];
  const edit = (html) => {
    const edited = code.length > 0 ? withCode(html, code.join("\n;")) : html;
    return options.bypassCSP ? untrusting(edited) : edited;
  };
  const origin = await serve(t, { [path]: options.site ?? built }, (url) => served.push(url), edit);
  const started = await (options.browser ?? browser(t));
  const context = await started.newContext({
    locale,
    viewport: { width, height },
    acceptDownloads: true,
    ...more,
  });
  if (options.browser) t.after(() => context.close());
  const requests = [];
  const complaints = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("weberror", (error) => complaints.push(String(error.error())));
  context.on("console", (message) => complaints.push(message.text()));
  const page = await context.newPage();
  showActions(page.locator("html"));
  if (options.single ?? SINGLE) await fromDisk(t, page, origin, edit);
  page.setDefaultTimeout(30_000);
  return { page: inFrame(page, code), tab: page, context, origin, served, requests, complaints };
}

/** Until what was rendered is on the screen, and what waits for a paint has run, as effects do; for a document to do. */
const painted = () =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    // A tab in the background paints nothing.
    setTimeout(done, 100);
  });

/** A frame of another process has the focus a moment after it was clicked; whether it has. */
async function focused() {
  const late = performance.now() + 2000;
  while (!document.hasFocus() && performance.now() < late)
    await new Promise((later) => setTimeout(later, 10));
  return document.hasFocus();
}

const documentOf = (tab) => tab.frames()[1] ?? tab.mainFrame();

/** What is heard of an action that types; the others reach an element by itself. */
const TYPED = { fill: "input", press: "keydown" };

/** What a person does with a mouse or in a form shows before anything else is looked at or done. */
function showActions(locator) {
  const all = Object.getPrototypeOf(locator);
  if (all.shows) return;
  all.shows = true;
  for (const name of ["click", "fill", "press", "check", "uncheck", "selectOption"]) {
    const act = all[name];
    all[name] = async function (...asked) {
      const once = () => act.apply(this, asked);
      // An empty field that is emptied makes no event.
      const typed = name in TYPED && asked[0] !== "";
      const done = await (typed ? typeInto(documentOf(this.page()), TYPED[name], once) : once());
      // What leaves the page shows nothing of it.
      await documentOf(this.page())
        .evaluate(painted)
        .catch(() => {});
      return done;
    };
  }
}

/** Gives a frame of another process the focus anew: a browser can hold that it has it, and send keys elsewhere. */
async function giveFocus(frame) {
  const element = frame.parentFrame() && (await frame.frameElement());
  await element?.evaluate((element) => {
    element.blur();
    element.focus();
  });
}

/** Listens for the next event of a kind, for a document to do; a key is over when it is let go. */
function listen(kind) {
  const next = (kind) =>
    new Promise((done) => addEventListener(kind, done, { once: true, capture: true }));
  // What opens a chooser, or leaves the page, is not heard the end of.
  const patience = () => new Promise((later) => setTimeout(later, 2000, false));
  const begun = next(kind).then(() => true);
  const over = kind === "keydown" ? next("keyup") : begun;
  globalThis.heard = async () => {
    const came = await Promise.race([begun, patience()]);
    if (came) await Promise.race([over, patience()]);
    await new Promise((later) => setTimeout(later));
    return came;
  };
}

/** Does what types, and waits until a frame hears it; whether it did. */
async function heard(frame, kind, act) {
  // Where nothing in the frame has the focus, it is in front for a person all the same.
  if (!(await frame.evaluate(focused))) await giveFocus(frame);
  await frame.evaluate(listen, kind);
  await act();
  // A page that was left has heard.
  return frame.evaluate(() => globalThis.heard()).catch(() => true);
}

/** How often something is typed that the frame does not hear. */
const TRIES = 3;

async function typeInto(frame, kind, act) {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    if (await heard(frame, kind, act)) return;
    await giveFocus(frame);
  }
  throw new Error(`The page does not hear the ${kind}`);
}

/**
 * Keys reach a frame of another process a moment after they are pressed: each is waited for. So is what was rendered
 * before a key and after it, up to the effects that wait for a paint: a person sees a dialog before closing it.
 */
function keyboardOf(tab) {
  const { keyboard } = tab;
  const frame = documentOf(tab);
  const key = (...asked) => typeInto(frame, "keydown", () => keyboard.press(...asked));
  const press = async (...asked) => {
    await frame.evaluate(painted);
    await key(...asked);
    await frame.evaluate(painted).catch(() => {});
  };
  const type = async (text) => {
    // What no keyboard has a key for comes from an input method.
    for (const letter of text)
      await (/[ -~]/.test(letter)
        ? key(letter)
        : typeInto(frame, "input", () => keyboard.insertText(letter)));
  };
  return { press, type };
}

/** Until the drop zone is open and the sample file is there. */
export async function ready(page) {
  // A tab that was led elsewhere gets its frame a moment later.
  await page.outer.waitForFunction(() => document.readyState === "complete");
  await page.waitForSelector(".drop .button:not([disabled])");
  await page.waitForSelector(".demo .link:not([disabled])");
}

/** Waits for a screen by a mark that only it has. */
export const SCREENS = {
  start: ".hero",
  checked: "#check-file",
  running: ".run",
  result: ".counts",
  error: ".trouble",
};

export const screen = (page, name) => page.waitForSelector(SCREENS[name]);

/** The code on the screen of an error. */
export const code = (page) => page.locator(".trouble .code").innerText();

/** Waits for the end of a run: its counts, or the code of its error. */
export async function outcome(page) {
  await page.waitForSelector(`${SCREENS.result}, ${SCREENS.error}`);
  return (await page.locator(SCREENS.error).count()) > 0 ? code(page) : counts(page);
}

/** The report (JSON) that a result saves, as text, and the name that it gets. */
export const savedReport = (page) => savedAs(page, "json");

/** Opens what a result is saved by, and chooses a form and what stands in it (`rows`, `names`). */
export async function toSave(page, form, more = {}) {
  await page.locator(".acts .primary[aria-haspopup=dialog]").click();
  await page.locator(`.forms input[value=${form}]`).check();
  for (const [name, value] of Object.entries(more))
    await page.locator(`.save input[name=save-${name}][value=${value}]`).check();
}

/** What a result saves in a form, as text, and the name that it gets. */
export async function savedAs(page, form, more) {
  await toSave(page, form, more);
  const saving = page.waitForEvent("download");
  await page.locator(".save .acts .primary:not([disabled])").click();
  const saved = await saving;
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), "utf8") };
}

/** What a command says of the sample genome and its list; a report that the page saves is the same. */
export async function sampleReport() {
  const args = ["screen", demo.genome, "--panel", demo.panel, "--format", "json"];
  return comparable((await run("native", args)).stdout);
}

/** Counts of the sample genome and the built-in list. */
export const SAMPLE_COUNTS = [7, 2, 8, 0];

/** The built-in list is chosen, and the sample genome answers as it should. */
export async function nextFileWorks(page) {
  await page.getByRole("button", { name: "Wipe" }).click();
  await page.locator(".demo .link").click();
  await screen(page, "result");
  assert.deepEqual(await counts(page), SAMPLE_COUNTS);
}

/**
 * Lets the page make its workers with `patch` before their script. It is a function of what the test puts
 * into the page's `globalThis.fault`, and runs in each worker that is made while there is something.
 */
export async function patchWorkers(page, patch) {
  await page.addInitScript(`
    globalThis.Blob = new Proxy(Blob, {
      construct(Blob, [parts, options]) {
        const patched = globalThis.fault && options?.type === "text/javascript";
        const patch = () => "(" + ${JSON.stringify(String(patch))} + ")(" + JSON.stringify(fault) + ");";
        return new Blob(patched ? [patch(), ...parts] : parts, options);
      },
    });`);
}

/** Numbers in [0, n) that are the same for the same seed (mulberry32). */
export function random(seed) {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

/** Opens a tab of the lists: "disease", "other", "own". */
export const openTab = (page, tab) =>
  page.locator(`[role=tab]:nth-child(${["disease", "other", "own"].indexOf(tab) + 1})`).click();

/** Chooses the built-in list that the sample genome is made for. */
export async function chooseBuiltIn(page) {
  await openTab(page, "other");
  await page.locator(".choice input").first().check();
}

/** Gives a list of one's own, and waits until it is chosen. */
export async function giveList(page, path) {
  await openTab(page, "own");
  await page.setInputFiles(".own .file-input", path);
  await page.waitForSelector(".choice input:checked");
}

export async function giveFile(page, path) {
  await page.setInputFiles(".drop .file-input", path);
  await screen(page, "checked");
}

/** Starts as soon as nothing is missing. */
export async function start(page) {
  await page.locator(".acts .primary:not([disabled])").click();
}

/** Gives a file from the first screen, and starts as soon as that can be; a fault may come first. */
export async function compare(page, path) {
  await page.setInputFiles(".drop .file-input", path);
  await page.waitForSelector(".acts .primary:not([disabled]), .trouble");
  if ((await page.locator(SCREENS.checked).count()) > 0) await start(page);
}

/** Drops files on the window, or a part of it, as a person would from a folder. */
export async function drop(page, paths, target = "body") {
  const files = await Promise.all(
    [paths].flat().map(async (path) => [basename(path), (await readFile(path)).toString("base64")]),
  );
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of files) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent(target, type, { dataTransfer: transfer });
  }
}

/** The line of the evidence that is open, as it stands in the file. */
export async function rawLine(page) {
  const drawer = page.locator("dialog.drawer");
  await drawer.locator(".record summary").first().click();
  return drawer.locator(".raw").first().textContent();
}

/** How many workers read a large file: one for each core, up to four. */
export const most = (page) => page.evaluate(() => Math.min(4, navigator.hardwareConcurrency));

/** Waits until as many workers are alive; the browser tells of their end a moment later. */
export async function workers(page, wanted) {
  for (let tries = 0; page.workers().length !== wanted; tries += 1) {
    if (tries === 200) throw new Error(`${page.workers().length} workers, and not ${wanted}`);
    await page.waitForTimeout(50);
  }
}

/** Counts of the four cards, in the order of the page, as numbers. */
export async function counts(page) {
  const texts = await page.locator(".counts strong").allTextContents();
  return texts.map((text) => Number(text.replaceAll(",", "")));
}

/** The empty block that ends a BGZF file (SAM specification, section 4.1.2). */
const EOF_BLOCK = 28;

/**
 * A BGZF file that takes seconds: a small one many times over. The headers within count as lines
 * that are skipped, which is of no matter to who only stops it.
 */
export async function longFile(t, path, times) {
  const whole = await readFile(path);
  const body = whole.subarray(0, -EOF_BLOCK);
  const file = join(await folder(t), "long.vcf.gz");
  const parts = Array.from({ length: times }, () => body);
  await writeFile(file, Buffer.concat([...parts, whole.subarray(-EOF_BLOCK)]));
  return file;
}

/** A list whose compiling takes seconds. */
export async function longList(path) {
  const rows = Array.from(
    { length: 400_000 },
    (_, i) => `1\t${1000 + 3 * i}\t.\tA\tG\t.\t.\tGENEINFO=G${i}:1;CLNSIG=Benign\n`,
  );
  const file = join(path, "long.vcf");
  await writeFile(file, PANEL.split("\n").slice(0, 3).join("\n") + "\n" + rows.join(""));
  return file;
}

/** Everything that a site may keep. */
export function kept(page) {
  return page.outer.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
    address: location.pathname + location.search + location.hash,
    history: history.length,
    state: history.state,
  }));
}
