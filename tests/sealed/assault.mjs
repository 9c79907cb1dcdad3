// One browser attacks one site: every channel, in the page and in its worker; and what the sink saw of it.
import { CHANNELS } from "./attacks/index.js";
import { Sink } from "./sink/index.mjs";
import { asker } from "./sites.mjs";

/** Milliseconds: for a page to begin, for all attacks of it to end, for what they sent to arrive. */
const START = 30_000;
const ATTACKS = 90_000;
const ALONE = 3_000;
const SETTLING = 2_500;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(condition, patience) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(100))
    if (await condition().catch(() => false)) return true;
  return false;
}

const inPage = ({ place }) => place !== "worker";

/** The channels of a run, by how they are run. */
export function plan(channels = CHANNELS) {
  return {
    page: channels.filter((channel) => inPage(channel) && !channel.alone),
    alone: channels.filter((channel) => inPage(channel) && channel.alone),
    worker: channels.filter(({ place }) => place !== "page"),
  };
}

const ids = (channels) => channels.map(({ id }) => id);

/**
 * Attacks a site. `label` is what it is called in host names, `url` where its page is, `served` its host where
 * there is one, `genome` a file that makes the page start its workers.
 */
export async function assault(browser, sink, { label, url, framed, served, genome }, channels) {
  const site = `${label}-${browser.name}`;
  const origin = served?.origin ?? "http://127.0.0.1:9";
  const settings = (context) => ({ context, site, origin, port: sink.port(site, context) });
  const before = { arrivals: sink.arrivals.length, outside: Sink.outside() };
  const run = { browser, url, framed, genome, served, plan: plan(channels), settings };
  const seen = { page: {}, worker: {} };
  const kept = await together(run, seen);
  const ends = await oneByOne(run, seen);
  await pause(SETTLING);
  return {
    seen,
    ends,
    outside: Sink.outside() - before.outside,
    arrivals: [
      ...sink.arrivals.slice(before.arrivals),
      ...(served?.asked.splice(0) ?? []).map(asker),
      ...kept,
    ],
  };
}

/** A page whose attacks are there, and wait. */
async function ready({ browser, url, framed }) {
  const visit = await browser.open(url, framed);
  const there = () => visit.attacked(() => typeof globalThis.stolenGenome === "object");
  if (!(await until(there, START))) throw new Error(`${browser.name}: no attacks in ${url}`);
  return visit;
}

/** Channels that can share a page: first those of its worker, then its own. */
async function together(run, seen) {
  const { served, plan, settings } = run;
  const visit = await ready(run);
  await visit.top(witness);
  await workerOf(run, visit);
  if (served) served.quiet = true;
  await visit.attacked(
    (...given) => stolenGenome.inWorker(...given),
    ids(plan.worker),
    settings("worker"),
  );
  await until(() => visit.attacked(() => Boolean(stolenGenome.workerResults)), ATTACKS);
  seen.worker = (await visit.attacked(() => stolenGenome.workerResults)) ?? {};
  await visit.attacked(
    (...given) => stolenGenome.armed(...given),
    ids(plan.page),
    settings("page"),
  );
  await visit.click();
  await until(() => visit.attacked(() => stolenGenome.done), ATTACKS);
  Object.assign(seen.page, await visit.attacked(() => stolenGenome.results));
  await pause(SETTLING);
  const kept = await visit.top(testimony);
  if (served) served.quiet = false;
  await visit.close();
  return kept.map((name) => found(name, settings("page").site)).filter(Boolean);
}

/** Workers start with the page or, at the latest, with a genome. */
async function workerOf({ browser, url, genome }, visit) {
  const there = () => visit.attacked(() => Boolean(stolenGenome.worker));
  if (await until(there, 2_000)) return;
  if (genome) await visit.choose(genome);
  if (!(await until(there, START))) throw new Error(`${browser.name}: no worker in ${url}`);
}

/** Channels that may end their page, each in one of its own; what became of the page. */
async function oneByOne(run, seen) {
  const left = [...run.plan.alone];
  const settings = run.settings("page");
  const ends = {};
  const lane = async () => {
    for (let channel = left.shift(); channel; channel = left.shift())
      ends[channel.id] = await single(run, channel, settings, seen);
  };
  await Promise.all(Array.from({ length: run.browser.lanes }, lane));
  return ends;
}

async function single(run, { id }, settings, seen) {
  const visit = await ready(run);
  const address = await visit.address();
  await visit.attacked((...given) => stolenGenome.armed(...given), [id], settings);
  // The click may find the page gone before it is over.
  await visit.click().catch(() => {});
  const results = () => visit.attacked(() => stolenGenome.done && stolenGenome.results);
  await until(results, ALONE);
  seen.page[id] = (await results().catch(() => undefined))?.[id] ?? "gone";
  const stays = seen.page[id] !== "gone" && (await visit.address().catch(() => "")) === address;
  await visit.close();
  return stays ? "stays" : "ends";
}

/** Runs in the page around: hears words that are meant for the site. */
function witness() {
  globalThis.heard = [];
  new BroadcastChannel("stolen").onmessage = ({ data }) => globalThis.heard.push(data);
}

/** Runs there as well: all that the site keeps, as names. */
async function testimony() {
  const names = async (ask) => {
    try {
      return await ask();
    } catch {
      return [];
    }
  };
  const files = async () => {
    const all = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) all.push(name);
    return all;
  };
  const kept = await Promise.all([
    names(() => Object.keys(localStorage)),
    names(() => Object.keys(sessionStorage)),
    names(() => document.cookie.split("; ").map(decodeURIComponent)),
    names(async () => (await indexedDB.databases()).map(({ name }) => name)),
    names(() => caches.keys()),
    names(files),
  ]);
  return [...kept.flat(), ...globalThis.heard];
}

/** What was kept, and by which channel; cookies are of all sites of one host. */
function found(name, site) {
  const pattern = /stolen[/_]([a-z0-9-]+)[/_](page|worker)[/_]([a-z0-9-]+)/;
  const [, channel, context, whose] = pattern.exec(name) ?? [];
  return whose === site && { kind: "kept", channel, context };
}
