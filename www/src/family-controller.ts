/** Who is compared with whom: the files that came together, their samples, and the roles of these. */
import type { Inspection, Role } from "genosieve";

import type { Job } from "./job/client.js";
import { CLOSED, ofThrown } from "./job/error.js";
import { isStop } from "./job/failure.js";
import type { FoundTogether } from "./job/family.js";
import type { GenomeFile } from "./job/protocol.js";
import { ListController } from "./list-controller.js";
import type { Together } from "./model.js";
import { individualsOf, problemOf, type Individual } from "./roles.js";
import { arrived, MOST_FILES } from "./together.js";

/** What is at hand. */
export interface AtHand {
  /** The first is the one that is checked. */
  genomes: GenomeFile[];
  pedigree: File | undefined;
  /** How many others came with them. */
  others: number;
  /** Whether the beginning of the first was read once. */
  known: boolean;
}

export abstract class FamilyController extends ListController {
  protected atHand: AtHand | undefined;

  /** What compares, once it is loaded; undefined where it cannot be. */
  protected abstract get comparing(): Promise<WebAssembly.Module | undefined>;

  /** Finds who is in the files at hand, unless that is known. */
  protected async findTogether(job: Job, { samples }: Inspection): Promise<void> {
    const { atHand: at } = this;
    if (!at || this.state.together?.files === at.genomes) return;
    const { genomes, pedigree } = at;
    const files = genomes.map(({ file }) => file);
    // Of one sample alone nothing is to be found out that is not known by then.
    const alone = files.length === 1 && samples.length < 2 && !pedigree;
    const family = alone ? this.state.resources?.modules.family : await this.comparing;
    if (!family) return;
    const names = samples.length > 0 ? samples : files.slice(0, 1).map(({ name }) => name);
    const known: FoundTogether = {
      found: { files: [{ samples, names }], roles: [] },
      failed: undefined,
    };
    let all = known;
    try {
      if (!alone) all = await job.call("roles", { family, files, pedigree });
    } catch (error) {
      const failure = ofThrown(error);
      if (failure.code === CLOSED) return;
      // The worker is of no more use.
      if (isStop(failure)) throw error;
      all = { ...known, failed: { file: undefined, failure } };
    }
    if (this.atHand === at) this.set({ together: this.#joined(at, all) });
  }

  /** What was found, with what the person has said of the same samples before. */
  #joined(at: AtHand, { found, failed }: FoundTogether): Together {
    const { genomes, pedigree } = at;
    const before = this.state.together;
    // One that cannot be read is as good as none.
    const unread = failed !== undefined && failed.file === undefined;
    if (unread) at.pedigree = before?.pedigree;
    const replaced = !unread && pedigree !== before?.pedigree;
    const said = replaced ? [] : (before?.individuals ?? []).filter((one) => !one.found);
    const individuals = individualsOf(found ?? { files: [], roles: [] }).map((one) => {
      const was = said.find(({ name, role }) => role && name === one.name);
      return was ? { ...was, file: one.file } : one;
    });
    const family = individuals.length > 1 && problemOf(individuals) === undefined;
    const name = failed?.file === undefined ? pedigree?.name : genomes[failed.file]?.file.name;
    return {
      // Several files that come at once are meant to be compared, and a family in one file is likely to be.
      on: individuals.length > 0 && (genomes.length > 1 || (before?.on ?? false) || family),
      files: genomes,
      individuals,
      pedigree: unread ? before?.pedigree : pedigree,
      failed: failed && { name: name ?? "", failure: failed.failure },
    };
  }

  #together(change: Partial<Together>): void {
    const { together } = this.state;
    if (together) this.set({ together: { ...together, ...change } });
  }

  /** Whether the samples are to be compared; otherwise the first file is looked at alone. */
  compareTogether(on: boolean): void {
    this.#together({ on });
  }

  #change(at: number, change: Partial<Individual>): void {
    const { individuals = [] } = this.state.together ?? {};
    this.#together({
      individuals: individuals.map((one, place) => (place === at ? { ...one, ...change } : one)),
    });
  }

  setRole(at: number, role: Role | undefined): void {
    this.#change(at, { role, found: false });
  }

  /** Nobody says that somebody is not, but the pedigree. */
  setAffected(at: number, affected: boolean): void {
    this.#change(at, { affected: affected || null });
  }

  /** A pedigree, whatever its name is: its roles take the place of those that there are. */
  addPedigree([pedigree]: readonly File[]): void {
    if (!this.atHand || !pedigree) return;
    this.#take({ ...this.atHand, pedigree });
  }

  /** Further files, their indexes, or a pedigree, beside those that there are. */
  addFiles(added: readonly File[]): void {
    const { atHand: at } = this;
    if (!at) return;
    const { genomes, pedigree, others } = arrived(added, false);
    const room = MOST_FILES - at.genomes.length;
    const left = genomes.slice(room).flatMap(({ file, index }) => (index ? [file, index] : [file]));
    this.#take({
      ...at,
      genomes: [...at.genomes, ...genomes.slice(0, Math.max(0, room))],
      pedigree: pedigree ?? at.pedigree,
      others: others + left.length,
    });
  }

  /** Whoever adds something wants to compare. */
  #take(at: AtHand): void {
    this.atHand = { ...at, genomes: [...at.genomes] };
    this.#together({ on: true });
    this.lookAgain();
  }
}
