// The page's main path in Firefox, whose files, workers and policies are another engine's.
import assert from "node:assert/strict";
import { copyFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { firefox, firefoxTab } from "./firefox.mjs";
import { longFile, SAMPLE_COUNTS, SCREENS } from "./page-support.mjs";
import { demo, folder, root, serve } from "./support.mjs";

const skip = firefox() ? false : "Firefox is not installed (.ci/setup-browser.sh)";

/** What Firefox notices; of a change that leaves the length as it was it says nothing. */
const CHANGES = {
  cut: (path) => truncate(path, 1000),
  removed: rm,
};

/** Drops a file of the disk on the window. */
async function drop(tab, path) {
  await tab.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "in-hand" });
    document.body.append(input);
  });
  await tab.setFiles("#in-hand", path);
  await tab.evaluate(() => {
    const input = document.querySelector("#in-hand");
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(input.files[0]);
    input.remove();
    for (const type of ["dragenter", "dragover", "drop"]) {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    }
  });
}

const counts = async (tab) =>
  (await tab.texts(".counts strong")).map((text) => Number(text.replaceAll(",", "")));

/** The sample genome, dropped beside the built-in list, and what comes of it. */
async function sampleCompared(tab) {
  await tab.click("[role=tab]:nth-child(2)");
  await tab.click(".choice input");
  await drop(tab, demo.genome);
  assert.deepEqual(await compared(tab), SAMPLE_COUNTS);
}

async function compared(tab) {
  await tab.click(".acts .primary:not([disabled])");
  await tab.wait(SCREENS.result);
  return counts(tab);
}

test(
  "in Firefox: drop, result, both languages, a wrong file, a stop, a file that is gone",
  { skip },
  async (t) => {
    const path = await folder(t, { "letter.txt": "Dear all,\nthis is a letter.\n" });
    const long = await longFile(t, demo.genome, 400);
    const served = [];
    const origin = await serve(t, { "/": join(root, "www/dist") }, (url) => served.push(url));
    const tab = await firefoxTab(t);
    await tab.goto(origin);
    await tab.wait(".demo .link:not([disabled])");
    const loaded = served.length;

    await sampleCompared(tab);
    assert.deepEqual(await tab.texts("h1"), ["What the file records"]);
    await tab.click("header button", "日本語");
    await tab.wait("h1", "照合の結果");
    assert.deepEqual(await counts(tab), SAMPLE_COUNTS);

    await drop(tab, join(path, "letter.txt"));
    await tab.wait(".trouble .code", "input_not_vcf");
    const [japanese] = await tab.texts(".trouble h1");
    await tab.click("header button", "English");
    await tab.wait(".trouble h1", "This does not look like a VCF");
    assert.notEqual(japanese, "This does not look like a VCF");

    await drop(tab, long);
    await tab.click(".acts .primary:not([disabled])");
    await tab.wait(SCREENS.running);
    await tab.press("\uE00C");
    await tab.wait(SCREENS.checked, "long.vcf.gz");
    await tab.wait("[role=alert]", "Stopped");
    assert.deepEqual(await compared(tab), SAMPLE_COUNTS);

    for (const [name, change] of Object.entries(CHANGES)) {
      const file = join(path, `${name}.vcf.gz`);
      await copyFile(demo.genome, file);
      await drop(tab, file);
      await tab.wait(SCREENS.checked, name);
      await tab.wait(".acts .primary:not([disabled])");
      await change(file);
      await tab.click(".acts .primary:not([disabled])");
      await tab.wait(".trouble .code", "io");
    }

    await tab.click("header button", "Wipe");
    await tab.wait(".demo .link");
    assert.deepEqual(served.slice(loaded), []);
  },
);

test(
  "in Firefox: a filter, a search, the evidence, print, a file to save, and of two drops the second",
  { skip },
  async (t) => {
    const path = await folder(t);
    const long = await longFile(t, demo.genome, 300);
    const served = [];
    const origin = await serve(t, { "/": join(root, "www/dist") }, (url) => served.push(url));
    const tab = await firefoxTab(t);
    await tab.goto(origin);
    await tab.wait(".demo .link:not([disabled])");
    const loaded = served.length;
    const rows = async (wanted) => {
      // Beside those of entries there is that of the headings.
      await tab.wait(`.grid[role=grid][aria-rowcount="${wanted + 1}"]`);
    };

    await sampleCompared(tab);
    await rows(17);
    await tab.click(".chips .chip:nth-child(2)");
    await rows(7);
    await tab.click(".chips .chip:nth-child(1)");
    await tab.click("[role=gridcell].gene", "UGT1A1");
    await tab.wait("dialog.drawer .record", "233760498");
    await tab.press("\uE00C");
    await tab.evaluate(() => (globalThis.print = () => (globalThis.printed = true)));
    await tab.click(".acts .button", "Print");
    assert.equal(await tab.evaluate(() => globalThis.printed), true);

    // The shell alone can save: it is told, and Firefox finds nothing wrong with that.
    await tab.outer.evaluate(() => {
      addEventListener("message", ({ data }) => {
        if (data?.kind === "save") globalThis.saved = [data.name, data.content.size];
      });
    });
    await tab.click(".acts .primary");
    await tab.click(".forms label", "VCF");
    await tab.wait("dialog[open] .primary:not([disabled])");
    await tab.click("dialog[open] .primary");
    const [name, size] = await tab.outer.evaluate(async () => {
      while (!globalThis.saved) await new Promise((later) => setTimeout(later, 50));
      return globalThis.saved;
    });
    assert.match(name, /\.vcf$/);
    assert.ok(size > 1000, `${size}`);
    await tab.press("\uE00C");

    await drop(tab, long);
    await drop(tab, join(path, "genome.vcf"));
    await tab.wait(SCREENS.checked, "genome.vcf");
    await tab.click("header button", "Wipe");
    await tab.wait(".demo .link");
    assert.deepEqual(served.slice(loaded), []);
  },
);
