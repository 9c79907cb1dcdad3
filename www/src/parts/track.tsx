/** One chromosome as a line: how many entries lie where, and the findings as marks of their own. */
import type { State, Track } from "genosieve";

import type { TrackMark } from "../job/tracks.js";

/** The six numbers of a bin. */
export const STATES: State[] = [
  "carried",
  "carriedAssumed",
  "notCarried",
  "notCarriedAssumed",
  "notAssessed",
  "indeterminate",
];

/** States that are drawn as one: what the line has of each. */
const LAYERS: { name: "notAssessed" | "notCarried" | "carried" | "indeterminate"; of: State[] }[] =
  [
    { name: "notAssessed", of: ["notAssessed"] },
    { name: "notCarried", of: ["notCarried", "notCarriedAssumed"] },
    { name: "carried", of: ["carried", "carriedAssumed"] },
    { name: "indeterminate", of: ["indeterminate"] },
  ];

export type Layer = (typeof LAYERS)[number]["name"];

export const binsOf = ({ counts }: Track) => counts.length / STATES.length;

/** Entries of a layer in a bin, or in all of them. */
export function countOf({ counts }: Track, layer: Layer, bin?: number): number {
  const of = LAYERS.find(({ name }) => name === layer)?.of ?? [];
  const places = of.map((state) => STATES.indexOf(state));
  if (bin !== undefined) {
    return places.reduce((sum, at) => sum + (counts[bin * STATES.length + at] ?? 0), 0);
  }
  return counts.reduce((sum, n, at) => (places.includes(at % STATES.length) ? sum + n : sum), 0);
}

/** How high a bin stands: a tick where entries are few, by their logarithm where they are many. */
function height(n: number, dense: boolean, tall: number): number {
  return dense ? Math.min(tall, 2 + (tall - 2) * (Math.log10(n + 1) / 4)) : tall;
}

interface LinesProps {
  track: Track;
  /** Too many entries for a tick each. */
  dense: boolean;
  /** Findings that have no mark of their own are drawn as the rest is. */
  marked: boolean;
  /** Units from the line to the top. */
  tall: number;
}

/** Bins as rectangles of one path a layer: 3.4 million entries are as few elements as three. */
export function Lines({ track, dense, marked, tall }: LinesProps) {
  const bins = binsOf(track);
  const middle = tall;
  // Ticks of a bin's width would vanish where bins are narrower than a pixel.
  const wide = Math.max(1, bins / 320);
  const layers = marked ? LAYERS.slice(0, 2) : LAYERS;
  return (
    <>
      <rect class="rule" x={0} y={middle - 0.75} width={bins} height={1.5} />
      {layers.map(({ name }) => {
        let path = "";
        for (let bin = 0; bin < bins; bin += 1) {
          const n = countOf(track, name, bin);
          // What is answered stands in front of what is not.
          const covered = name === "notAssessed" && !dense && countOf(track, "notCarried", bin) > 0;
          if (n === 0 || covered) continue;
          const high = height(n, dense, tall - 1);
          const bar = (from: number, to: number) =>
            `M${bin} ${(middle + from).toFixed(1)}h${wide}V${(middle + to).toFixed(1)}h${-wide}z`;
          path +=
            name === "notAssessed" && !dense
              ? bar(-high, -high / 3) + bar(high / 3, high)
              : bar(-high, high);
        }
        return path === "" ? null : <path key={name} class={`bins ${name}`} d={path} />;
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

/** Names beside marks: the same name near is counted, one without room is left out; no mark ever is. */
export function labelsOf(
  marks: readonly TrackMark[],
  length: number,
  pixels: number,
  lanes: number,
): Label[] {
  const ends = Array.from({ length: lanes }, () => -Infinity);
  const labels: (Label & { name: string; n: number })[] = [];
  for (const { name, pos } of marks) {
    if (!name) continue;
    const at = pos / length;
    const last = labels.at(-1);
    if (last?.name === name && (at - last.at) * pixels < 40) {
      last.n += 1;
      last.text = `${name} ×${last.n}`;
      continue;
    }
    const width = 7.4 * (name.length + 3);
    const end = at * pixels + width > pixels;
    const from = end ? at * pixels - width : at * pixels - 6;
    const lane = ends.findIndex((taken) => taken < from);
    if (lane === -1) continue;
    ends[lane] = from + width;
    labels.push({ at, text: name, lane, end, name, n: 1 });
  }
  return labels;
}
