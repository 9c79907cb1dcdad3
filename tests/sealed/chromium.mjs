// Chromium, as a person has it: nothing of its network is turned off.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chrome } from "../js/support.mjs";

/** What playwright-core adds for quiet test runs, and would hold back what pages ask for. */
const UNWANTED = [
  //BN "--disable-background-networking",
  "--disable-popup-blocking",
  "--disable-field-trial-config",
];

const OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"];

/** A browser with a fresh profile; `site` is what sites are called in it. */
export async function chromium(t) {
  const { chromium: engine } = await import("playwright-core");
  const profile = await mkdtemp(join(tmpdir(), "genosieve-chromium-"));
  const context = await engine.launchPersistentContext(profile, {
    executablePath: chrome(),
    args: OPTIONS,
    ignoreDefaultArgs: UNWANTED,
    acceptDownloads: true,
    timeout: 120_000,
  });
  t.after(async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    name: "chromium",
    version: context.browser()?.version() ?? "",
    lanes: 3,
    open: async (url, framed) => visit(await context.newPage(), url, framed),
  };
}

/** A function of the runner as text that a page evaluates; what it is given must be JSON. */
const applied = (work, given) => `(${work})(...${JSON.stringify(given)})`;

/** Of a sealed page the frame is attacked, of any other the document itself. */
async function visit(page, url, framed) {
  page.on("dialog", (dialog) => dialog.dismiss().catch(() => {}));
  await page.goto(url);
  if (framed) await page.waitForSelector("iframe", { state: "attached" });
  const attacked = framed ? page.frames()[1] : page.mainFrame();
  return {
    top: (work, ...given) => page.mainFrame().evaluate(applied(work, given)),
    attacked: (work, ...given) => attacked.evaluate(applied(work, given)),
    address: async () => attacked.url(),
    click: () => page.mouse.click(40, 40),
    choose: (file) => attacked.setInputFiles("input[type=file]", file),
    close: () => page.close().catch(() => {}),
  };
}
