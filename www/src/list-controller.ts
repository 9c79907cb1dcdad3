/** What is looked for: the lists, which one is chosen, and how those of one's own are built. It has no file. */
import type { Build, GeneList } from "genosieve";
import { diseaseFilter } from "genosieve/diseases";

import { isClinVar } from "./annotation.js";
import { saveBlob } from "./copy.js";
import { Counter } from "./counter.js";
import type { Job } from "./job/client.js";
import { CLOSED, ofThrown } from "./job/error.js";
import type { Failure, JobProgress, PackedPanel } from "./job/protocol.js";
import {
  NOTHING_TYPED,
  type Choice,
  type Part,
  type Previewed,
  type State,
  type Tab,
} from "./model.js";
import { panelFileName } from "./panel-file.js";
import type { Say } from "./text/index.js";
import { entriesOf, linesOf, listName, tableOf } from "./typed.js";

/** PanelApp's, which no list of alleles is. */
const GENES_AS_JSON = /\.json$/i;

export abstract class ListController {
  #state: State;
  readonly #changed: () => void;
  #builder: Job | undefined;
  #built = 0;
  /** It reads what was typed. */
  #reader: Job | undefined;

  constructor(state: State, changed: () => void) {
    this.#state = state;
    this.#changed = changed;
  }

  /** A worker for a question of its own. */
  protected abstract newJob(onProgress: (progress: JobProgress) => void): Job;

  /** From then on nothing is loaded any more. */
  protected abstract seal(): void;

  /** What is on the screen of the check is looked at anew. */
  protected abstract lookAgain(): void;

  /** Back to the first screen, without a file. */
  protected abstract toStart(): void;

  get state(): State {
    return this.#state;
  }

  protected set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  /** Lets a live region say something. */
  say(text: (say: Say) => string, assertive = false): void {
    this.set({ said: { text, assertive } });
  }

  /** Whether a list was given, or is being, that leaving the page would lose. */
  protected get holdsLists(): boolean {
    const { choices, preview, genes, typed } = this.state;
    const given = choices.some(({ group, kept }) => group === "own" && !kept);
    return given || [this.#builder, preview, genes, typed.read].some((one) => one !== undefined);
  }

  /** Removes the lists that were added, and every worker that builds one. */
  protected wipeLists(): void {
    const { choices, chosen } = this.state;
    const left = choices.filter(({ group, kept }) => group === "other" || kept);
    this.#builder?.close();
    this.#reader?.close();
    this.stopCounting();
    this.set({
      choices: left,
      chosen: left.find(({ id }) => id === chosen)?.id,
      disease: undefined,
      building: undefined,
      preview: undefined,
      genes: undefined,
      typed: NOTHING_TYPED,
      listFailure: undefined,
    });
  }

  /** The lists are to be seen, where what was chosen stands alone. */
  chooseAnother(): void {
    this.set({ choosing: true });
  }

  openTab(tab: Tab): void {
    this.set({ tab });
  }

  /** All of a list. */
  choose(id: string): void {
    this.#choose(id, undefined);
  }

  /** The part of a ClinVar list about a disease: of the chosen one, or of that which came last. */
  chooseDisease(number: number | undefined, list = this.state.chosen): void {
    const lists = this.state.choices.filter(isClinVar);
    const base = lists.find(({ id }) => id === list) ?? lists.at(-1);
    this.#choose(base?.id, number);
  }

  #choose(chosen: string | undefined, disease: number | undefined): void {
    const before = this.state.chosen;
    this.set({ chosen, disease, overriding: false, opened: false });
    void this.count();
    if (chosen !== before) this.lookAgain();
  }

  /** The part of the chosen list that is wanted. */
  protected part(): Part | undefined {
    const { disease: number, resources } = this.state;
    const disease = number === undefined ? undefined : resources?.diseases.byNumber(number);
    return disease && { disease, filter: { diseases: [diseaseFilter(disease)] } };
  }

  readonly #counter = new Counter(() => this.newJob(() => {}));

  protected async count(): Promise<void> {
    const { chosen, choices, disease } = this.state;
    const part = this.part();
    const choice = choices.find(({ id }) => id === chosen);
    if (!part || !choice) return this.stopCounting();
    this.set({ count: "counting" });
    const count = await this.#counter.count(choice, part.filter);
    const now = this.state;
    if (now.disease === disease && now.chosen === chosen) this.set({ count });
  }

  protected stopCounting(): void {
    this.#counter.close();
    this.set({ count: undefined });
  }

  /**
   * Builds a list from a file of one's own, and chooses it where a list can be chosen. With the build that the
   * person sets it was looked at before.
   */
  async addList(source: File, build?: Build): Promise<void> {
    if (!this.state.resources) return;
    this.seal();
    this.#builder?.close();
    const { name } = source;
    // Where it is seen how it goes.
    if (this.state.tab === "other") this.openTab("own");
    const job = (this.#builder = this.newJob((progress) =>
      this.set({ building: { name, progress } }),
    ));
    this.set({
      building: { name, progress: undefined },
      preview: undefined,
      listFailure: undefined,
    });
    try {
      const { built, first, ...panel } = await job.call("compile", { source, build });
      const choice = this.#ownList(panel);
      this.set({ building: undefined });
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
    // All of ClinVar takes 100 MB, which each worker would be given a copy of.
    const panels = [{ ...panel, bytes: new Blob([panel.bytes]) }];
    return { id: `own-${++this.#built}`, group: "own", kept: false, name, panels };
  }

  /** Where it will stand once it is used. */
  #show(preview: Previewed): void {
    const { tab } = this.state;
    this.set({ preview, tab: isClinVar(preview.choice) ? tab : preview.choice.group });
  }

  /** Takes a file that is no genome as a list. */
  protected useAsListOf(file: File): void {
    this.toStart();
    this.openTab("own");
    void this.addList(file);
  }

  /** Takes the list whose preview is open, built anew where the person says of which build it is. */
  useList(build: Build | undefined): void {
    const { preview } = this.state;
    if (!preview) return;
    if (build === undefined) this.#add(preview.choice);
    else void this.addList(preview.source, build);
  }

  discardList(): void {
    this.set({ preview: undefined });
    this.say((say) => say("preview.discarded"));
  }

  #add(choice: Choice): void {
    this.set({ choices: [...this.state.choices, choice], preview: undefined });
    const { at } = this.state.stage;
    if (at === "start" || at === "checking" || at === "checked") this.#take(choice);
  }

  /** Chooses a list that has just come: for the disease where one was chosen, or else all of it. */
  #take(choice: Choice): void {
    const { disease, tab } = this.state;
    if (isClinVar(choice) && (disease !== undefined || tab === "disease"))
      return this.chooseDisease(disease, choice.id);
    this.set({ tab: choice.group });
    this.choose(choice.id);
  }

  /** What is no list of alleles may be one of genes: it waits for a ClinVar list. */
  async #takeGenes(source: File, { code }: Failure, job: Job): Promise<boolean> {
    if (code !== "panel_is_gene_list" && !GENES_AS_JSON.test(source.name)) return false;
    const list = await job.call("geneList", { source }).catch(() => undefined);
    // Something else was given meanwhile, or all was wiped.
    if (this.#builder !== job || this.state.building === undefined) return true;
    if (!list || list.genes.length === 0) return false;
    this.set({ building: undefined, genes: { file: source.name, list } });
    this.say((say) => say("genes.ready", { name: source.name, n: list.genes.length }));
    return true;
  }

  /** The genes of a list of one's own: symbols, a table, or JSON of PanelApp. */
  async readGenes(source: File): Promise<GeneList | Failure> {
    const job = this.newJob(() => {});
    try {
      return await job.call("geneList", { source });
    } catch (error) {
      return ofThrown(error);
    } finally {
      job.close();
    }
  }

  dropGenes(): void {
    this.set({ genes: undefined });
    this.say((say) => say("genes.dropped"));
  }

  /** What was read before is of another text. */
  typeAlleles(text: string): void {
    this.#reader?.close();
    this.set({ typed: { ...NOTHING_TYPED, text } });
  }

  /** Lets the compiler read what was typed, which shows before it is used. */
  async checkAlleles(): Promise<void> {
    const { text } = this.state.typed;
    await this.#readTyped(text, async (job) => {
      const read = await job.call("alleles", { lines: linesOf(text) });
      this.set({ typed: { ...NOTHING_TYPED, text, read } });
      const n = entriesOf(read).length;
      this.say((say) => say("allele.checked", { n, m: read.lines.length - n }));
    });
  }

  /** Makes a list of what was read. The build is that of the person, where nothing that was typed names one. */
  async useAlleles(stated: Build | undefined): Promise<void> {
    const { text, read } = this.state.typed;
    const build = read?.build ?? stated;
    if (!read || !build) return;
    await this.#readTyped(text, async (job) => {
      const source = tableOf(read.lines.map((line) => line.text));
      const panel = await job.call("compile", { source, name: listName(read), build });
      this.set({ typed: NOTHING_TYPED });
      this.#add(this.#ownList(panel));
    });
  }

  async #readTyped(text: string, work: (job: Job) => Promise<void>): Promise<void> {
    if (!this.state.resources) return;
    this.seal();
    this.#reader?.close();
    const job = (this.#reader = this.newJob(() => {}));
    this.set({ typed: { ...this.state.typed, busy: true } });
    try {
      await work(job);
    } catch (error) {
      const failure = ofThrown(error);
      if (failure.code === CLOSED) return;
      this.set({ typed: { ...NOTHING_TYPED, text, failure } });
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
    this.set({ building: undefined, listFailure: { name, failure } });
    this.say((say) => `${name}: ${say.error(failure.code, failure.detail)[0]}`, true);
  }

  stopBuilding(): void {
    this.#builder?.close();
    this.set({ building: undefined });
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
    const { choices, chosen, disease } = this.state;
    this.set({ choices: choices.filter((choice) => choice.id !== id) });
    if (chosen !== id) return;
    if (disease === undefined) this.#choose(undefined, undefined);
    else this.chooseDisease(disease);
  }
}

/** Whether a list says other than its source, says it after columns were guessed at, or names no build. */
function isDoubtful({ panels: [panel] }: Choice): boolean {
  const { mapping = [], skipped = {}, build } = panel?.info ?? {};
  return mapping.length > 0 || Object.keys(skipped).length > 0 || build === null;
}
