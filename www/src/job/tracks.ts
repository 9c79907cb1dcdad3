/** Where the entries lie: counts along the chromosomes, and the findings themselves as far as they can be told apart. */
import type { State, Track } from "genosieve";

import { nameOf } from "../annotation.js";
import { FOUND } from "./genes.js";
import type { Screened } from "./screened.js";

/** Bins of the longest chromosome: about as many as it has pixels, alone and beside others. */
const BINS = { all: 400, one: 1000 };
/** Findings that are drawn as marks of their own. */
const MOST_MARKS = { all: 300, one: 200 };

/** A finding on a chromosome. */
export interface TrackMark {
  number: number;
  /** The chromosome as the list names it. */
  contig: string;
  /** 1-based. */
  pos: number;
  name: string;
  state: State;
}

export interface Tracks {
  tracks: Track[];
  /** By place; empty where there are too many. */
  marks: TrackMark[];
  found: number;
}

export function along(job: Screened, sample: number, contig: string | undefined): Tracks {
  const kind = contig === undefined ? "all" : "one";
  const tracks = job.report.tracks({ sample, bins: BINS[kind], ...(contig ? { contig } : {}) });
  const [track] = tracks;
  const search = contig === undefined || !track ? "" : `${track.name}:1-${track.length}`;
  const view = job.report.view({ sample, states: FOUND, sort: "position", search });
  const rows = view.count > MOST_MARKS[kind] ? [] : view.rows(0, view.count);
  const found = view.count;
  view.free();
  const marks = rows.map(({ number, state, entry }) => ({
    number,
    contig: entry.contig,
    pos: entry.pos,
    name: nameOf(entry),
    state,
  }));
  return { tracks, marks, found };
}
