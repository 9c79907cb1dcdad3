/** The columns of the table: what each shows of a row. */
import type { EntryRow, SortKey } from "genosieve";
import type { ComponentChildren } from "preact";

import { nameOf, significanceOf } from "../annotation.js";
import type { Say } from "../text/index.js";
import { sentence, StateWord, useSay } from "./common.js";
import { Icon } from "./marks.js";
import { alleleText, placeText } from "./place.js";

export interface Column {
  id:
    | "state"
    | "gene"
    | "position"
    | "allele"
    | "zygosity"
    | "significance"
    | "stars"
    | "match"
    | "notes"
    | "open";
  sort: SortKey | undefined;
  cell: (row: EntryRow, say: Say) => ComponentChildren;
}

export function Stars({ stars }: { stars: number | null }) {
  const say = useSay();
  if (stars === null) return null;
  return (
    <span class="stars" role="img" aria-label={say("stars.label", { n: stars })}>
      {"★".repeat(stars) + "☆".repeat(4 - stars)}
    </span>
  );
}

export function zygosityText(row: EntryRow, say: Say): string {
  const { zygosity, copies, alleleFraction } = row;
  if (zygosity === null) return "";
  if (zygosity !== "copies") {
    const word = say(`zygosity.${zygosity}`);
    if (alleleFraction === null) return word;
    const percent = Math.round(alleleFraction * 1000) / 10;
    return say("zygosity.fraction", { zygosity: word, percent });
  }
  return copies ? say("zygosity.copies", { n: copies.carried, ploidy: copies.ploidy }) : "";
}

export function matchText({ match, entry }: EntryRow, say: Say): string {
  if (match === null) return "";
  // The reference has no other spelling than its own.
  if (entry.effectIsRef) return say("table.reference");
  return sentence(match === "exact" ? say("match.exact") : say.word(`match.${match}`));
}

function Gene({ row }: { row: EntryRow }) {
  const name = nameOf(row.entry);
  return (
    <span title={name}>
      <b>{name || "–"}</b>
    </span>
  );
}

function Notes({ row }: { row: EntryRow }) {
  const say = useSay();
  return (
    <>
      {row.reason !== null && <span>{sentence(say.word(`reason.${row.reason}`))}</span>}
      {row.flags.map((flag) => (
        <span key={flag} class="flag">
          {sentence(say.word(`flag.${flag}`))}
        </span>
      ))}
    </>
  );
}

export const COLUMNS: Column[] = [
  { id: "state", sort: "state", cell: ({ state }) => <StateWord state={state} /> },
  { id: "gene", sort: "gene", cell: (row) => <Gene row={row} /> },
  {
    id: "position",
    sort: "position",
    cell: ({ entry }, say) => <code>{placeText(entry, say)}</code>,
  },
  {
    id: "allele",
    sort: undefined,
    cell: ({ entry }, say) => (
      <code title={alleleText(entry, say, true).slice(0, 200)}>
        {alleleText(entry, say)}
        {entry.effectIsRef && ` ${say("table.reference")}`}
      </code>
    ),
  },
  { id: "zygosity", sort: "zygosity", cell: (row, say) => sentence(zygosityText(row, say)) },
  {
    id: "significance",
    sort: "significance",
    cell: ({ entry }) => <span lang="en">{significanceOf(entry)}</span>,
  },
  { id: "stars", sort: "stars", cell: ({ stars }) => <Stars stars={stars} /> },
  { id: "match", sort: "match", cell: matchText },
  { id: "notes", sort: "reason", cell: (row) => <Notes row={row} /> },
  { id: "open", sort: undefined, cell: () => <Icon name="right" /> },
];

/** An entry in one line, as sentences name it: gene, place, allele. */
export function entryText({ entry }: EntryRow, say: Say): string {
  const place = placeText(entry, say);
  const reference = entry.effectIsRef && say("table.reference");
  return [nameOf(entry), place, alleleText(entry, say), reference].filter(Boolean).join(" ");
}
