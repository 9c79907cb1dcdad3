// A worker that is lost at any moment of a run, and whatever a person does meanwhile.
import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { after, test } from "node:test";

import {
  chooseBuiltIn,
  code,
  compare,
  counts,
  drop,
  longFile,
  nextFileWorks,
  openPage,
  outcome,
  patchWorkers,
  random,
  SAMPLE_COUNTS,
  screen,
  start,
  workers,
} from "./page-support.mjs";
import { browser, demo, folder } from "./support.mjs";

const chromium = browser({ after });
const SEED = Number(process.env.GENOSIEVE_SEED ?? 1);

/** In a worker: ends it in one of several ways when it gives the wasm its n-th piece of a file. */
function kill({ way, at, who }) {
  if (who !== (self.name === "part" ? "part" : "job")) return;
  const { set } = Uint8Array.prototype;
  let given = 0;
  const ways = {
    trap() {
      throw new WebAssembly.RuntimeError("unreachable");
    },
    throw() {
      setTimeout(() => {
        throw new Error("lost");
      });
    },
    // No event tells of this end.
    close: () => self.close(),
  };
  Uint8Array.prototype.set = function (from, to) {
    if (from.length > 10_000 && ++given === at) ways[way]();
    return set.call(this, from, to);
  };
}

const CODES = { trap: "trap", throw: "worker_lost", close: "worker_lost" };

const another = (page) =>
  page
    .getByRole("button", { name: /^(Choose another file|Wipe)$/ })
    .first()
    .click();

test(`a worker is lost at twenty moments of a run (seed ${SEED})`, async (t) => {
  const below = random(SEED);
  const long = await longFile(t, demo.genome, 60);
  const { page } = await openPage(t, {
    browser: await chromium,
    prepare: (page) => patchWorkers(page, kill),
  });
  await chooseBuiltIn(page);
  for (let round = 0; round < 20; round += 1) {
    const way = ["trap", "throw", "close"][below(3)];
    const who = below(4) === 0 ? "part" : "job";
    const fault = { way, who, at: 1 + below(who === "part" ? 4 : 12) };
    const told = JSON.stringify(fault);
    await page.evaluate((fault) => (globalThis.fault = fault), fault);
    await compare(page, long);
    const found = await outcome(page);
    // Where a worker for parts is lost, the one of the job reads the whole.
    if (who === "part") assert.deepEqual(found, SAMPLE_COUNTS, told);
    else assert.equal(found, CODES[way], told);
    await workers(page, who === "part" ? 1 : 0);

    await page.evaluate(() => (globalThis.fault = undefined));
    await another(page);
    await compare(page, demo.genome);
    assert.deepEqual(await outcome(page), SAMPLE_COUNTS, told);
    await workers(page, 1);
    await another(page);
  }
});

test("a worker that is lost while its result is shown ends in an error screen", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  await page.locator(".demo .link").click();
  for (const lose of [
    () => void setTimeout(() => globalThis.nothing.lost),
    // No event tells of this end.
    () => self.close(),
  ]) {
    await screen(page, "result");
    await page.workers()[0].evaluate(lose);
    await screen(page, "error");
    assert.equal(await code(page), "worker_lost");
    await workers(page, 0);
    await nextFileWorks(page);
  }
});

/** Messages of a worker at least: it is alive, it has looked; it has read on, and all. */
const [LOOK, MESSAGES] = [2, 4];

/** On the page: does something when workers have told it so many things. */
function watching() {
  const Plain = globalThis.Worker;
  globalThis.Worker = class Worker extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => {
        if (globalThis.told > 0 && --globalThis.told === 0) globalThis.act();
      });
    }
  };
}

/** Acts at the n-th message from now on. */
const at = (page, told, act) =>
  page.evaluate(`globalThis.told = ${told}; globalThis.act = ${act}; undefined`);

const wipe = () =>
  [...document.querySelectorAll("header button")]
    .find(({ textContent }) => textContent.includes("Wipe"))
    .click();
const escape = () => dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));

test(`a run is stopped at random moments (seed ${SEED})`, async (t) => {
  const below = random(SEED);
  const long = await longFile(t, demo.genome, 300);
  const { page } = await openPage(t, {
    browser: await chromium,
    prepare: (page) => page.addInitScript(watching),
  });
  await chooseBuiltIn(page);
  for (let round = 0; round < 4; round += 1) {
    // In whatever is done then: the look, its wait for the start, the run.
    const told = 1 + below(MESSAGES);
    await at(page, told, wipe);
    await page.setInputFiles(".drop .file-input", long);
    if (told > LOOK) await start(page);
    await page.waitForFunction(() => globalThis.told === 0);
    await screen(page, "start");
    await workers(page, 0);
    // While the run is shown.
    await compare(page, long);
    await screen(page, "running");
    await at(page, 1 + below(2), escape);
    await screen(page, "checked");
    await workers(page, 0);
    assert.match(await page.locator("[role=alert]").innerText(), /^Stopped/);
    await nextFileWorks(page);
    await workers(page, 1);
    await another(page);
  }
  // The file at hand can be compared at once.
  await compare(page, long);
  await screen(page, "running");
  await page.keyboard.press("Escape");
  await start(page);
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
});

/** On the page: what a drop of this file would bring, to be dropped at a moment of the test's choice. */
async function inHand(page, path) {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "in-hand" });
    document.body.append(input);
  });
  await page.setInputFiles("#in-hand", path);
}

function dropIt() {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(document.querySelector("#in-hand").files[0]);
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(
      new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
    );
  }
}

test(`of two drops in a row the second is answered (seed ${SEED})`, async (t) => {
  const below = random(SEED);
  const long = await longFile(t, demo.genome, 300);
  const second = join(await folder(t), "genome.vcf");
  const { page } = await openPage(t, {
    browser: await chromium,
    prepare: (page) => page.addInitScript(watching),
  });
  await inHand(page, second);
  await chooseBuiltIn(page);
  await compare(page, second);
  const expected = await outcome(page);
  assert.notDeepEqual(expected, SAMPLE_COUNTS);
  for (let round = 0; round < 6; round += 1) {
    await another(page);
    // Both at one moment, and then one amid the look at the other or its run.
    const told = round === 0 ? 0 : 1 + below(MESSAGES);
    await at(page, told, dropIt);
    await page.setInputFiles(".drop .file-input", long);
    if (told === 0) await page.evaluate(() => globalThis.act());
    if (told > LOOK) await start(page);
    await page.locator("#check-file", { hasText: basename(second) }).waitFor();
    await start(page);
    assert.deepEqual(await outcome(page), expected);
    assert.match(await page.locator(".context").innerText(), /Input\s*genome\.vcf/);
    await workers(page, 1);
  }
});
