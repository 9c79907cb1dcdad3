/** The columns of the table: what each shows of a row. */
import type { EntryRow, Match, SortKey } from "genosieve";

import { conditionsOf, nameOf, significanceOf } from "../annotation.js";
import type { Say } from "../text/index.js";
import { sentence, StateWord, useSay } from "./common.js";
import type { GridColumn } from "./grid.js";
import { Icon } from "./marks.js";
import { alleleText, placeText } from "./place.js";

export interface Column extends GridColumn<EntryRow> {
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
    | "id"
    | "conditions"
    | "genotype"
    | "reads"
    | "line"
    | "open";
  sort: SortKey | undefined;
  /** Shown from the beginning; the others once they are chosen. */
  usual: boolean;
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

export function matchWord(match: Match, say: Say): string {
  return sentence(match === "exact" ? say("match.exact") : say.word(`match.${match}`));
}

export function matchText({ match, entry }: EntryRow, say: Say): string {
  if (match === null) return "";
  // The reference has no other spelling than its own.
  if (entry.effectIsRef) return say("table.reference");
  return matchWord(match, say);
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

function notesText(row: EntryRow, say: Say): string {
  const reason = row.reason === null ? [] : [say.word(`reason.${row.reason}`)];
  const words = [...reason, ...row.flags.map((flag) => say.word(`flag.${flag}`))];
  return words.map(sentence).join(say("list.separator"));
}

/** The calls of the sample in the lines behind a state, each once. */
function genotypes({ records }: EntryRow): string {
  return [...new Set(records.flatMap(({ gt }) => gt ?? []))].join(" ");
}

/** Reads of each allele, REF first. */
function readsOf({ records }: EntryRow): string {
  const counted = records.flatMap(({ reads }) => (reads ? [reads.map((n) => n ?? ".")] : []));
  return counted.map((reads) => reads.join(",")).join(" ");
}

/** More lines than this are counted. */
const LINES = 3;

function linesOf({ records }: EntryRow, say: Say): string {
  if (records.length > LINES) return say("table.lines", { n: records.length });
  return records.map(({ line }) => say.number(line)).join(" ");
}

const usual = true;

export const COLUMNS: Column[] = [
  {
    id: "state",
    sort: "state",
    width: "10.25rem",
    usual,
    text: ({ state }, say) => sentence(say.word(`state.${state}`)),
    cell: ({ state }) => <StateWord state={state} />,
  },
  {
    id: "gene",
    sort: "gene",
    width: "minmax(6rem, 1.1fr)",
    usual,
    text: ({ entry }) => nameOf(entry),
    cell: (row) => <Gene row={row} />,
  },
  {
    id: "position",
    sort: "position",
    width: "minmax(9.4rem, 0.6fr)",
    usual,
    text: ({ entry }, say) => placeText(entry, say),
    cell: ({ entry }, say) => <code>{placeText(entry, say)}</code>,
  },
  {
    id: "allele",
    sort: undefined,
    width: "minmax(4.8rem, 0.8fr)",
    usual,
    text: ({ entry }, say) => alleleText(entry, say, true),
    cell: ({ entry }, say) => (
      <code title={alleleText(entry, say, true).slice(0, 200)}>
        {alleleText(entry, say)}
        {entry.effectIsRef && ` ${say("table.reference")}`}
      </code>
    ),
  },
  {
    id: "zygosity",
    sort: "zygosity",
    width: "minmax(6.9rem, 0.5fr)",
    usual,
    text: (row, say) => sentence(zygosityText(row, say)),
  },
  {
    id: "significance",
    sort: "significance",
    width: "minmax(7rem, 1.2fr)",
    usual,
    text: ({ entry }) => significanceOf(entry),
    cell: ({ entry }) => <span lang="en">{significanceOf(entry)}</span>,
  },
  {
    id: "stars",
    sort: "stars",
    width: "5.2rem",
    usual,
    text: ({ stars }) => (stars === null ? "" : `${stars}/4`),
    cell: ({ stars }) => <Stars stars={stars} />,
  },
  { id: "match", sort: "match", width: "minmax(6.4rem, 0.5fr)", usual, text: matchText },
  {
    id: "notes",
    sort: "reason",
    width: "minmax(6.6rem, 1.1fr)",
    usual,
    text: notesText,
    cell: (row) => <Notes row={row} />,
  },
  {
    id: "id",
    sort: undefined,
    width: "minmax(6rem, 0.8fr)",
    usual: false,
    text: ({ entry }) => entry.id ?? "",
    cell: ({ entry }) => <code>{entry.id}</code>,
  },
  {
    id: "conditions",
    sort: undefined,
    width: "minmax(9rem, 1.6fr)",
    usual: false,
    text: ({ entry }, say) => conditionsOf(entry).join(say("list.separator")),
    cell: ({ entry }, say) => (
      <span lang="en">{conditionsOf(entry).join(say("list.separator"))}</span>
    ),
  },
  {
    id: "genotype",
    sort: undefined,
    width: "5.4rem",
    usual: false,
    text: genotypes,
    cell: (row) => <code>{genotypes(row)}</code>,
  },
  {
    id: "reads",
    sort: undefined,
    width: "6rem",
    usual: false,
    text: readsOf,
    cell: (row) => <code>{readsOf(row)}</code>,
  },
  { id: "line", sort: undefined, width: "7rem", usual: false, text: linesOf },
  {
    id: "open",
    sort: undefined,
    width: "2.5rem",
    usual,
    text: () => "",
    cell: () => <Icon name="right" />,
  },
];

/** An entry in one line, as sentences name it: gene, place, allele. */
export function entryText({ entry }: EntryRow, say: Say): string {
  const place = placeText(entry, say);
  const reference = entry.effectIsRef && say("table.reference");
  return [nameOf(entry), place, alleleText(entry, say), reference].filter(Boolean).join(" ");
}
