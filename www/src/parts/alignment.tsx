/** Spellings of one allele, base under base: what the list writes and what the lines of the file write. */
import type { EntryRow, ReportRecord } from "genosieve";

import { useSay } from "./common.js";

/** Positions that are shown side by side; longer alleles are told in words alone. */
const MOST = 60;

/** An allele at its place: REF and ALT, and the 1-based position of its first base. */
interface Spelled {
  pos: number;
  ref: string;
  alt: string;
}

/** Alternates of a line that are spelled in bases and called, or all where no genotype is stated. */
function called({ pos, ref, alt, gt }: ReportRecord): Spelled[] {
  const numbers = new Set((gt ?? "").split(/[/|]/).map(Number));
  const all = alt.split(",").filter((bases) => /^[ACGTN]+$/i.test(bases));
  const own = alt.split(",").filter((bases, at) => all.includes(bases) && numbers.has(at + 1));
  return (gt === null ? all : own).map((bases) => ({ pos, ref, alt: bases }));
}

/** What an allele has in the place of a reference base: a gap where it is gone, more where bases come in. */
function at({ pos, ref, alt }: Spelled, place: number): string | undefined {
  const i = place - pos;
  if (i < 0 || i >= ref.length) return undefined;
  if (i < ref.length - 1) return alt[i] ?? "–";
  return alt.slice(i) || "–";
}

export function Alignment({ row }: { row: EntryRow }) {
  const say = useSay();
  const { entry, records } = row;
  const lines = records.flatMap((record) =>
    called(record).map((spelled) => ({ name: say("drawer.line", { n: record.line }), spelled })),
  );
  const spelled = [entry, ...lines.map((line) => line.spelled)];
  const from = Math.min(...spelled.map(({ pos }) => pos));
  const to = Math.max(...spelled.map(({ pos, ref }) => pos + ref.length));
  const widest = Math.max(...spelled.map(({ alt }) => alt.length));
  if (entry.regionEnd !== undefined || lines.length === 0) return null;
  if (to - from > MOST || widest > MOST) return null;
  const places = Array.from({ length: to - from }, (_, i) => from + i);
  const reference = (place: number) =>
    spelled.map(({ pos, ref }) => ref[place - pos]).find((base) => base !== undefined) ?? "·";
  return (
    <div class="alignment" tabIndex={0} role="group" aria-label={say("drawer.alignment")}>
      <table>
        <caption>{`${entry.contig}:${say.number(from)}–${say.number(to - 1)}`}</caption>
        <tbody>
          <tr>
            <th scope="row">{say("drawer.reference")}</th>
            {places.map((place) => (
              <td key={place}>{reference(place).toUpperCase()}</td>
            ))}
          </tr>
          <Spelling name={say("drawer.entry")} spelled={entry} {...{ places, reference }} />
          {lines.map((line, i) => (
            <Spelling key={i} {...line} {...{ places, reference }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Spelling(props: {
  name: string;
  spelled: Spelled;
  places: number[];
  reference: (place: number) => string;
}) {
  const { name, spelled, places, reference } = props;
  return (
    <tr>
      <th scope="row">{name}</th>
      {places.map((place) => {
        const bases = at(spelled, place)?.toUpperCase();
        const changed = bases !== undefined && bases !== reference(place).toUpperCase();
        return (
          <td key={place} class={bases === undefined ? "unsaid" : undefined}>
            {changed ? <mark>{bases}</mark> : (bases ?? "·")}
          </td>
        );
      })}
    </tr>
  );
}
