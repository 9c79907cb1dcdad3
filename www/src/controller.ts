/** Every change of the page's state that is about a file and its result, and the only place that has workers. */
import type { Build, Language } from "genosieve";

import { later } from "./arrivals.js";
import { isClinVar } from "./annotation.js";
import { EMPTY, firstState, UNSAID } from "./first-state.js";
import { tell, type Given } from "./given.js";
import { closedBy, heldBack } from "./held-back.js";
import type { Job } from "./job/client.js";
import { CLOSED, JobError, ofThrown } from "./job/error.js";
import { bare, isStop } from "./job/failure.js";
import type { Call, Calls, Failure, JobProgress, PackedPanel } from "./job/protocol.js";
import { FamilyController } from "./family-controller.js";
import { LARGEST_MAP, SENTINELS, type Checked, type During, type Subject } from "./model.js";
import type { LaterModule } from "./modules.js";
import { filterOf, NOT_NARROWED, ofGenes, type Narrowing } from "./narrowing.js";
import { Pace } from "./pace.js";
import { assigned, filesOf } from "./roles.js";
import { RequestCounts } from "./requests.js";
import { loadSecond, type Screens } from "./second.js";
import type { Settings } from "./settings.js";
import { supported } from "./supported.js";
import { arrived } from "./together.js";

/** Milliseconds below which a screen of its own for the work would only flash. */
const FLASH = 400;
/** With more samples than this, the first one alone is chosen to begin with. */
export const FAMILY = 16;

export class Controller extends FamilyController {
  readonly #counts = new RequestCounts((requests) => this.set({ requests }));
  readonly #given: Given;
  readonly #second: Promise<Screens>;
  readonly #comparing = later<WebAssembly.Module | undefined>();
  readonly #pace = new Pace();
  #opened = false;
  #job: Job | undefined;

  constructor(given: Given, changed: () => void) {
    super(firstState(given.language), changed);
    this.#given = given;
    this.#second = loadSecond(given);
    // What was opened before it came is shown now. That it failed is told where all is waited for.
    void this.#second.then(
      () => this.set({}),
      () => {},
    );
    void given.updated.then(() => this.set({ updated: true }));
    addEventListener("pagehide", () => this.wipe());
  }

  /** What the shell is and what it loaded. */
  get shell(): Pick<Given, "policy" | "loaded" | "library" | "embedding"> {
    return this.#given;
  }

  protected override get comparing(): Promise<WebAssembly.Module | undefined> {
    return this.#comparing.promise;
  }

  /** Whether something was given that leaving the page would lose. */
  get holds(): boolean {
    return this.holdsLists || this.atHand !== undefined;
  }

  /** Waits for what the page needs, then for the sample file. */
  async boot(): Promise<void> {
    if (!supported()) return this.#fail(new JobError(bare("browser")), "boot");
    try {
      const { builtInLists, keptLists, loadResources, openGiven } = await this.#second;
      const [resources, kept, panels] = await Promise.all([
        loadResources(this.#given),
        this.#given.kept,
        this.#given.panels,
      ]);
      const given = await openGiven(panels, resources.modules, () => this.#counts.of({}));
      const choices = [...given, ...builtInLists(resources), ...keptLists(kept)];
      this.set({ resources, choices });
      if (given[0]) this.set({ tab: given[0].group, chosen: given[0].id });
      tell("able");
    } catch (error) {
      return this.#fail(error instanceof JobError ? error : new JobError(bare("boot")), "boot");
    }
    // Without it lists of genes are typed in.
    void this.#loadLater("describer");
    // Without it a result is saved as JSON alone.
    void this.#loadLater("exporter");
    // Without it each sample is looked at alone.
    void this.#loadLater("family").then((module) => this.#comparing.resolve(module));
    try {
      const { demoOf } = await this.#second;
      this.set({ demo: await demoOf(this.#given) });
    } catch {
      this.set({ demo: "gone" });
    }
  }

  /** What a first file does not wait for. */
  async #loadLater(name: LaterModule): Promise<WebAssembly.Module | undefined> {
    const { loadModule } = await this.#second;
    const module = await loadModule((name) => this.#given.file(name), name).catch(() => undefined);
    const { resources } = this.state;
    if (!resources || !module) return undefined;
    this.set({ resources: { ...resources, modules: { ...resources.modules, [name]: module } } });
    return module;
  }

  setLanguage(language: Language): void {
    this.set({ language, said: undefined });
  }

  change(settings: Partial<Settings>): void {
    this.set({ settings: { ...this.state.settings, ...settings } });
  }

  /** Takes the file that is no genome as a list. */
  useAsList(): void {
    const [first] = this.atHand?.genomes ?? [];
    if (first) this.useAsListOf(first.file);
  }

  // A file

  /** Takes the genomes with their indexes, and a pedigree; the rest is counted. */
  async openFiles(files: readonly File[]): Promise<void> {
    if (files.length === 0 || !this.state.resources) return;
    this.set(UNSAID);
    this.atHand = { ...arrived(files), known: false };
    await this.#check();
  }

  /** The sample file against the built-in list, at once. */
  async tryDemo(): Promise<void> {
    const { demo } = this.state;
    if (!(demo instanceof File)) return;
    this.stopCounting();
    this.set({ tab: "other", chosen: SENTINELS, disease: undefined });
    await this.openFiles([demo]);
    await this.start();
  }

  setBuild(build: Build | undefined): void {
    this.set({ build });
    this.lookAgain();
  }

  /** Takes what the person says of the file's contig names, or takes it back. */
  setContigMap(text: string | undefined): void {
    this.set({ contigMap: text === undefined ? undefined : { text, failure: undefined } });
    this.lookAgain();
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
    const text = this.state.contigMap?.text ?? "";
    this.set({ contigMap: { text, failure }, progress: undefined });
    this.say((say) => say.error(failure.code, failure.detail)[0], true);
    void this.#check();
  }

  setSamples(samples: string[]): void {
    this.set({ samples });
  }

  /** Back to the check of the file at hand, to try again or to choose another list. */
  checkAgain(otherList = false): void {
    if (otherList) {
      this.stopCounting();
      this.set({ chosen: undefined, disease: undefined, overriding: false });
    }
    if (this.atHand) void this.#check();
    else this.toStart();
  }

  /** Back to the check, where the person sets the build before the list is looked at again. */
  overrideBuild(): void {
    this.set({ overriding: true });
    this.checkAgain();
  }

  /** What is on the screen of the check is looked at anew; until then nothing can start. */
  protected override lookAgain(): void {
    const { stage } = this.state;
    if (stage.at === "checked" || stage.at === "checking") void this.#check();
  }

  async #check(): Promise<void> {
    const { atHand: at } = this;
    const first = at?.genomes[0];
    if (!at || !first) return;
    this.seal();
    this.#job?.close();
    const job = (this.#job = this.newJob((progress) => this.#progress(progress)));
    const { stage, build, chosen, choices, overriding } = this.state;
    const contigMap = this.#mapInForce();
    const choice = choices.find(({ id }) => id === chosen);
    const waits = overriding && build === undefined;
    if (stage.at === "checked" && at.known) this.set({ stage: { ...stage, busy: true } });
    else this.set({ stage: { at: "checking" } });
    try {
      const panels = waits ? [] : (choice?.panels ?? []);
      const given = panels.map(({ info, bytes }) => ({ build: info.build, bytes }));
      const { inspection, panel } = await job.call("check", {
        file: first.file,
        panels: given,
        build,
        contigMap,
      });
      const { samples } = inspection;
      if (!at.known) this.set({ samples: samples.length > FAMILY ? samples.slice(0, 1) : samples });
      at.known = true;
      await this.findTogether(job, inspection);
      const checked = {
        ...first,
        // Without what compares the others are not read.
        others: at.others + (this.state.together ? 0 : at.genomes.length - 1),
        inspection,
        choice,
        panel: panels[panel ?? -1],
      };
      this.set({ stage: { at: "checked", checked, busy: false } });
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
    const { contigMap } = this.state;
    return contigMap?.failure ? undefined : contigMap?.text;
  }

  // The comparison

  async start(): Promise<void> {
    const { stage, together } = this.state;
    if (stage.at !== "checked" || stage.busy) return;
    const { checked } = stage;
    const { file, choice, panel } = checked;
    if (!choice || !panel) return;
    const compared = together?.on ? filesOf(together) : [];
    const more = compared.map((one) => one.file).filter((one) => one !== file);
    const subject: Subject = { file, more, choice, panel, part: this.part() };
    // Memory for what is compared now.
    this.stopCounting();
    const ready = this.#job;
    const job = (this.#job ??= this.newJob((progress) => this.#progress(progress)));
    const since = performance.now();
    this.set({ stage: { ...stage, busy: true }, progress: undefined });
    const show = setTimeout(() => this.set({ stage: { at: "running", checked, subject } }), FLASH);
    try {
      const answer = await this.#answer(job, checked, subject, ready ? undefined : panel.bytes);
      const seconds = (performance.now() - since) / 1000;
      this.set({ stage: { ...answer, subject, seconds }, progress: undefined });
    } catch (error) {
      const failure = ofMap(error);
      if (failure) this.#mapFails(failure);
      else
        this.#fail(
          closedBy(heldBack(this.state, subject), ofThrown(error), this.#fromStart(subject)),
          "screen",
        );
    } finally {
      clearTimeout(show);
    }
  }

  /** Screens the file, or compares the samples of several people. */
  async #answer(
    job: Job,
    checked: Checked,
    subject: Subject,
    panel: PackedPanel["bytes"] | undefined,
  ) {
    const { samples, together, build, resources } = this.state;
    const { policy, workers } = this.state.settings;
    const genes = heldBack(this.state, subject);
    const narrowing = this.#fromStart(subject);
    const contigMap = this.#mapInForce();
    const how = { panel, build, contigMap, policy, workers };
    if (together?.on) {
      const { overview, held } = await job.call("compare", {
        ...how,
        family: resources?.modules.family,
        files: filesOf(together),
        roles: assigned(together.individuals),
        filter: filterOf(subject.part, narrowing, genes),
      });
      return { at: "family", overview, held } as const;
    }
    const { file, index, inspection } = checked;
    const whole = await job.call("screen", {
      ...how,
      file,
      index,
      filter: filterOf(subject.part, NOT_NARROWED, genes),
      samples: samples.length === inspection.samples.length ? undefined : samples,
    });
    const narrowed = { filter: filterOf(subject.part, narrowing, genes) };
    const summary = narrowing === NOT_NARROWED ? whole : await job.call("narrow", narrowed);
    const left = whole.filter?.entries ?? whole.panel.alleles;
    const held = genes.length > 0 ? whole.panel.alleles - left : 0;
    return { at: "result", summary, narrowing, held } as const;
  }

  /** What a result is narrowed to before the person does: to the genes that were given, if any. */
  #fromStart({ choice }: Subject): Narrowing {
    const { genes } = this.state;
    return genes && isClinVar(choice) ? ofGenes(genes.list) : NOT_NARROWED;
  }

  #progress(progress: JobProgress): void {
    if (!this.#pace.draws(progress)) return;
    this.set({ progress });
    if (this.state.stage.at !== "running" || !this.#pace.tells()) return;
    const p = Math.floor((100 * progress.bytesRead) / Math.max(1, progress.bytesTotal ?? 0));
    this.say((say) => say("run.announce", { p }));
  }

  /** Ends the comparison at once, and goes back to the checked file. */
  cancel(): void {
    const { stage } = this.state;
    if (stage.at !== "running") return;
    this.#job?.close();
    this.#job = undefined;
    const { checked } = stage;
    this.set({ stage: { at: "checked", checked, busy: false }, progress: undefined });
    // Another list may have been chosen meanwhile, or this one removed.
    if (checked.choice?.id !== this.state.chosen) this.lookAgain();
    void this.count();
    this.say((say) => say("run.cancelled"), true);
  }

  /** The same comparison by the settings of now, with the conditions that are in force. */
  async compareAgain(): Promise<void> {
    const { stage } = this.state;
    if (stage.at !== "result" && stage.at !== "family") return;
    const { atHand } = this;
    await this.#check();
    if (this.atHand === atHand) await this.start();
    if (stage.at === "family") return;
    // Those that a list of genes brings along may have been taken back.
    const { stage: now } = this.state;
    if (now.at === "result" && now.narrowing !== stage.narrowing)
      await this.narrow(stage.narrowing);
  }

  /** Asks about fewer entries or other ones, without reading the file again; why that cannot be, if it cannot. */
  narrow(narrowing: Narrowing): Promise<Failure | undefined> {
    return this.#ask(narrowing, this.state.opened);
  }

  /** What is asked about and what the page says of it change together. */
  async #ask(narrowing: Narrowing, opened: boolean): Promise<Failure | undefined> {
    const { stage } = this.state;
    if (stage.at !== "result") return undefined;
    const { subject } = stage;
    const held = heldBack({ ...this.state, opened }, subject, narrowing);
    const filter = filterOf(subject.part, narrowing, held);
    try {
      const summary = await this.ask("narrow", { filter });
      const { stage: now } = this.state;
      if (summary && now.at === "result" && now.subject === subject)
        this.set({ stage: { ...now, summary, narrowing }, opened });
      return undefined;
    } catch (error) {
      return ofThrown(error);
    }
  }

  /** Shows the genes that are held back, or hides them again: with them their entries come and go. */
  async openActionable(opened: boolean): Promise<void> {
    const { stage } = this.state;
    if (stage.at === "error" || stage.at === "family") {
      this.set({ opened });
      await this.#check();
      return this.start();
    }
    if (stage.at !== "result") return;
    // Without them a narrowing may leave nothing, and nothing may be all that is left.
    const failed =
      (await this.#ask(stage.narrowing, opened)) && (await this.#ask(NOT_NARROWED, opened));
    if (failed) this.set({ opened });
    if (failed) return this.#fail(closedBy(heldBack(this.state, stage.subject), failed), "screen");
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

  /** Shows what a part of the result failed with, in the place of all of it. */
  fails(error: unknown): void {
    this.#fail(error, "result");
  }

  // Ends

  /** Removes the file, its result, the lists that were added, and every worker. */
  wipe(): void {
    const had = this.holds;
    this.toStart();
    this.wipeLists();
    if (had) this.say((say) => say("wipe.done"), true);
  }

  another(): void {
    this.toStart();
  }

  protected override toStart(): void {
    this.#job?.close();
    this.#job = undefined;
    this.atHand = undefined;
    // Without its own parts the page has no first screen to go back to.
    this.set(this.state.resources ? { ...EMPTY, said: undefined } : { said: undefined });
  }

  #fail(thrown: unknown, during: During): void {
    const failure = ofThrown(thrown);
    if (failure.code === CLOSED) return;
    this.#job?.close();
    this.#job = undefined;
    this.set({ stage: { at: "error", failure, during }, progress: undefined });
    this.say((say) => say.error(failure.code, failure.detail)[0], true);
  }

  protected override newJob(onProgress: (progress: JobProgress) => void): Job {
    const { resources } = this.state;
    if (!resources) throw new Error("the page is not ready");
    const job: Job = new resources.Job(resources.modules, {
      onProgress,
      counter: () => this.#counts.of({}),
      // A lost builder has a call that waits, so this is the job of the file or of its result.
      onLost: (error) => {
        const { at } = this.state.stage;
        if (job === this.#job)
          this.#fail(error, at === "result" || at === "family" ? "result" : "check");
      },
    });
    return job;
  }

  /** From here on not even the shell can load anything. */
  protected override seal(): void {
    if (this.#opened) return;
    this.#opened = true;
    this.#counts.watchPage();
    const count = this.#counts.of(this.#given);
    this.#given.onRequests = ({ made, stopped }) => count(made, stopped);
    tell("opened");
  }
}

/** A failure that is the contig map's. */
function ofMap(thrown: unknown): Failure | undefined {
  const failure = thrown instanceof JobError ? thrown.failure : undefined;
  return failure?.code.startsWith("contig_map_") ? failure : undefined;
}
