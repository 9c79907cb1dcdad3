/** Counts the entries of a list that a filter leaves, in a worker of its own that keeps the list open. */
import type { EntryFilter, FilterCount } from "genosieve";

import type { Job } from "./job/client.js";
import type { Choice } from "./model.js";

export class Counter {
  readonly #newJob: () => Job;
  #open: { job: Job; list: string } | undefined;

  constructor(newJob: () => Job) {
    this.#newJob = newJob;
  }

  /**
   * Of a list that is there for several builds those of the first. Undefined where it cannot be counted, which
   * decides nothing: a list that is damaged is told when it is used.
   */
  async count(choice: Choice, filter: EntryFilter): Promise<FilterCount | undefined> {
    const ready = this.#open?.list === choice.id ? this.#open : undefined;
    if (!ready) this.close();
    const { job } = (this.#open = ready ?? { job: this.#newJob(), list: choice.id });
    const panel = ready ? undefined : choice.panels[0]?.bytes;
    try {
      return await job.call("count", { panel, filter });
    } catch {
      if (this.#open?.job === job) this.close();
      return undefined;
    }
  }

  close(): void {
    this.#open?.job.close();
    this.#open = undefined;
  }
}
