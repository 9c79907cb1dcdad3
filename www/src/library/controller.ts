/** Every change of the library's state. */
import type { Language, PanelDifference, ReadProgress } from "genosieve";

import { saveBlob } from "../copy.js";
import { CLOSED, JobError } from "../job/error.js";
import { bare, failureOf } from "../job/failure.js";
import type { Failure, Modules } from "../job/protocol.js";
import { loadModule, loadModules } from "../modules.js";
import { panelFileName, releaseOf } from "../panel-file.js";
import { seal } from "../seal.js";
import { fetched } from "../../../js/element/fetched.js";
import { MODULES } from "../shell/module-files.js";
import type { ModuleName } from "../../../js/element/words.js";
import { Errand } from "./errand.js";
import { listKept, type Kept } from "./kept.js";
import { remove, sweep } from "./store.js";
import { outcomeFor, type SavedOutcome } from "./saved.js";
import type { LibrarySay } from "./text.js";
import type { Task } from "./protocol.js";

/** Indexes that lie beside a list. */
const INDEX = /\.(tbi|csi)$/i;

export interface Storage {
  usage: number;
  quota: number;
  /** Whether the browser promised not to remove it by itself; `refused` once it was asked. */
  persistence: "promised" | "none" | "refused";
}

export interface Adding {
  name: string;
  progress: ReadProgress | undefined;
  /** Whether it is built and being written. */
  keeping: boolean;
}

/** What changed to a kept list from the release before it. */
export interface Changes {
  to: Kept;
  from: Kept;
  /** Undefined while they are compared. */
  found: PanelDifference | Failure | undefined;
  /** What it means for a result that was saved. */
  saved: SavedOutcome | undefined;
}

export interface LibraryState {
  language: Language;
  /** Undefined while the page still loads. */
  modules: Modules | undefined;
  wasmSha: string | undefined;
  /** Undefined until they were looked for. */
  kept: Kept[] | undefined;
  /** Why this page can keep nothing, or cannot work. */
  trouble: Failure | undefined;
  adding: Adding | undefined;
  /** Why a file was not added. */
  refused: { file: File; failure: Failure } | undefined;
  changes: Changes | undefined;
  /** The one whose removal is in question. */
  removing: Kept | undefined;
  /** How many unfinished ones were found and removed. */
  swept: number;
  storage: Storage | undefined;
  said: { text: (say: LibrarySay) => string; assertive: boolean } | undefined;
}

export class LibraryController {
  #state: LibraryState;
  readonly #changed: () => void;
  #import: Errand<Extract<Task, { kind: "import" }>> | undefined;
  #comparing: Errand<Extract<Task, { kind: "compare" }>> | undefined;
  #stopped = false;

  constructor(language: Language, changed: () => void) {
    this.#changed = changed;
    this.#state = {
      language,
      modules: undefined,
      wasmSha: undefined,
      kept: undefined,
      trouble: undefined,
      adding: undefined,
      refused: undefined,
      changes: undefined,
      removing: undefined,
      swept: 0,
      storage: undefined,
      said: undefined,
    };
    // Another tab may have changed it meanwhile.
    const lookAgain = () => {
      if (!document.hidden && this.#state.kept && !this.#state.trouble) void this.#look();
    };
    addEventListener("visibilitychange", lookAgain);
    addEventListener("pageshow", ({ persisted }) => persisted && lookAgain());
  }

  get state(): LibraryState {
    return this.#state;
  }

  #set(change: Partial<LibraryState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  #say(text: (say: LibrarySay) => string, assertive = false): void {
    this.#set({ said: { text, assertive } });
  }

  setLanguage(language: Language): void {
    this.#set({ language, said: undefined });
  }

  async boot(): Promise<void> {
    try {
      this.#set({ swept: await sweep() });
      await this.#look();
    } catch {
      return this.#set({ kept: [], trouble: bare("no_library") });
    }
    try {
      const read = (name: ModuleName) => fetched(MODULES[name]);
      const [loaded, describer] = await Promise.all([
        loadModules(read),
        loadModule(read, "describer"),
      ]);
      this.#set({ ...loaded, modules: { ...loaded.modules, describer } });
    } catch (error) {
      this.#set({ trouble: error instanceof JobError ? error.failure : bare("boot") });
    }
  }

  async #look(): Promise<void> {
    this.#set({ kept: await listKept() });
    const [{ usage = 0, quota = 0 }, promised] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    const before = this.#state.storage?.persistence ?? "none";
    const persistence = promised ? "promised" : before;
    this.#set({ storage: { usage, quota, persistence } });
  }

  async persist(): Promise<void> {
    const promised = await navigator.storage.persist();
    const { storage } = this.#state;
    if (!storage) return;
    this.#set({ storage: { ...storage, persistence: promised ? "promised" : "refused" } });
    this.#say((say) => say(promised ? "library.storage.kept" : "library.storage.refused"));
  }

  // Adding

  /** Adds files one after the other, up to the first that cannot be added. */
  async add(files: readonly File[], certain = false): Promise<void> {
    const lists = files.filter(({ name }) => !INDEX.test(name));
    const { modules, trouble } = this.#state;
    if (this.#import || !modules || trouble) return;
    // From here on nothing is loaded any more: the file may be a genome.
    seal();
    this.#stopped = false;
    this.#set({ refused: undefined, swept: 0 });
    for (const file of lists) {
      if (this.#stopped || !(await this.#addOne(modules, file, certain))) return;
    }
  }

  async #addOne(modules: Modules, file: File, certain: boolean): Promise<boolean> {
    const adding: Adding = { name: file.name, progress: undefined, keeping: false };
    this.#set({ adding });
    const task = { kind: "import", source: file, certain } as const;
    const work = (this.#import = new Errand(modules, task, {
      onProgress: (progress) => this.#set({ adding: { ...adding, progress } }),
      onKeeping: () => this.#set({ adding: { ...adding, keeping: true } }),
    }));
    try {
      const { name, before } = await work.done;
      this.#say((say) => say(before ? "library.before" : "library.done", { name }));
      return true;
    } catch (error) {
      this.#refuse(file, error instanceof JobError ? error.failure : failureOf(error));
      return false;
    } finally {
      await this.#look();
      this.#import = undefined;
      this.#set({ adding: undefined });
    }
  }

  #refuse(file: File, failure: Failure): void {
    if (failure.code === CLOSED) return this.#say((say) => say("library.stopped"), true);
    this.#set({ refused: { file, failure } });
    this.#say((say) => say("library.failed", { name: file.name }), true);
  }

  /** The person says that what was refused for its samples is a list. */
  addRefused(): void {
    const { refused } = this.#state;
    if (refused) void this.add([refused.file], true);
  }

  /** Ends the adding at once; what it was writing is removed. */
  stop(): void {
    this.#stopped = true;
    this.#import?.close();
    void sweep().catch(() => {});
  }

  // What is kept

  save({ info, file }: Kept): void {
    const name = panelFileName(info);
    saveBlob(name, file);
    this.#say((say) => say("library.saved", { name }));
  }

  copied({ info }: Kept, done: boolean): void {
    const { name, sha256: sha } = info;
    this.#say((say) =>
      done ? say("library.copied", { name }) : say("library.copy.failed", { sha }),
    );
  }

  /** The latest earlier release of a list on the same build; both say when they are from. */
  before({ info, id }: Kept): Kept | undefined {
    const release = releaseOf(info);
    const earlier = (this.#state.kept ?? []).filter((other) => {
      const date = releaseOf(other.info);
      const same = other.info.build === info.build && other.info.build !== null;
      return other.id !== id && same && date && release && date < release;
    });
    const dateOf = ({ info }: Kept) => releaseOf(info) ?? "";
    return earlier.sort((a, b) => dateOf(b).localeCompare(dateOf(a)))[0];
  }

  async compare(to: Kept): Promise<void> {
    const { modules } = this.#state;
    const from = this.before(to);
    this.closeChanges();
    if (!modules || !from) return;
    this.#set({ changes: { to, from, found: undefined, saved: undefined } });
    const task = { kind: "compare", from: from.file, to: to.file } as const;
    const work = (this.#comparing = new Errand(modules, task));
    const found = await work.done.then(
      ({ difference }) => difference,
      (error: unknown) => (error instanceof JobError ? error.failure : failureOf(error)),
    );
    if (this.#comparing !== work) return;
    this.#comparing = undefined;
    this.#set({ changes: { to, from, found, saved: undefined } });
    if ("added" in found) {
      const [a, r] = [found.added.length, found.removed.length];
      this.#say((say) => say("changes.counts", { a, r, c: found.reclassified.length }));
    }
  }

  closeChanges(): void {
    this.#comparing?.close();
    this.#comparing = undefined;
    this.#set({ changes: undefined });
  }

  /** What changed of the entries that a saved result lists. */
  async checkSaved(file: File): Promise<void> {
    const { changes } = this.#state;
    if (!changes?.found || !("added" in changes.found)) return;
    const saved = await outcomeFor(file, changes.found);
    if (this.#state.changes === changes) this.#set({ changes: { ...changes, saved } });
  }

  saveChanges(): void {
    const { changes } = this.#state;
    if (!changes?.found || !("added" in changes.found)) return;
    const dates = [changes.from, changes.to].map(({ info }) => releaseOf(info)).join("_");
    const name = `changes_${dates}.json`;
    saveBlob(name, new Blob([JSON.stringify(changes.found)]));
    this.#say((say) => say("library.saved", { name }));
  }

  ask(removing: Kept | undefined): void {
    this.#set({ removing });
  }

  async remove(kept: Kept): Promise<void> {
    this.closeChanges();
    this.#set({ removing: undefined });
    await remove(kept);
    await this.#look();
    this.#say((say) => say("library.removed", { name: kept.info.name }));
  }
}
