/** One chromosome as a line: how many entries lie where, and the findings as marks of their own. */
import type { State, Track } from "genosieve";

import { STATES } from "../../../js/states.js";
import type { TrackMark } from "../job/tracks.js";

/** A bin has a number of each state. */
export const binsOf = ({ counts }: Track) => counts.length / STATES.length;

/** Entries of a state in a bin, or in all of them. */
export function countOf({ counts }: Track, state: State, bin?: number): number {
  const place = STATES.indexOf(state);
  if (bin !== undefined) return counts[bin * STATES.length + place] ?? 0;
  return counts.reduce((sum, n, at) => (at % STATES.length === place ? sum + n : sum), 0);
}

/** Where a bar of a state stands, in shares of the height from the line: up is less than 0. */
const PLACES: Record<State, { sparse: [number, number][]; dense: [number, number] }> = {
  notAssessed: {
    sparse: [
      [-1, -0.35],
      [0.35, 1],
    ],
    dense: [0, 0.6],
  },
  notCarried: { sparse: [[-1, 1]], dense: [-0.6, 0] },
  notCarriedAssumed: { sparse: [[-0.6, 0.6]], dense: [-0.4, 0] },
  carried: { sparse: [[-1, 1]], dense: [-1, -0.65] },
  carriedAssumed: { sparse: [[-1, 1]], dense: [-1, -0.65] },
  indeterminate: { sparse: [[-1, 1]], dense: [0.65, 1] },
};

/** From what is least to see to what is most. */
const DRAWN: State[] = ["notAssessed", "notCarriedAssumed", "notCarried"];
const FOUND: State[] = ["carriedAssumed", "carried", "indeterminate"];

/** How much of its place a bar takes: all where entries are few, by their logarithm where they are many. */
const share = (n: number, dense: boolean) =>
  dense ? Math.min(1, 0.25 + 0.75 * (Math.log10(n + 1) / 4)) : 1;

interface LinesProps {
  track: Track;
  /** Too many entries for a tick each: then the place of a bar tells its state. */
  dense: boolean;
  /** Findings that have no mark of their own are drawn as the rest is. */
  marked: boolean;
  /** Units from the line to the top. */
  tall: number;
}

/** Bins as rectangles of one path a state: 3.4 million entries are as few elements as six. */
export function Lines({ track, dense, marked, tall }: LinesProps) {
  const bins = binsOf(track);
  // Ticks of a bin's width would vanish where bins are narrower than a pixel.
  const wide = Math.max(1, bins / 320);
  const states = marked ? DRAWN : [...DRAWN, ...FOUND];
  const bar = (bin: number, [from, to]: [number, number]) =>
    `M${bin} ${(tall * (1 + from)).toFixed(1)}h${wide}V${(tall * (1 + to)).toFixed(1)}h${-wide}z`;
  const path = (state: State) => {
    const bars: string[] = [];
    const { sparse, dense: place } = PLACES[state];
    for (let bin = 0; bin < bins; bin += 1) {
      const n = countOf(track, state, bin);
      if (n === 0) continue;
      // What is answered stands in front of what is not.
      if (state === "notAssessed" && !dense && countOf(track, "notCarried", bin) > 0) continue;
      const part = share(n, dense);
      const scaled: [number, number] = [place[0] * part, place[1] * part];
      // What stands at an edge is as high as its place.
      const at = FOUND.includes(state) ? place : scaled;
      bars.push(...(dense ? [at] : sparse).map((one) => bar(bin, one)));
    }
    return bars.join("");
  };
  return (
    <>
      <rect class="rule" x={0} y={tall - 0.75} width={bins} height={1.5} />
      {states.map((state) => {
        const d = path(state);
        return d === "" ? null : <path key={state} class={`bins ${state}`} d={d} />;
      })}
    </>
  );
}

/** The sign of a finding, on a halo. Its centre is at 0, 0. */
export function Diamond({ state }: { state: State }) {
  const layer = state === "indeterminate" ? "indeterminate" : "carried";
  const hollow = state !== "carried";
  return (
    <g class={`diamond ${layer}`}>
      <path class="halo" d="M0-8.5 8.5 0 0 8.5-8.5 0z" />
      <path class={hollow ? "hollow" : "full"} d="M0-5.8 5.8 0 0 5.8-5.8 0z" />
      {state === "indeterminate" && <path class="full" d="M0-5.8V5.8L-5.8 0z" />}
    </g>
  );
}

export interface Label {
  /** Share of the track's width. */
  at: number;
  text: string;
  /** Names stand on lines above each other, from 0. */
  lane: number;
  end: boolean;
}

/** Names beside marks, on a line and in a room of so many pixels: the same name near is counted, one without room is left out; no mark ever is. */
export function labelsOf(
  marks: readonly TrackMark[],
  length: number,
  { line, room }: { line: number; room: number },
  lanes: number,
): Label[] {
  const ends = Array.from({ length: lanes }, () => -Infinity);
  const labels: (Label & { name: string; n: number })[] = [];
  for (const { name, pos } of marks) {
    if (!name) continue;
    const at = pos / length;
    const last = labels.at(-1);
    if (last?.name === name && (at - last.at) * line < 40) {
      last.n += 1;
      last.text = `${name} ×${last.n}`;
      continue;
    }
    const width = 7.4 * (name.length + 3);
    // What has no room behind its mark ends at it.
    const end = at * line + width > room;
    const from = end ? at * line - width : at * line - 6;
    const lane = ends.findIndex((taken) => taken < from);
    if (lane === -1) continue;
    ends[lane] = from + width;
    labels.push({ at, text: name, lane, end, name, n: 1 });
  }
  return labels;
}
