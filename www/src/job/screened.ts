/** What a worker holds of a file that was screened: the report, and the views of it that are shown. */
import { GenosieveError } from "genosieve/bare";
import type { EntryFilter, EntryRow, Query, Report, View } from "genosieve";

import { PAGE, type Calls, type Listing, type Summary } from "./protocol.js";

export class Screened {
  readonly file: File;
  readonly report: Report;
  #filter: EntryFilter | undefined;
  readonly #views = new Map<number, { view: View; query: Query }>();
  #last = 0;

  constructor(file: File, report: Report, filter: EntryFilter | undefined) {
    this.file = file;
    this.report = report;
    this.#filter = filter;
  }

  get filter(): EntryFilter {
    return this.#filter ?? {};
  }

  /** Asks about the entries that a filter leaves. One that leaves nothing, or cannot be read, changes nothing. */
  narrow(filter: EntryFilter | undefined): Summary {
    this.report.setFilter(filter);
    this.#filter = filter;
    for (const { view } of this.#views.values()) view.free();
    this.#views.clear();
    return this.report.overview;
  }

  /** Lets `look` ask about other entries; of none it gets undefined. Then all is as it was. */
  aside<T>(look: (ask: (filter: EntryFilter) => Summary | undefined) => T): T {
    try {
      return look((filter) => this.#ask(filter));
    } finally {
      this.report.setFilter(this.filter);
      // Views of before are of no use.
      for (const made of this.#views.values()) {
        made.view.free();
        made.view = this.report.view(made.query);
      }
    }
  }

  #ask(filter: EntryFilter): Summary | undefined {
    try {
      this.report.setFilter(filter);
      return this.report.overview;
    } catch (error) {
      if (error instanceof GenosieveError && error.code === "filter_empty") return undefined;
      throw error;
    }
  }

  /** The entries that fit, and their first rows. Of those with 0 stars see {@link Calls.view}. */
  view({ foldWhereOthers = false, ...asked }: Calls["view"]["takes"]): Listing {
    const { view, query } = foldWhereOthers ? this.#folded(asked) : this.#view(asked);
    // Queries follow each other; rows of the one before the last are not asked for any more.
    for (const [id, old] of [...this.#views].slice(0, -1)) {
      old.view.free();
      this.#views.delete(id);
    }
    const id = ++this.#last;
    this.#views.set(id, { view, query });
    const { count, classes, zeroStars, matches, zygosities, flags } = view;
    const first = view.rows(0, Math.min(PAGE, count));
    const folded = query.foldZeroStars ?? false;
    return { view: id, first, folded, count, classes, zeroStars, matches, zygosities, flags };
  }

  #view(query: Query): { view: View; query: Query } {
    return { view: this.report.view(query), query };
  }

  #folded(query: Query): { view: View; query: Query } {
    const folded = this.#view({ ...query, foldZeroStars: true });
    if (folded.view.count > 0 || folded.view.zeroStars === 0) return folded;
    folded.view.free();
    return this.#view({ ...query, foldZeroStars: false });
  }

  rows(view: number, from: number, to: number): EntryRow[] {
    return this.#views.get(view)?.view.rows(from, to) ?? [];
  }
}
