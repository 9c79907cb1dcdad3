/** The findings themselves, of each state the gravest first; apart from the views of the table, whose rows stay as they are. */
import type { EntryRow } from "genosieve";

import { FOUND } from "./genes.js";
import type { Screened } from "./screened.js";

export interface Findings {
  rows: EntryRow[];
  /** How many there are of them in all. */
  found: number;
}

/** Of each state `most` at most: thousands that are carried must not leave out what is not decided. */
export function findings(job: Screened, sample: number, most: number): Findings {
  const states = FOUND.map((state) => {
    const view = job.report.view({ sample, states: [state], sort: "state" });
    try {
      return { rows: view.rows(0, Math.min(most, view.count)), found: view.count };
    } finally {
      view.free();
    }
  });
  return {
    rows: states.flatMap(({ rows }) => rows),
    found: states.reduce((sum, { found }) => sum + found, 0),
  };
}
