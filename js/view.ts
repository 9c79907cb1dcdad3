import { Handle } from "./core.js";
import type * as Raw from "./glue.js";
import type { EntryRow, Query, ViewCounts } from "./types.js";

/**
 * The entries of a report that fit a query, in its order. Rows are made when asked for, so that a
 * view over millions of entries costs four bytes each. It is of use as long as its report.
 */
export class View implements ViewCounts {
  readonly #report: Handle<Raw.Report>;
  readonly #handle: Handle<Raw.View>;
  readonly count: ViewCounts["count"];
  readonly classes: ViewCounts["classes"];
  readonly zeroStars: ViewCounts["zeroStars"];
  readonly matches: ViewCounts["matches"];
  readonly zygosities: ViewCounts["zygosities"];
  readonly flags: ViewCounts["flags"];

  /** @internal Use {@link Report.view}. */
  constructor(report: Handle<Raw.Report>, query: Query) {
    this.#report = report;
    this.#handle = new Handle(report.core, () => report.use((raw) => raw.view(query)));
    const counts = this.#handle.use((raw) => raw.counts());
    this.count = counts.count;
    this.classes = counts.classes;
    this.zeroStars = counts.zeroStars;
    this.matches = counts.matches;
    this.zygosities = counts.zygosities;
    this.flags = counts.flags;
  }

  /**
   * The rows from one place to another (exclusive), as far as there are some. Where a reference row
   * alone proves a state, `records` is empty: {@link Report.evidence} finds it.
   */
  rows(from: number, to: number): EntryRow[] {
    const [first, end] = [place(from, this.count), place(to, this.count)];
    const rows = this.#handle.use((view) => this.#report.use((raw) => raw.rows(view, first, end)));
    return rows.map(entryRow);
  }

  /** Gives its memory back. It cannot be used after that; a second call does nothing. */
  free(): void {
    this.#handle.free();
  }

  /** The same at the end of a `using`, where the platform has that. */
  [Symbol.dispose](): void {
    this.free();
  }
}

export function entryRow(row: Raw.RawRow): EntryRow {
  const { number, significanceClass, stars, verdict } = row;
  return { number, significanceClass, stars, ...verdict };
}

/** A place in a list of so many, whatever number was given. */
export function place(at: number, count: number): number {
  return Math.min(Math.max(Math.trunc(at) || 0, 0), count);
}
