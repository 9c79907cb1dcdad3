// The proof, in the namespace of namespace.sh: every site attacked in every browser that is here. Ends with 1 where
// something got out that must not, or did not that must. `--short` takes minutes; a whole run keeps what was found for
// the document.
import { mkdtemp, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { firefox as firefoxPath } from "../js/firefox.mjs";
import { chrome } from "../js/support.mjs";
import { assault } from "./assault.mjs";
import { lasting } from "./browser.mjs";
import { target } from "./build.mjs";
import { leftOut, sites } from "./campaign.mjs";
import { chromium } from "./chromium.mjs";
import { keep } from "./document.mjs";
import { downloads } from "./downloads.mjs";
import { firefox } from "./firefox.mjs";
import { table } from "./report.mjs";
import { Sink } from "./sink/index.mjs";
import { serveSite } from "./sites.mjs";
import { faults, missing, outdated } from "./verdict.mjs";

/** A file of nobody's, which makes the page start its workers. */
const GENOME = new URL("../../dist/demo/synthetic-genome.grch38.vcf.gz", import.meta.url).pathname;

function found(find) {
  try {
    return find();
  } catch {
    return undefined;
  }
}

/** What is here, of what is asked for. */
function browsers(folder) {
  const here = [];
  if (found(chrome)) here.push(["chromium", chromium]);
  if (firefoxPath()) here.push(["firefox", (t) => firefox(t, folder)]);
  const only = process.env.GENOSIEVE_BROWSERS?.split(",");
  return here.filter(([name]) => !only || only.includes(name));
}

const needed = ({ page, visits = 0 }) => [page, ...(visits > 0 ? ["sw.js"] : [])];

/** How often a site is tried: one attack can end a browser in which others are at work. */
const TRIES = 3;

async function attacked(browser, sink, site) {
  const folder = join(target, site.folder);
  const served = site.fromDisk ? undefined : await serveSite(folder, site.without);
  const url = served ? `${served.origin}/${site.page}` : `file://${join(folder, site.page)}`;
  if (site.visits > 0) await visited(browser, url);
  const genome = site.genome ? GENOME : undefined;
  const at = { ...site, url, served, genome };
  const run = { site, browser, result: await assault(browser, sink, at, site.channels) };
  for (let tries = 1; tries < TRIES; tries++) {
    const ids = new Set(missing(run).map(({ channel }) => channel.id));
    if (ids.size === 0) break;
    const channels = site.channels.filter(({ id }) => ids.has(id));
    const { seen, ends, arrivals, outside } = await assault(browser, sink, at, channels);
    for (const context of ["page", "worker"])
      Object.assign(run.result.seen[context], seen[context]);
    Object.assign(run.result.ends, ends);
    run.result.arrivals.push(...arrivals);
    run.result.outside += outside;
  }
  return run;
}

/** A visit before: the service worker of the site is there after it. */
async function visited(browser, url) {
  const visit = await browser.open(url, false);
  await visit.top(async () => {
    await navigator.serviceWorker.ready;
  });
  await visit.close();
}

/**
 * Each site has a browser of its own. What the one before still has to say, as that it leaves a group of addresses
 * which calls had it join, is no word of the next.
 */
async function withBrowser(start, work) {
  const ends = [];
  try {
    return await work(await lasting({ after: (end) => ends.unshift(end) }, start));
  } finally {
    for (const end of ends) await end();
    await Sink.still();
  }
}

function say(run) {
  console.log(table(run));
  for (const key of outdated(run)) console.log(`  note: ${key} got out, and is said to be quiet`);
}

async function main() {
  const short = process.argv.includes("--short");
  const folder = await mkdtemp(join(tmpdir(), "genosieve-downloads-"));
  const sink = await Sink.open();
  const runs = [];
  const problems = [];
  const here = browsers(folder);
  if (here.length === 0) problems.push("there is no browser to attack with");
  for (const [name, start] of here) {
    for (const site of sites(short, name)) {
      const missing = needed(site).filter((file) => !existsSync(join(target, site.folder, file)));
      if (missing.length > 0) {
        problems.push(`${site.label}: ${missing} of ${site.folder} was not built`);
        continue;
      }
      const called = `${site.label}, ${name}`;
      try {
        const run = await withBrowser(start, (browser) => attacked(browser, sink, site));
        runs.push(run);
        say(run);
        problems.push(...faults(run).map((fault) => `${called}: ${fault}`));
      } catch (error) {
        problems.push(`${called}: ${error.stack}`);
      }
    }
    if (!short)
      problems.push(...(await withBrowser(start, (browser) => downloads(browser, folder))));
  }
  for (const problem of problems) console.log(`FAULT ${problem}`);
  if (short) console.log(`left out: ${leftOut()}`);
  if (!short) await keep(runs);
  await rm(folder, { recursive: true, force: true });
  process.exit(problems.length > 0 ? 1 : 0);
}

await main();
