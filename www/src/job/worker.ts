/**
 * The worker: the only place that reads a genome, and the only one that runs wasm. One job each; for
 * a large file it makes more workers of its own script, which read parts and end with it.
 */
import {
  compilePanel,
  inspect,
  isPanelFile,
  load,
  openPanel,
  readGenes,
  screen,
  screenFamily,
  servePart,
  surveyReport,
  type Build,
  type Panel,
  type Source,
} from "genosieve/bare";

import { live } from "../../../js/pool/life.js";
import { sealedWorker } from "../sealed/global.js";
import { readAlleles } from "./alleles.js";
import { byRuleTogether } from "./family-actionable.js";
import { Compared, found as foundTogether } from "./family.js";
import type { Policy } from "../settings.js";
import { byRule } from "./actionable.js";
import { failureOf } from "./failure.js";
import { firstEntries } from "./first.js";
import { findings } from "./findings.js";
import { byGene } from "./genes.js";
import { handed } from "./handed.js";
import type { Asked, Call, Calls, JobProgress, Modules, Told } from "./protocol.js";
import { Screened } from "./screened.js";
import { PART } from "./script.js";
import { along } from "./tracks.js";
import { watchRequests } from "./watch.js";
import { written } from "./written.js";

/** Workers at most where nobody says: each holds the panel, and the speed of a disk is soon reached. */
const MOST = 4;

const tell = (told: Told, transfer: Transferable[] = []) => postMessage(told, { transfer });
const onProgress = (progress: JobProgress) => tell({ kind: "progress", progress });

/** What the job holds; it ends with the worker. */
let job: Screened | undefined;

/** The same of samples that were compared. */
let family: Compared | undefined;

/** The panel that fits the file, opened when the file was checked. */
let found: Panel | undefined;

/** The panel whose entries were counted. */
let counted: Panel | undefined;

/** The reading for evidence that is under way. */
let searching: AbortController | undefined;

/** The reading for what is saved. */
let writing: AbortController | undefined;

function screened(): Screened {
  if (!job) throw new Error("nothing was screened in this worker");
  return job;
}

function compared(): Compared {
  if (!family) throw new Error("nothing was compared in this worker");
  return family;
}

const work: { [K in Call]: (takes: Calls[K]["takes"]) => Promise<Calls[K]["gives"]> } = {
  async compile({ source, name, build }) {
    const head = new Uint8Array(await source.slice(0, 4).arrayBuffer());
    const packed = isPanelFile(head);
    const stated = { ...(name === undefined ? {} : { name }), ...(build && { build }) };
    const panel = packed
      ? await openPanel(source)
      : await compilePanel(source, { ...stated, onProgress });
    const { mapping, sources } = panel.info;
    const read = mapping.length > 0 || sources[0]?.format === "bed";
    const first = !packed && read ? await firstEntries(panel) : [];
    // Not a copy, and it is handed over: all of ClinVar takes 100 MB.
    return { info: panel.info, bytes: panel.packed, built: !packed, first };
  },

  async alleles({ lines }) {
    return readAlleles(lines);
  },

  async geneList({ source }) {
    return readGenes(source);
  },

  async count({ panel, filter }) {
    if (panel) counted = await openPanel(panel);
    if (!counted) throw new Error("no panel is open");
    return counted.count(filter);
  },

  async check({ file, panels, build, contigMap }) {
    const options = {
      ...(build === undefined ? {} : { build }),
      ...(contigMap === undefined ? {} : { contigMap }),
    };
    const inspection = await inspect(file, options);
    const at = choose(panels, build, inspection.build);
    const chosen = at === undefined ? undefined : panels[at];
    if (!chosen) return { inspection, panel: undefined };
    found = await opened(chosen.bytes);
    return { inspection: await inspect(file, { ...options, panel: found }), panel: at };
  },

  async screen({ file, index, samples, ...asked }) {
    const { filter } = asked;
    const report = await screen(file, {
      ...(await screening(asked)),
      ...(index === undefined ? {} : { index }),
      ...(samples === undefined ? {} : { samples }),
    });
    // An answer about all of the list would be a wrong one.
    if (filter && !report.overview.filter) throw new Error("the filter was not used");
    job = new Screened(file, report, filter);
    return report.overview;
  },

  async roles({ family: module, files, pedigree }) {
    if (module) await load({ family: module });
    return foundTogether(files, pedigree);
  },

  async compare({ family: module, files, roles, ...asked }) {
    if (module) await load({ family: module });
    const given = files.map(({ file, index }) => ({ source: file, ...(index && { index }) }));
    const options = await screening(asked);
    const report = await screenFamily(given, { ...options, roles });
    const { overview } = report;
    // As above.
    if (asked.filter && overview.reports.some(({ filter }) => !filter))
      throw new Error("the filter was not used");
    family = new Compared(files, report);
    const { excludeGenes, ...whole } = asked.filter ?? {};
    const left = overview.reports[0]?.filter?.entries ?? 0;
    if (!excludeGenes) return { overview, held: 0 };
    await options.panel.annotate();
    return { overview, held: options.panel.count(whole).entries - left };
  },

  async familyView(asked) {
    return compared().view(asked);
  },

  async familyRows({ view, from, to }) {
    return compared().rows(view, from, to);
  },

  async familyPlaces({ places }) {
    return compared().places(places);
  },

  async familyLine({ report, line }) {
    return compared().report.readLine(report, compared().fileOf(report), line);
  },

  async familyEvidence({ number, member }) {
    const { report } = compared();
    const of = report.overview.members[member];
    if (!of) throw new Error("no such member");
    searching?.abort();
    searching = new AbortController();
    const { signal } = searching;
    return report.evidence(compared().fileOf(of.report), { number, member }, { signal });
  },

  async familyActionable({ rules }) {
    return byRuleTogether(compared().report, rules);
  },

  async familyWrite({ exporter, ...asked }) {
    await loadExporter(exporter);
    return compared().written(asked);
  },

  async narrow({ filter }) {
    return screened().narrow(filter);
  },

  async view(query) {
    return screened().view(query);
  },

  async findings({ sample, most }) {
    return findings(screened(), sample, most);
  },

  async genes({ sample, most }) {
    return byGene(screened(), sample, most);
  },

  async tracks({ sample, contig }) {
    return along(screened(), sample, contig);
  },

  async actionable({ sample, rules }) {
    return byRule(screened(), sample, rules);
  },

  async rows({ view, from, to }) {
    return screened().rows(view, from, to);
  },

  async line({ line }) {
    const { file, report } = screened();
    return report.readLine(file, line);
  },

  async evidence(query) {
    const { file, report } = screened();
    searching?.abort();
    searching = new AbortController();
    return report.evidence(file, query, { signal: searching.signal });
  },

  async abandon() {
    searching?.abort();
    return undefined;
  },

  async survey({ exporter, scope }) {
    await loadExporter(exporter);
    return surveyReport(screened().report, { scope });
  },

  async write({ exporter, ...asked }) {
    writing?.abort();
    const { signal } = (writing = new AbortController());
    await loadExporter(exporter);
    return written(screened(), asked, { signal, onProgress });
  },

  async stopWriting() {
    writing?.abort();
    return undefined;
  },

  async handed() {
    return handed(screened());
  },
};

/** Where it was loaded before, nothing more is done. */
async function loadExporter(exporter: WebAssembly.Module | undefined): Promise<void> {
  if (exporter) await load({ exporter });
}

/** What a screen of one file and that of several are asked alike. */
async function screening(asked: Omit<Calls["compare"]["takes"], "family" | "files" | "roles">) {
  const { panel, filter, build, contigMap, policy, workers } = asked;
  const chosen = panel ? await opened(panel) : found;
  if (!chosen) throw new Error("no panel is open");
  return {
    panel: chosen,
    ...(filter === undefined ? {} : { filter }),
    ...(build === undefined ? {} : { build }),
    ...(contigMap === undefined ? {} : { contigMap }),
    ...stated(policy),
    workers: workers ?? Math.min(MOST, navigator.hardwareConcurrency || 1),
    onProgress,
  };
}

/** A panel to screen with, of whose bytes nobody asks. */
const opened = (bytes: Source): Promise<Panel> => openPanel(bytes, { lean: true });

/** A policy as options: any depth is none. */
function stated({ minDp, ...more }: Policy) {
  return minDp === null ? more : { minDp, ...more };
}

/**
 * The panel of the build. A single one is taken where the file alone says otherwise, since the core
 * then refuses it with the evidence; not where the person set another build than that of the list.
 */
function choose(
  panels: { build: Build | null }[],
  stated: Build | undefined,
  found: Build | null,
): number | undefined {
  const [only, ...more] = panels;
  const known = stated ?? found;
  if (only && more.length === 0) {
    const contradicts = stated !== undefined && only.build !== null && only.build !== stated;
    return contradicts ? undefined : 0;
  }
  const at = panels.findIndex(({ build }) => build === known);
  return at === -1 ? undefined : at;
}

/** Bytes of a panel that was made: whoever asked for it has them alone. */
function handedOver(gives: Calls[Call]["gives"]): Transferable[] {
  const made = typeof gives === "object" && "built" in gives ? gives.bytes : undefined;
  return made instanceof Uint8Array ? [made.buffer] : [];
}

async function answer<K extends Call>(
  id: number,
  call: K,
  takes: Calls[K]["takes"],
): Promise<void> {
  try {
    await alive;
    const gives = await work[call](takes);
    tell({ kind: "gives", id, gives }, handedOver(gives));
  } catch (thrown) {
    tell({ kind: "fails", id, failure: failureOf(thrown) });
  }
}

/** Whoever waits for this worker can know of its end. */
let alive: Promise<void> = Promise.resolve();

function start(modules: Modules, life: string): void {
  alive = live(life, () => tell({ kind: "alive" }));
  // Whoever asks for something meets the failure.
  load({ ...modules, worker: partWorker }).catch(() => {});
}

/** Workers for parts by their number: what hears of the loss of each. */
const parts: Pick<Worker, "onerror">[] = [];

/** A worker for parts, which the page makes and ends; what is said goes from the one to the other. */
function partWorker(): Worker {
  const { port1, port2 } = new MessageChannel();
  const part = parts.length;
  tell({ kind: "part", part, port: port2 }, [port2]);
  const terminate = () => {
    port1.close();
    tell({ kind: "partEnds", part });
  };
  const worker = Object.assign(port1, { onerror: null, terminate }) as unknown as Worker;
  parts.push(worker);
  return worker;
}

function partLost(part: number): void {
  const worker = parts[part] as Worker | undefined;
  worker?.onerror?.(new ErrorEvent("error"));
}

const { pulse } = sealedWorker() ?? {};
if (pulse !== undefined) tell({ kind: "pulse", address: pulse });
watchRequests((made, stopped) => tell({ kind: "requests", made, stopped }));
// The types are those of a page, whose global scope has another name.
if ((globalThis as { name?: unknown }).name === PART) {
  const serve = ({ data }: MessageEvent<MessagePort>) => servePart(data);
  addEventListener("message", serve, { once: true });
} else {
  addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    if (data.kind === "call") void answer(data.id, data.call, data.takes);
    else if (data.kind === "partLost") partLost(data.part);
    else start(data.modules, data.life);
  });
}
