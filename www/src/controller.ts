/** Every change of the page's state, and the only place that has workers. */
import type { Build, GeneList, Language } from "genosieve";
import { diseaseFilter } from "genosieve/diseases";

import { isClinVar } from "./annotation.js";
import { Counter } from "./counter.js";

import { saveBlob } from "./copy.js";
import { Job } from "./job/client.js";
import { CLOSED, JobError } from "./job/error.js";
import { bare, failureOf, isStop } from "./job/failure.js";
import type { Call, Calls, Failure, JobProgress, PackedPanel } from "./job/protocol.js";
import {
  BUILT_IN,
  LARGEST_MAP,
  NOTHING_TYPED,
  SENTINELS,
  type Choice,
  type During,
  type Part,
  type Previewed,
  type State,
  type Subject,
  type Tab,
} from "./model.js";
import { filterOf, NOT_NARROWED, ofGenes, type Narrowing } from "./narrowing.js";
import { loadDescriber } from "./modules.js";
import { panelFileName } from "./panel-file.js";
import { RequestCounts } from "./requests.js";
import { keptLists, loadDemo, loadResources } from "./resources.js";
import { isSealed, seal } from "./seal.js";
import { SETTINGS, type Settings } from "./settings.js";
import type { Say } from "./text/index.js";
import { entriesOf, linesOf, listName, tableOf } from "./typed.js";

/** Milliseconds below which a screen of its own for the work would only flash. */
const FLASH = 400;
/** Milliseconds between two pictures of the progress: drawing takes from the work that it shows. */
const REDRAW = 250;
/** Milliseconds between two words about the progress. */
const QUIET = 10_000;
/** With more samples than this, the first one alone is chosen to begin with. */
export const FAMILY = 16;
/** Indexes that lie beside a genome. */
const INDEX = /\.(tbi|csi)$/i;

/** PanelApp's, which no list of alleles is. */
const GENES_AS_JSON = /\.json$/i;

/** The index of a file among those that came with it: that of its name before any other. */
function indexOf(file: File, files: readonly File[]): File | undefined {
  const indexes = files.filter((other) => other !== file && INDEX.test(other.name));
  return indexes.find(({ name }) => name.replace(INDEX, "") === file.name) ?? indexes[0];
}

const EMPTY = {
  stage: { at: "start" },
  progress: undefined,
  build: undefined,
  overriding: false,
  choosing: false,
  contigMap: undefined,
  samples: [],
  opened: false,
} satisfies Partial<State>;

export class Controller {
  #state: State;
  readonly #changed: () => void;
  readonly #counts = new RequestCounts((requests) => this.#set({ requests }));
  readonly #demoLoad = new AbortController();
  #job: Job | undefined;
  #builder: Job | undefined;
  #built = 0;
  /** It reads what was typed. */
  #reader: Job | undefined;
  /**
   * The file at hand and its index, how many others came with it, and whether its beginning was read
   * once.
   */
  #file: { file: File; index: File | undefined; others: number; known: boolean } | undefined;

  constructor(language: Language, changed: () => void) {
    this.#changed = changed;
    this.#state = {
      ...EMPTY,
      language,
      settings: SETTINGS,
      resources: undefined,
      demo: "loading",
      choices: [],
      tab: "disease",
      chosen: undefined,
      disease: undefined,
      count: undefined,
      building: undefined,
      preview: undefined,
      genes: undefined,
      typed: NOTHING_TYPED,
      listFailure: undefined,
      requests: { made: 0, stopped: 0 },
      said: undefined,
    };
    addEventListener("pagehide", () => this.wipe());
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      this.wipe();
      // The library may hold others by now.
      void keptLists().then((kept) => {
        const builtIn = this.#state.choices.filter(({ group }) => group === "other");
        this.#set({ choices: [...builtIn, ...kept] });
      });
    });
  }

  get state(): State {
    return this.#state;
  }

  /** Whether something was given that leaving the page would lose. */
  get holds(): boolean {
    const { choices } = this.#state;
    const given = choices.some(({ group, kept }) => group === "own" && !kept);
    const { preview, genes, typed } = this.#state;
    const lists = [this.#builder, preview, genes, typed.read];
    return [...lists, this.#file].some((one) => one !== undefined) || given;
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  /** Lets a live region say something. */
  say(text: (say: Say) => string, assertive = false): void {
    this.#set({ said: { text, assertive } });
  }

  /** Loads what the page needs, then the sample file. */
  async boot(): Promise<void> {
    if (!supported()) return this.#fail(new JobError(bare("browser")), "boot");
    try {
      const [resources, kept] = await Promise.all([loadResources(), keptLists()]);
      const builtIn = BUILT_IN.map((id): Choice => {
        const panels = resources.builtIn[id];
        return { id, group: "other", kept: false, name: undefined, panels };
      });
      this.#set({ resources, choices: [...builtIn, ...kept] });
    } catch (error) {
      return this.#fail(error instanceof JobError ? error : new JobError(bare("boot")), "boot");
    }
    void this.#loadDescriber();
    try {
      this.#set({ demo: await loadDemo(this.#demoLoad.signal) });
    } catch {
      this.#set({ demo: "gone" });
    }
  }

  /** Without it lists of genes are typed in. */
  async #loadDescriber(): Promise<void> {
    const describer = await loadDescriber(this.#demoLoad.signal).catch(() => undefined);
    const { resources } = this.#state;
    if (!resources || !describer) return;
    this.#set({ resources: { ...resources, modules: { ...resources.modules, describer } } });
  }

  setLanguage(language: Language): void {
    this.#set({ language, said: undefined });
  }

  change(settings: Partial<Settings>): void {
    this.#set({ settings: { ...this.#state.settings, ...settings } });
  }

  // Lists

  /** The lists are to be seen, where what was chosen stands alone. */
  chooseAnother(): void {
    this.#set({ choosing: true });
  }

  openTab(tab: Tab): void {
    this.#set({ tab });
  }

  /** All of a list. */
  choose(id: string): void {
    this.#choose(id, undefined);
  }

  /** The part of a ClinVar list about a disease: of the chosen one, or of that which came last. */
  chooseDisease(number: number | undefined, list = this.#state.chosen): void {
    const lists = this.#state.choices.filter(isClinVar);
    const base = lists.find(({ id }) => id === list) ?? lists.at(-1);
    this.#choose(base?.id, number);
  }

  #choose(chosen: string | undefined, disease: number | undefined): void {
    const before = this.#state.chosen;
    this.#set({ chosen, disease, overriding: false, opened: false });
    void this.#count();
    if (chosen !== before) this.#lookAgain();
  }

  /** The part of the chosen list that is wanted. */
  #part(): Part | undefined {
    const { disease: number, resources } = this.#state;
    const disease = number === undefined ? undefined : resources?.diseases.byNumber(number);
    return disease && { disease, filter: { diseases: [diseaseFilter(disease)] } };
  }

  readonly #counter = new Counter(() => this.#newJob(() => {}));

  async #count(): Promise<void> {
    const { chosen, choices, disease } = this.#state;
    const part = this.#part();
    const choice = choices.find(({ id }) => id === chosen);
    if (!part || !choice) return this.#stopCounting();
    this.#set({ count: "counting" });
    const count = await this.#counter.count(choice, part.filter);
    const now = this.#state;
    if (now.disease === disease && now.chosen === chosen) this.#set({ count });
  }

  #stopCounting(): void {
    this.#counter.close();
    this.#set({ count: undefined });
  }

  /**
   * Builds a list from a file of one's own, and chooses it where a list can be chosen. With the build that the
   * person sets it was looked at before.
   */
  async addList(source: File, build?: Build): Promise<void> {
    if (!this.#state.resources) return;
    this.#seal();
    this.#builder?.close();
    const { name } = source;
    // Where it is seen how it goes.
    if (this.#state.tab === "other") this.openTab("own");
    const job = (this.#builder = this.#newJob((progress) =>
      this.#set({ building: { name, progress } }),
    ));
    this.#set({
      building: { name, progress: undefined },
      preview: undefined,
      listFailure: undefined,
    });
    try {
      const { built, first, ...panel } = await job.call("compile", { source, build });
      const choice = this.#ownList(panel);
      this.#set({ building: undefined });
      if (built && build === undefined && isDoubtful(choice)) this.#show({ choice, source, first });
      else this.#add(choice);
    } catch (error) {
      if (!(await this.#takeGenes(source, ofThrown(error), job))) this.#listFails(name, error);
    } finally {
      job.close();
      if (this.#builder === job) this.#builder = undefined;
    }
  }

  /** A list of one's own, which is told. */
  #ownList(panel: PackedPanel): Choice {
    const { name, alleles: n } = panel.info;
    this.say((say) => say("panel.own.ready", { name, n }));
    return { id: `own-${++this.#built}`, group: "own", kept: false, name, panels: [panel] };
  }

  /** Where it will stand once it is used. */
  #show(preview: Previewed): void {
    const { tab } = this.#state;
    this.#set({ preview, tab: isClinVar(preview.choice) ? tab : preview.choice.group });
  }

  /** Takes the file that is no genome as a list. */
  useAsList(): void {
    const file = this.#file?.file;
    if (!file) return;
    this.#toStart();
    this.openTab("own");
    void this.addList(file);
  }

  /** Takes the list whose preview is open, built anew where the person says of which build it is. */
  useList(build: Build | undefined): void {
    const { preview } = this.#state;
    if (!preview) return;
    if (build === undefined) this.#add(preview.choice);
    else void this.addList(preview.source, build);
  }

  discardList(): void {
    this.#set({ preview: undefined });
    this.say((say) => say("preview.discarded"));
  }

  #add(choice: Choice): void {
    this.#set({ choices: [...this.#state.choices, choice], preview: undefined });
    const { at } = this.#state.stage;
    if (at === "start" || at === "checking" || at === "checked") this.#take(choice);
  }

  /** Chooses a list that has just come: for the disease where one was chosen, or else all of it. */
  #take(choice: Choice): void {
    const { disease, tab } = this.#state;
    if (isClinVar(choice) && (disease !== undefined || tab === "disease"))
      return this.chooseDisease(disease, choice.id);
    this.#set({ tab: choice.group });
    this.choose(choice.id);
  }

  /** What is no list of alleles may be one of genes: it waits for a ClinVar list. */
  async #takeGenes(source: File, { code }: Failure, job: Job): Promise<boolean> {
    if (code !== "panel_is_gene_list" && !GENES_AS_JSON.test(source.name)) return false;
    const list = await job.call("geneList", { source }).catch(() => undefined);
    // Something else was given meanwhile, or all was wiped.
    if (this.#builder !== job || this.#state.building === undefined) return true;
    if (!list || list.genes.length === 0) return false;
    this.#set({ building: undefined, genes: { file: source.name, list } });
    this.say((say) => say("genes.ready", { name: source.name, n: list.genes.length }));
    return true;
  }

  dropGenes(): void {
    this.#set({ genes: undefined });
    this.say((say) => say("genes.dropped"));
  }

  /** What was read before is of another text. */
  typeAlleles(text: string): void {
    this.#reader?.close();
    this.#set({ typed: { ...NOTHING_TYPED, text } });
  }

  /** Lets the compiler read what was typed, which shows before it is used. */
  async checkAlleles(): Promise<void> {
    const { text } = this.#state.typed;
    await this.#readTyped(text, async (job) => {
      const read = await job.call("alleles", { lines: linesOf(text) });
      this.#set({ typed: { ...NOTHING_TYPED, text, read } });
      const n = entriesOf(read).length;
      this.say((say) => say("allele.checked", { n, m: read.lines.length - n }));
    });
  }

  /** Makes a list of what was read. The build is that of the person, where nothing that was typed names one. */
  async useAlleles(stated: Build | undefined): Promise<void> {
    const { text, read } = this.#state.typed;
    const build = read?.build ?? stated;
    if (!read || !build) return;
    await this.#readTyped(text, async (job) => {
      const source = tableOf(read.lines.map((line) => line.text));
      const panel = await job.call("compile", { source, name: listName(read), build });
      this.#set({ typed: NOTHING_TYPED });
      this.#add(this.#ownList(panel));
    });
  }

  async #readTyped(text: string, work: (job: Job) => Promise<void>): Promise<void> {
    if (!this.#state.resources) return;
    this.#seal();
    this.#reader?.close();
    const job = (this.#reader = this.#newJob(() => {}));
    this.#set({ typed: { ...this.#state.typed, busy: true } });
    try {
      await work(job);
    } catch (error) {
      const failure = ofThrown(error);
      if (failure.code === CLOSED) return;
      this.#set({ typed: { ...NOTHING_TYPED, text, failure } });
      this.say((say) => say.error(failure.code, failure.detail)[0], true);
    } finally {
      job.close();
      if (this.#reader === job) this.#reader = undefined;
    }
  }

  /** A list that cannot be built is told where lists are; the file and its result stay. */
  #listFails(name: string, error: unknown): void {
    const failure = ofThrown(error);
    if (failure.code === CLOSED) return;
    this.#set({ building: undefined, listFailure: { name, failure } });
    this.say((say) => `${name}: ${say.error(failure.code, failure.detail)[0]}`, true);
  }

  stopBuilding(): void {
    this.#builder?.close();
    this.#set({ building: undefined });
    this.say((say) => say("run.cancelled"), true);
  }

  /** Hands a list to the browser to save, under the name, date and build that it states. */
  saveList({ panels: [panel] }: Choice): void {
    if (!panel) return;
    const name = panelFileName(panel.info);
    saveBlob(name, new Blob([panel.bytes]));
    this.say((say) => say("save.saved", { name }));
  }

  removeList(id: string): void {
    const { choices, chosen, disease } = this.#state;
    this.#set({ choices: choices.filter((choice) => choice.id !== id) });
    if (chosen !== id) return;
    if (disease === undefined) this.#choose(undefined, undefined);
    else this.chooseDisease(disease);
  }

  // A file

  /** Takes the first file that is no index, and its index; the rest is counted. */
  async openFiles(files: readonly File[]): Promise<void> {
    const file = files.find(({ name }) => !INDEX.test(name)) ?? files[0];
    if (!file || !this.#state.resources) return;
    this.#set({
      build: undefined,
      overriding: false,
      choosing: false,
      contigMap: undefined,
      samples: [],
      opened: false,
    });
    const index = indexOf(file, files);
    const others = files.filter((other) => other !== file && other !== index).length;
    this.#file = { file, index, others, known: false };
    await this.#check();
  }

  /** The sample file against the built-in list, at once. */
  async tryDemo(): Promise<void> {
    const { demo } = this.#state;
    if (!(demo instanceof File)) return;
    this.#stopCounting();
    this.#set({ tab: "other", chosen: SENTINELS, disease: undefined });
    await this.openFiles([demo]);
    await this.start();
  }

  setBuild(build: Build | undefined): void {
    this.#set({ build });
    this.#lookAgain();
  }

  /** Takes what the person says of the file's contig names, or takes it back. */
  setContigMap(text: string | undefined): void {
    this.#set({ contigMap: text === undefined ? undefined : { text, failure: undefined } });
    this.#lookAgain();
  }

  /** The same from a file, no more of it than a map may have; its text, where it could be read. */
  async readContigMap(file: File): Promise<string | undefined> {
    try {
      const text = await file.slice(0, LARGEST_MAP + 1).text();
      this.setContigMap(text);
      return text;
    } catch {
      this.#mapFails(bare("io", file.name));
      return undefined;
    }
  }

  /** A map that cannot be used is told where it is given; the file is looked at without it. */
  #mapFails(failure: Failure): void {
    const text = this.#state.contigMap?.text ?? "";
    this.#set({ contigMap: { text, failure }, progress: undefined });
    this.say((say) => say.error(failure.code, failure.detail)[0], true);
    void this.#check();
  }

  setSamples(samples: string[]): void {
    this.#set({ samples });
  }

  /** Back to the check of the file at hand, to try again or to choose another list. */
  checkAgain(otherList = false): void {
    if (otherList) {
      this.#stopCounting();
      this.#set({ chosen: undefined, disease: undefined, overriding: false });
    }
    if (this.#file) void this.#check();
    else this.#toStart();
  }

  /** Back to the check, where the person sets the build before the list is looked at again. */
  overrideBuild(): void {
    this.#set({ overriding: true });
    this.checkAgain();
  }

  /** What is on the screen of the check is looked at anew; until then nothing can start. */
  #lookAgain(): void {
    const { stage } = this.#state;
    if (stage.at === "checked" || stage.at === "checking") void this.#check();
  }

  async #check(): Promise<void> {
    const at = this.#file;
    if (!at) return;
    this.#seal();
    this.#job?.close();
    const job = (this.#job = this.#newJob((progress) => this.#progress(progress)));
    const { stage, build, chosen, choices, overriding } = this.#state;
    const contigMap = this.#mapInForce();
    const choice = choices.find(({ id }) => id === chosen);
    const waits = overriding && build === undefined;
    if (stage.at === "checked" && at.known) this.#set({ stage: { ...stage, busy: true } });
    else this.#set({ stage: { at: "checking" } });
    try {
      const panels = waits ? [] : (choice?.panels ?? []);
      const given = panels.map(({ info, bytes }) => ({ build: info.build, bytes }));
      const { inspection, panel } = await job.call("check", {
        file: at.file,
        panels: given,
        build,
        contigMap,
      });
      const { samples } = inspection;
      if (!at.known)
        this.#set({ samples: samples.length > FAMILY ? samples.slice(0, 1) : samples });
      at.known = true;
      const checked = {
        file: at.file,
        index: at.index,
        others: at.others,
        inspection,
        choice,
        panel: panels[panel ?? -1],
      };
      this.#set({ stage: { at: "checked", checked, busy: false } });
      // With the panel open it waits for the start of the comparison.
      if (checked.panel) return;
    } catch (error) {
      const failure = ofMap(error);
      if (failure) return this.#mapFails(failure);
      this.#fail(error, "check");
    }
    job.close();
    if (this.#job === job) this.#job = undefined;
  }

  #mapInForce(): string | undefined {
    const { contigMap } = this.#state;
    return contigMap?.failure ? undefined : contigMap?.text;
  }

  // The comparison

  async start(): Promise<void> {
    const { stage, samples, build } = this.#state;
    if (stage.at !== "checked" || stage.busy) return;
    const { checked } = stage;
    const { file, index, choice, panel, inspection } = checked;
    if (!choice || !panel) return;
    const subject: Subject = { file, choice, panel, part: this.#part() };
    // Memory for what is compared now.
    this.#stopCounting();
    const ready = this.#job;
    const job = (this.#job ??= this.#newJob((progress) => this.#progress(progress)));
    const since = performance.now();
    this.#set({ stage: { ...stage, busy: true }, progress: undefined });
    const show = setTimeout(() => this.#set({ stage: { at: "running", checked, subject } }), FLASH);
    try {
      const all = samples.length === inspection.samples.length;
      const wanted = all ? undefined : samples;
      const bytes = ready ? undefined : panel.bytes;
      const contigMap = this.#mapInForce();
      const heldBack = this.#heldBack(subject);
      const narrowing = this.#fromStart(subject);
      const filter = filterOf(subject.part, NOT_NARROWED, heldBack);
      const { policy, workers } = this.#state.settings;
      const asked = { file, index, panel: bytes, filter, samples: wanted, build, contigMap };
      const whole = await job.call("screen", { ...asked, policy, workers });
      const narrowed = { filter: filterOf(subject.part, narrowing, heldBack) };
      const summary = narrowing === NOT_NARROWED ? whole : await job.call("narrow", narrowed);
      const seconds = (performance.now() - since) / 1000;
      const left = whole.filter?.entries ?? whole.panel.alleles;
      const held = heldBack.length > 0 ? whole.panel.alleles - left : 0;
      const stage = { at: "result", subject, summary, seconds, narrowing, held } as const;
      this.#set({ stage, progress: undefined });
    } catch (error) {
      const failure = ofMap(error);
      if (failure) this.#mapFails(failure);
      else this.#fail(this.#closed(subject, ofThrown(error), this.#fromStart(subject)), "screen");
    } finally {
      clearTimeout(show);
    }
  }

  /** What a result is narrowed to before the person does: to the genes that were given, if any. */
  #fromStart({ choice }: Subject): Narrowing {
    const { genes } = this.#state;
    return genes && isClinVar(choice) ? ofGenes(genes.list) : NOT_NARROWED;
  }

  #spoken = 0;

  #shown = 0;

  #progress(progress: JobProgress): void {
    const now = performance.now();
    if (now - this.#shown < REDRAW && progress.bytesRead !== progress.bytesTotal) return;
    this.#shown = now;
    this.#set({ progress });
    if (this.#state.stage.at !== "running" || now - this.#spoken < QUIET) return;
    this.#spoken = now;
    const p = Math.floor((100 * progress.bytesRead) / Math.max(1, progress.bytesTotal ?? 0));
    this.say((say) => say("run.announce", { p }));
  }

  /** Ends the comparison at once, and goes back to the checked file. */
  cancel(): void {
    const { stage } = this.#state;
    if (stage.at !== "running") return;
    this.#job?.close();
    this.#job = undefined;
    const { checked } = stage;
    this.#set({ stage: { at: "checked", checked, busy: false }, progress: undefined });
    // Another list may have been chosen meanwhile, or this one removed.
    if (checked.choice?.id !== this.#state.chosen) this.#lookAgain();
    void this.#count();
    this.say((say) => say("run.cancelled"), true);
  }

  /** The same comparison by the settings of now, with the conditions that are in force. */
  async compareAgain(): Promise<void> {
    const { stage } = this.#state;
    if (stage.at !== "result") return;
    const file = this.#file;
    await this.#check();
    if (this.#file === file) await this.start();
    // Those that a list of genes brings along may have been taken back.
    const { stage: now } = this.#state;
    if (now.at === "result" && now.narrowing !== stage.narrowing)
      await this.narrow(stage.narrowing);
  }

  /** Asks about fewer entries or other ones, without reading the file again; why that cannot be, if it cannot. */
  narrow(narrowing: Narrowing): Promise<Failure | undefined> {
    return this.#ask(narrowing, this.#state.opened);
  }

  /** The genes of a list of one's own: symbols, a table, or JSON of PanelApp. */
  async readGenes(source: File): Promise<GeneList | Failure> {
    const job = this.#newJob(() => {});
    try {
      return await job.call("geneList", { source });
    } catch (error) {
      return ofThrown(error);
    } finally {
      job.close();
    }
  }

  /** What is asked about and what the page says of it change together. */
  async #ask(narrowing: Narrowing, opened: boolean): Promise<Failure | undefined> {
    const { stage } = this.#state;
    if (stage.at !== "result") return undefined;
    const { subject } = stage;
    const filter = filterOf(subject.part, narrowing, this.#heldBack(subject, narrowing, opened));
    try {
      const summary = await this.ask("narrow", { filter });
      const { stage: now } = this.#state;
      if (summary && now.at === "result" && now.subject === subject)
        this.#set({ stage: { ...now, summary, narrowing }, opened });
      return undefined;
    } catch (error) {
      return ofThrown(error);
    }
  }

  /**
   * Symbols of genes whose entries are held back: of a ClinVar list, where no disease was chosen that it is
   * asked about, until their question is answered.
   */
  #heldBack(
    { choice, part }: Subject,
    narrowing = NOT_NARROWED,
    opened = this.#state.opened,
  ): string[] {
    const { resources } = this.#state;
    const chosen = part !== undefined || narrowing.disease !== undefined;
    return opened || chosen || !isClinVar(choice) ? [] : [...(resources?.actionable.keys() ?? [])];
  }

  /** What to say where what is held back is all that there is; otherwise the failure itself. */
  #closed(subject: Subject, failure: Failure, { genes } = NOT_NARROWED): JobError {
    const held = new Set(this.#heldBack(subject, NOT_NARROWED));
    const all =
      held.size > 0 && (genes.length === 0 || genes.some((gene) => held.has(gene.toUpperCase())));
    return new JobError(all && failure.code === "filter_empty" ? bare("all_held_back") : failure);
  }

  /** Shows the genes that are held back, or hides them again: with them their entries come and go. */
  async openActionable(opened: boolean): Promise<void> {
    const { stage } = this.#state;
    if (stage.at === "error") {
      this.#set({ opened });
      await this.#check();
      return this.start();
    }
    if (stage.at !== "result") return;
    // Without them a narrowing may leave nothing, and nothing may be all that is left.
    const failed =
      (await this.#ask(stage.narrowing, opened)) && (await this.#ask(NOT_NARROWED, opened));
    if (failed) this.#set({ opened });
    if (failed) return this.#fail(this.#closed(stage.subject, failed), "screen");
    this.say((say) => say(opened ? "sf.opened" : "sf.closed"), true);
  }

  /**
   * Asks the worker that holds the result. Undefined where the job is over; rejects with a
   * {@link JobError} where only this question failed.
   */
  async ask<K extends Call>(
    call: K,
    takes: Calls[K]["takes"],
  ): Promise<Calls[K]["gives"] | undefined> {
    try {
      return await this.#job?.call(call, takes);
    } catch (error) {
      if (!(error instanceof JobError) || isStop(error.failure)) {
        this.#fail(error, "result");
      } else if (error.failure.code !== CLOSED) throw error;
      return undefined;
    }
  }

  // Ends

  /** Removes the file, its result, the lists that were added, and every worker. */
  wipe(): void {
    const { choices, chosen } = this.#state;
    const left = choices.filter(({ group, kept }) => group === "other" || kept);
    const had = this.holds;
    this.#builder?.close();
    this.#reader?.close();
    this.#stopCounting();
    this.#toStart();
    this.#set({
      choices: left,
      chosen: left.find(({ id }) => id === chosen)?.id,
      disease: undefined,
      building: undefined,
      preview: undefined,
      genes: undefined,
      typed: NOTHING_TYPED,
      listFailure: undefined,
    });
    if (had) this.say((say) => say("wipe.done"), true);
  }

  another(): void {
    this.#toStart();
  }

  #toStart(): void {
    this.#job?.close();
    this.#job = undefined;
    this.#file = undefined;
    // Without its own parts the page has no first screen to go back to.
    this.#set(this.#state.resources ? { ...EMPTY, said: undefined } : { said: undefined });
  }

  #fail(thrown: unknown, during: During): void {
    const failure = ofThrown(thrown);
    if (failure.code === CLOSED) return;
    this.#job?.close();
    this.#job = undefined;
    this.#set({ stage: { at: "error", failure, during }, progress: undefined });
    this.say((say) => say.error(failure.code, failure.detail)[0], true);
  }

  #newJob(onProgress: (progress: JobProgress) => void): Job {
    const { resources } = this.#state;
    if (!resources) throw new Error("the page is not ready");
    const job: Job = new Job(resources.modules, {
      onProgress,
      counter: () => this.#counts.of({}),
      // A lost builder has a call that waits, so this is the job of the file or of its result.
      onLost: (error) => {
        const { at } = this.#state.stage;
        if (job === this.#job) this.#fail(error, at === "result" ? "result" : "check");
      },
    });
    return job;
  }

  /** From here on nothing is loaded any more. */
  #seal(): void {
    if (isSealed()) return;
    this.#demoLoad.abort();
    this.#counts.watchPage();
    seal();
  }
}

const ofThrown = (thrown: unknown) =>
  thrown instanceof JobError ? thrown.failure : failureOf(thrown);

/** Whether a list says other than its source, says it after columns were guessed at, or names no build. */
function isDoubtful({ panels: [panel] }: Choice): boolean {
  const { mapping = [], skipped = {}, build } = panel?.info ?? {};
  return mapping.length > 0 || Object.keys(skipped).length > 0 || build === null;
}

/** A failure that is the contig map's. */
function ofMap(thrown: unknown): Failure | undefined {
  const failure = thrown instanceof JobError ? thrown.failure : undefined;
  return failure?.code.startsWith("contig_map_") ? failure : undefined;
}

function supported(): boolean {
  return (
    typeof WebAssembly === "object" &&
    typeof Worker === "function" &&
    typeof ReadableStream === "function" &&
    typeof HTMLDialogElement === "function"
  );
}
