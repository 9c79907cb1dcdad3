// Saving a file is the one thing that a sealed page hands out. It must work, and shows why the policy has
// `frame-src blob:`: without it Firefox loses what is saved, without a word.
import { readdir, readFile, writeFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

import { target } from "./build.mjs";
import { serveSite } from "./sites.mjs";

const PATIENCE = 5_000;

/** Saves by the function that the hardening leaves, and looks for the file. */
async function saves(browser, site, folder, name) {
  const visit = await browser.open(`${site.origin}/index.html`, true);
  const save = (name) => {
    addEventListener(
      "click",
      (event) => {
        event.stopImmediatePropagation();
        globalThis.sealed.save(name, new Blob(["saved"]));
      },
      { capture: true, once: true },
    );
  };
  await visit.attacked(save, name);
  await visit.click();
  for (const end = Date.now() + PATIENCE; Date.now() < end;)
    if ((await readdir(folder)).includes(name)) break;
    else await new Promise((resolve) => setTimeout(resolve, 100));
  await visit.close();
  return (await readdir(folder)).includes(name);
}

/** The page with another word in its policies. */
async function altered(folder) {
  const page = await readFile(join(target, "prefix/index.html"), "utf8");
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "index.html"),
    page.replaceAll("frame-src blob:", "frame-src 'none'"),
  );
  return serveSite(folder);
}

export async function downloads(browser, folder) {
  // Chromium's files go where its driver keeps them; the page's own tests look at them.
  if (browser.name !== "firefox") return [];
  const page = await serveSite(join(target, "prefix"), ["/sw.js"]);
  const faults = [];
  if (!(await saves(browser, page, folder, "kept.txt")))
    faults.push("firefox: the sealed page saves no file");
  const without = await altered(join(target, "no-frames"));
  if (await saves(browser, without, folder, "lost.txt"))
    faults.push(
      "firefox saves a file without frame-src blob: as well; the policy could do without it",
    );
  return faults;
}
