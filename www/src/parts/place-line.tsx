/** A genome, or a file, as one line: how far each worker is on it. */
import type { JobProgress } from "../job/protocol.js";
import type { GenomeLine } from "./chromosomes.js";

/** Half of a diamond's width and height, in pixels. */
const MARK = 6;
/** A chromosome that is shorter, in shares of the line, has no number: there is no room for it. */
const SHORT = 0.024;
/** The same on a phone. */
const SHORT_ON_PHONE = 0.05;

/** From where to where a reader went, as parts of the line; undefined where that is not known. */
interface Way {
  from: number | undefined;
  to: number | undefined;
  reading: boolean;
}

/** The ways of all readers along the genome; along the file where its contigs are not known ones. */
export function ways(
  { bytesRead = 0, position, parts = [] }: Partial<JobProgress>,
  size: number,
  genome: GenomeLine | undefined,
): Way[] {
  const place = (at: { contig: string; pos: number } | null | undefined) =>
    at ? genome?.placeOf(at) : undefined;
  // One that reads all of it is at one place.
  if (parts.length === 0)
    return [{ from: 0, to: genome ? place(position) : bytesRead / size, reading: true }];
  return parts.map(({ from, bytesRead, reading, start, position }, at) => {
    if (!genome) return { from: from / size, to: (from + bytesRead) / size, reading };
    const last = place(position);
    // One that is done goes up to the next, whose first records are a little behind its last.
    const next = last === undefined || reading ? undefined : place(parts[at + 1]?.start);
    return { from: at === 0 ? 0 : place(start), to: next ?? last, reading };
  });
}

/** The genome as one line: what was read of it, and a diamond where each worker is. */
export function PlaceLine({ genome, at }: { genome: GenomeLine | undefined; at: Way[] }) {
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  const known = at.flatMap(({ from, to, reading }) =>
    from === undefined || to === undefined ? [] : { from, to, reading },
  );
  return (
    <svg class={genome ? "place-line of-genome" : "place-line"} aria-hidden="true">
      <line x1="0" x2="100%" y1={MARK + 1} y2={MARK + 1} />
      {genome && <Chromosomes {...{ genome, percent }} />}
      {known.map(({ from, to }) => (
        <line class="read" x1={percent(from)} x2={percent(to)} y1={MARK + 1} y2={MARK + 1} />
      ))}
      {known.map(
        ({ to, reading }) =>
          reading && (
            <svg x={percent(to)} y={MARK + 1} overflow="visible">
              <path d={`M0 ${-MARK} ${MARK} 0 0 ${MARK} ${-MARK} 0Z`} />
            </svg>
          ),
      )}
    </svg>
  );
}

function Chromosomes(props: { genome: GenomeLine; percent: (share: number) => string }) {
  const { genome, percent } = props;
  return (
    <>
      {genome.chromosomes.map(({ name, from, length }) => (
        <g key={name}>
          <line x1={percent(from)} x2={percent(from)} y1={MARK - 3} y2={MARK + 5} />
          {length > SHORT && (
            <text
              class={length < SHORT_ON_PHONE ? "minor" : undefined}
              x={percent(from + length / 2)}
              y={4 * MARK + 4}
            >
              {name}
            </text>
          )}
        </g>
      ))}
    </>
  );
}
