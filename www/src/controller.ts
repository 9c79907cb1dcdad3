/** Every change of the page's state, and the only place that has workers. */
import type { Build, Language } from "genosieve";

import { CLOSED, Job, JobError } from "./job/client.js";
import { bare, failureOf } from "./job/failure.js";
import type { Call, Calls, JobProgress } from "./job/protocol.js";
import { watchRequests } from "./job/watch.js";
import { SENTINELS, type Checked, type Choice, type During, type State } from "./model.js";
import { loadDemo, loadResources } from "./resources.js";
import { isSealed, seal } from "./seal.js";
import type { Say } from "./text/index.js";

/** Milliseconds below which a screen of its own for the work would only flash. */
const FLASH = 400;
/** Milliseconds between two words about the progress. */
const QUIET = 10_000;
/** With more samples than this, the first one alone is chosen to begin with. */
const FAMILY = 16;

export class Controller {
  #state: State;
  readonly #changed: (state: State) => void;
  #job: Job | undefined;
  #builder: Job | undefined;
  readonly #demoLoad = new AbortController();
  /** Counts of the page and of its workers, by worker. */
  readonly #requests = new Map<object, { made: number; stopped: number }>();
  #built = 0;

  constructor(language: Language, changed: (state: State) => void) {
    this.#changed = changed;
    this.#state = {
      language,
      resources: undefined,
      demo: "loading",
      choices: [],
      chosen: undefined,
      building: undefined,
      build: undefined,
      overriding: false,
      samples: undefined,
      stage: { at: "start" },
      progress: undefined,
      requests: { made: 0, stopped: 0 },
      said: undefined,
    };
    addEventListener("pagehide", () => this.wipe());
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.wipe();
    });
  }

  get state(): State {
    return this.#state;
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }

  /** Lets a live region say something. */
  say(text: (say: Say) => string, assertive = false): void {
    this.#set({ said: { text, assertive } });
  }

  /** Loads what the page needs, then the sample file. */
  async boot(): Promise<void> {
    if (!supported()) return this.#fail(new JobError(bare("browser")), "boot");
    try {
      const resources = await loadResources();
      const sentinels: Choice = { id: SENTINELS, name: undefined, panels: resources.sentinels };
      this.#set({ resources, choices: [sentinels] });
    } catch {
      return this.#fail(new JobError(bare("boot")), "boot");
    }
    try {
      this.#set({ demo: await loadDemo(this.#demoLoad.signal) });
    } catch {
      this.#set({ demo: "gone" });
    }
  }

  #count(source: object, made: number, stopped: number): void {
    this.#requests.set(source, { made, stopped });
    const all = [...this.#requests.values()];
    this.#set({
      requests: {
        made: all.reduce((sum, counts) => sum + counts.made, 0),
        stopped: all.reduce((sum, counts) => sum + counts.stopped, 0),
      },
    });
  }

  setLanguage(language: Language): void {
    this.#set({ language, said: undefined });
  }

  // Lists

  choose(id: string): void {
    this.#set({ chosen: id });
    const { stage } = this.#state;
    if (stage.at === "checked") void this.#check(stage.checked.file);
  }

  /** Builds a list from a file of one's own, and chooses it. */
  async addList(source: File): Promise<void> {
    this.#seal();
    this.#builder?.close();
    const job = (this.#builder = this.#newJob((progress) =>
      this.#set({ building: { name: source.name, progress } }),
    ));
    this.#set({ building: { name: source.name, progress: undefined } });
    try {
      const panel = await job.call("compile", { source });
      const id = `own-${++this.#built}`;
      const choices = [...this.#state.choices, { id, name: panel.info.name, panels: [panel] }];
      this.#set({ choices, building: undefined });
      this.say((say) => say("panel.own.ready", { name: panel.info.name, n: panel.info.alleles }));
      this.choose(id);
    } catch (error) {
      this.#fail(error, "panel");
    } finally {
      job.close();
      if (this.#builder === job) this.#builder = undefined;
    }
  }

  stopBuilding(): void {
    this.#builder?.close();
    this.#set({ building: undefined });
    this.say((say) => say("run.cancelled"), true);
  }

  removeList(id: string): void {
    const { choices, chosen } = this.#state;
    this.#set({
      choices: choices.filter((choice) => choice.id !== id),
      chosen: chosen === id ? undefined : chosen,
    });
  }

  // A file

  async openFiles(files: readonly File[]): Promise<void> {
    const [file, ...more] = files;
    if (!file || !this.#state.resources) return;
    this.#set({ build: undefined, overriding: false, samples: undefined });
    if (more.length > 0) this.say((say) => say("drop.several"));
    await this.#check(file);
  }

  /** The sample file against the built-in list, at once. */
  async tryDemo(): Promise<void> {
    const { demo } = this.#state;
    if (!(demo instanceof File)) return;
    this.#set({ build: undefined, overriding: false, samples: undefined, chosen: SENTINELS });
    await this.#check(demo);
    if (this.#state.stage.at === "checked") await this.start();
  }

  setBuild(build: Build | undefined): void {
    this.#set({ build });
    const { stage } = this.#state;
    if (stage.at === "checked") void this.#check(stage.checked.file);
  }

  setSamples(samples: string[] | undefined): void {
    this.#set({ samples });
  }

  /** Back to the check of the file at hand, to try again or to choose another list. */
  checkAgain(otherList = false): void {
    const file = this.#lastFile;
    if (otherList) this.#set({ chosen: undefined });
    if (file) void this.#check(file);
    else this.#toStart();
  }

  /** Back to the check, where the person sets the build before the list is looked at again. */
  overrideBuild(): void {
    this.#set({ overriding: true });
    this.checkAgain();
  }

  #lastFile: File | undefined;

  async #check(file: File): Promise<void> {
    this.#seal();
    this.#job?.close();
    const job = (this.#job = this.#newJob(() => {}));
    this.#lastFile = file;
    const { stage, build } = this.#state;
    // Looking again, for another list, should not flash.
    if (stage.at !== "checked") this.#set({ stage: { at: "checking", file } });
    try {
      const { inspection, panel } = await job.call("check", {
        file,
        panels: this.#panels(),
        build,
      });
      const { samples } = inspection;
      if (this.#state.samples === undefined && samples.length > FAMILY) {
        this.#set({ samples: samples.slice(0, 1) });
      }
      const checked = { file, inspection, panel };
      this.#set({ stage: { at: "checked", checked, starting: false } });
    } catch (error) {
      this.#fail(error, "check");
    }
  }

  #panels() {
    const { choices, chosen, overriding, build } = this.#state;
    if (overriding && build === undefined) return [];
    return choices.find(({ id }) => id === chosen)?.panels ?? [];
  }

  // The comparison

  async start(): Promise<void> {
    const { stage, samples, build } = this.#state;
    if (stage.at !== "checked" || stage.starting) return;
    const { checked } = stage;
    const panel = this.#panels()[checked.panel ?? -1];
    if (!panel) return;
    this.#job?.close();
    const job = (this.#job = this.#newJob((progress) => this.#progress(progress)));
    const since = performance.now();
    this.#set({ stage: { ...stage, starting: true }, progress: undefined });
    const show = setTimeout(() => this.#set({ stage: { at: "running", checked, since } }), FLASH);
    try {
      const summary = await job.call("screen", { file: checked.file, panel, samples, build });
      clearTimeout(show);
      const seconds = (performance.now() - since) / 1000;
      this.#set({ stage: { at: "result", checked, summary, seconds }, progress: undefined });
      this.#sayDone();
    } catch (error) {
      clearTimeout(show);
      this.#fail(error, "screen");
    }
  }

  #spoken = 0;

  #progress(progress: JobProgress): void {
    this.#set({ progress });
    const now = performance.now();
    if (this.#state.stage.at !== "running" || now - this.#spoken < QUIET) return;
    this.#spoken = now;
    const p = Math.floor((100 * progress.bytesRead) / Math.max(1, progress.bytesTotal ?? 0));
    this.say((say) => say("run.announce", { p }));
  }

  #sayDone(): void {
    const { stage } = this.#state;
    const counts = stage.at === "result" ? stage.summary.summary[0] : undefined;
    if (!counts) return;
    const { carried: c, indeterminate: i, notAssessed: m, notCarried: a } = counts;
    this.say((say) => say("run.done", { c, i, m, a }));
  }

  /** Ends the comparison at once, and goes back to the checked file. */
  cancel(): void {
    const { stage } = this.#state;
    const checked: Checked | undefined = "checked" in stage ? stage.checked : undefined;
    if (!checked || stage.at === "result") return;
    this.#job?.close();
    this.#job = undefined;
    this.#set({ stage: { at: "checked", checked, starting: false }, progress: undefined });
    this.say((say) => say("run.cancelled"), true);
  }

  /** Asks the worker that holds the result. Undefined where the job is over. */
  async ask<K extends Call>(
    call: K,
    takes: Calls[K]["takes"],
  ): Promise<Calls[K]["gives"] | undefined> {
    try {
      return await this.#job?.call(call, takes);
    } catch (error) {
      const fatal = !(error instanceof JobError) || ["trap", "memory"].includes(error.failure.code);
      if (!fatal) throw error;
      this.#fail(error, "result");
      return undefined;
    }
  }

  // Ends

  /** Removes file, result and workers. Lists stay: they are public data. */
  wipe(): void {
    const had = this.#lastFile !== undefined;
    this.#toStart();
    if (had) this.say((say) => say("wipe.done"), true);
  }

  another(): void {
    this.#toStart();
  }

  #toStart(): void {
    this.#job?.close();
    this.#job = undefined;
    this.#lastFile = undefined;
    this.#set({
      stage: this.#state.resources ? { at: "start" } : this.#state.stage,
      progress: undefined,
      build: undefined,
      overriding: false,
      samples: undefined,
      said: undefined,
    });
  }

  #fail(thrown: unknown, during: During): void {
    const failure = thrown instanceof JobError ? thrown.failure : failureOf(thrown);
    if (failure.code === CLOSED) return;
    if (during !== "panel") {
      this.#job?.close();
      this.#job = undefined;
    }
    this.#set({
      stage: { at: "error", failure, during },
      building: undefined,
      progress: undefined,
    });
    this.say((say) => say.error(failure.code, failure.detail)[0], true);
  }

  #newJob(onProgress: (progress: JobProgress) => void): Job {
    const { resources } = this.#state;
    if (!resources) throw new Error("the page is not ready");
    const source = {};
    return new Job(resources.module, {
      onProgress,
      onRequests: (made, stopped) => this.#count(source, made, stopped),
      onLost: (error) => this.#fail(error, "result"),
    });
  }

  /** From here on nothing is loaded any more. */
  #seal(): void {
    if (isSealed()) return;
    this.#demoLoad.abort();
    watchRequests((made, stopped) => this.#count(this, made, stopped));
    seal();
  }
}

function supported(): boolean {
  return (
    typeof WebAssembly === "object" &&
    typeof Worker === "function" &&
    typeof ReadableStream === "function" &&
    typeof HTMLDialogElement === "function"
  );
}
