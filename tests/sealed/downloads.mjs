// Saving a file is the one thing that a sealed page hands out. The page around does it: a frame that may go nowhere
// (`frame-src 'none'`) cannot in Firefox, which loses the file without a word.
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { target } from "./build.mjs";
import { serveSite } from "./sites.mjs";

/** Milliseconds in which a small file is there. */
const PATIENCE = 10_000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether a click saves a file of that name; `prepare` runs in the frame before it. */
async function saves(browser, url, folder, name, prepare) {
  const there = async () => (await readdir(folder)).includes(name);
  const visit = await browser.open(url, true);
  await pause(1_000);
  await visit.attacked(prepare, name);
  await visit.click();
  for (const end = Date.now() + PATIENCE; Date.now() < end && !(await there());) await pause(100);
  await visit.close();
  return there();
}

/** As the sealed page asks for it (js/element/words.ts). */
function asking(name) {
  const ask = (event) => {
    event.stopImmediatePropagation();
    parent.postMessage({ kind: "save", name, content: new Blob(["kept"]) }, "*");
  };
  addEventListener("click", ask, { capture: true, once: true });
}

/** What is not as it should be. */
export async function downloads(browser, folder) {
  // Chromium's files go where its driver keeps them; the page's own tests look at them.
  if (browser.name !== "firefox") return [];
  const page = await serveSite(join(target, "prefix"), ["/sw.js"]);
  const open = await serveSite(join(target, "open"));
  const faults = [];
  if (!(await saves(browser, `${page.origin}/index.html`, folder, "kept.txt", asking)))
    faults.push("firefox: the sealed page saves no file");
  if (await saves(browser, `${open.origin}/lost.html`, folder, "lost.txt", () => {}))
    faults.push("firefox: a frame saves by itself; the page around need not do it any more");
  return faults;
}
