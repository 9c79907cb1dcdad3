// Files that change, vanish, or are larger than anything: an error with a code, and never a wrong answer.
import assert from "node:assert/strict";
import {
  chmod,
  mkdir,
  open,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import {
  chooseBuiltIn,
  code,
  giveFile,
  giveList,
  longFile,
  nextFileWorks,
  openPage,
  outcome,
  patchWorkers,
  SAMPLE_COUNTS,
  screen,
  start,
  workers,
} from "./page-support.mjs";
import { browser, demo, folder, GENOME, largeGenome } from "./support.mjs";

const chromium = browser({ after });

/** In a worker: holds the first read of so many bytes until the test has done what it does meanwhile. */
function hold({ bytes }) {
  const { read } = ReadableStreamBYOBReader.prototype;
  let held = false;
  ReadableStreamBYOBReader.prototype.read = async function (into) {
    const wanted = into.byteLength === bytes && !held;
    held ||= wanted;
    const given = await read.call(this, into);
    if (wanted) {
      const gate = new BroadcastChannel("gate");
      const opened = new Promise((resolve) => (gate.onmessage = resolve));
      gate.postMessage("held");
      await opened;
      gate.close();
    }
    return given;
  };
}

/** Compares a file, and does something to it while it is read. */
async function meanwhile(page, act) {
  await page.evaluate(() => {
    globalThis.gate = new BroadcastChannel("gate");
    globalThis.held = new Promise((resolve) => (globalThis.gate.onmessage = resolve));
  });
  await start(page);
  await page.evaluate(() => globalThis.held);
  await act();
  await page.evaluate(() => {
    globalThis.gate.postMessage("go");
    globalThis.gate.close();
  });
}

/** Browsers compare times of files by the second: those of tests are old. */
const LONG_AGO = 1_000_000_000;

/** Writes over some bytes in the middle of a file. */
async function scribble(path) {
  const file = await open(path, "r+");
  await file.write(Buffer.alloc(64), 0, 64, Math.floor((await stat(path)).size / 2));
  await file.close();
}

const CHANGES = {
  "written over": scribble,
  "cut short": (path) => truncate(path, 1000),
  removed: rm,
  "put in place of": async (path) => {
    await rm(path);
    await writeFile(path, GENOME);
  },
};

test("a file that changes while it is read gives no result", async (t) => {
  const path = await folder(t);
  const { page } = await openPage(t, {
    browser: await chromium,
    prepare: (page) => patchWorkers(page, hold),
  });
  await chooseBuiltIn(page);
  const whole = await readFile(demo.genome);
  for (const [name, change] of Object.entries(CHANGES)) {
    const file = join(path, `${name}.vcf.gz`);
    await writeFile(file, whole);
    await utimes(file, LONG_AGO, LONG_AGO);
    // The look reads less at once.
    await page.evaluate((bytes) => (globalThis.fault = { bytes }), 1 << 20);
    await giveFile(page, file);
    await meanwhile(page, () => change(file));
    assert.equal(await outcome(page), "io", name);
    await workers(page, 0);
    await page.evaluate(() => (globalThis.fault = undefined));
    await page.getByRole("button", { name: "Choose another file" }).click();
  }
  await page.locator(".demo .link").click();
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
});

test("the same where several workers read it, and between the look and the run", async (t) => {
  const { page } = await openPage(t, { browser: await chromium });
  await chooseBuiltIn(page);
  for (const running of [true, false]) {
    const file = await longFile(t, demo.genome, 300);
    await utimes(file, LONG_AGO, LONG_AGO);
    await giveFile(page, file);
    await page.locator(".acts .primary:not([disabled])").waitFor();
    if (!running) await scribble(file);
    await start(page);
    if (running) {
      await screen(page, "running");
      await scribble(file);
    }
    assert.equal(await outcome(page), "io");
    await workers(page, 0);
    await nextFileWorks(page);
    await page.getByRole("button", { name: "Wipe" }).click();
  }
});

/** Drops what lies at a path, as the system's file manager does: a folder too. */
async function dropPath(page, path, target) {
  const { x, y, width, height } = await page.locator(target).boundingBox();
  const session = await page.devtools();
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", {
      type,
      x: x + width / 2,
      y: y + height / 2,
      data,
    });
  }
  await session.detach();
}

test("what cannot be read is named: a folder, a file without permission", async (t) => {
  const path = await folder(t);
  await mkdir(join(path, "inside"));
  const { page } = await openPage(t, { browser: await chromium });
  await chooseBuiltIn(page);
  await dropPath(page, join(path, "inside"), ".drop");
  assert.equal(await outcome(page), "io");
  await workers(page, 0);
  await page.getByRole("button", { name: "Choose another file" }).click();
  // As a list.
  await dropPath(page, join(path, "inside"), ".lists");
  assert.equal(await page.locator(".list-failure code").innerText(), "io");
  await workers(page, 0);

  await giveFile(page, join(path, "genome.vcf"));
  await page.locator(".acts .primary:not([disabled])").waitFor();
  await rm(join(path, "genome.vcf"));
  await mkdir(join(path, "genome.vcf"));
  await start(page);
  assert.equal(await outcome(page), "io");
  await nextFileWorks(page);

  if (process.getuid?.() === 0)
    return t.diagnostic("root may read everything: no permission is taken");
  await page.getByRole("button", { name: "Wipe" }).click();
  await giveFile(page, join(path, "other.vcf"));
  await page.locator(".acts .primary:not([disabled])").waitFor();
  await chmod(join(path, "other.vcf"), 0);
  await start(page);
  assert.equal(await outcome(page), "io");
  await nextFileWorks(page);
});

const TEN_GB = 10 * 1024 ** 3;

/** A file of ten gigabytes that takes hardly any place; undefined where the disk has no such files. */
async function sparse(path, head) {
  await writeFile(path, head);
  await truncate(path, TEN_GB).catch(() => {});
  const { size, blocks } = await stat(path);
  return size === TEN_GB && blocks * 512 < TEN_GB / 10 ? path : undefined;
}

/** The most memory that a process of the page has had, in MiB; of Linux alone. */
async function peak(page) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const peaks = processInfo
    .filter(({ type }) => type === "renderer")
    .map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, "utf8");
      return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)[1]) / 1024;
    });
  return Math.max(...(await Promise.all(peaks)));
}

/** What a run may add to it, of any file: it is read in pieces of 1 MiB. */
const MOST_MIB = 256;

test("of ten gigabytes a bounded part is held, to an end with a code", async (t) => {
  const path = await folder(t);
  const blocks = await readFile(demo.genome);
  const files = {
    // Zeros where a block should begin; where a line should end; and, after the end of all blocks, no fault.
    "blocks.vcf.gz": ["bgzf_corrupt", blocks.subarray(0, -28)],
    "lines.vcf": ["line_too_long", largeGenome()],
    "padded.vcf.gz": ["stopped", blocks],
  };
  const { page } = await openPage(t, { browser: await chromium });
  await chooseBuiltIn(page);
  const before = await peak(page).catch(() => undefined);
  if (before === undefined) t.diagnostic("memory is not measured: there is no /proc");
  for (const [name, [expected, head]] of Object.entries(files)) {
    const file = await sparse(join(path, name), head);
    if (file === undefined) return t.skip("the disk has no sparse files");
    await giveFile(page, file);
    await start(page);
    if (expected === "stopped") {
      // All of it takes a minute; a twentieth shows what is held.
      await page.waitForFunction(
        () => Number(document.querySelector("[role=progressbar]")?.ariaValueNow) >= 5,
      );
      await page.keyboard.press("Escape");
      await screen(page, "checked");
    } else assert.equal(await outcome(page), expected, name);
    await workers(page, 0);
    if (before !== undefined) {
      const added = (await peak(page)) - before;
      t.diagnostic(`${name}: ${Math.round(added)} MiB`);
      assert.ok(added < MOST_MIB, `${name}: ${added} MiB`);
    }
    await page.getByRole("button", { name: "Wipe" }).click();
    await chooseBuiltIn(page);
  }
  await page.locator(".demo .link").click();
  assert.deepEqual(await outcome(page), SAMPLE_COUNTS);
});
