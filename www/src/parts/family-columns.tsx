/** The columns of the table of a family or a tumour: the entry, a member each, and what they show together. */
import type { FamilyCell, FamilyMember, FamilyOverview, FamilyRow, SortKey } from "genosieve";

import { classesOf, nameOf } from "../annotation.js";
import { familySay } from "../text/family.js";
import type { Say } from "../text/index.js";
import { Stars } from "./columns.js";
import { sentence, StateWord } from "./common.js";
import { cellText, fractionText, memberName, readsText, togetherText } from "./family-cells.js";
import { FractionBar } from "./family-drawing.js";
import type { GridColumn } from "./grid.js";
import { Icon } from "./marks.js";
import { alleleText, placeText } from "./place.js";

/** What rows are sorted by, and the member whose value of it counts. */
export type FamilySortKey = SortKey | `${SortKey} ${number}`;

export interface FamilyColumn extends GridColumn<FamilyRow> {
  sort: FamilySortKey | undefined;
  head: (say: Say) => string;
}

const ENTRY: FamilyColumn[] = [
  {
    id: "gene",
    sort: "gene",
    width: "minmax(5.6rem, 0.6fr)",
    head: (say) => say("table.gene"),
    text: ({ entry }) => nameOf(entry),
    cell: ({ entry }) => (
      <span title={nameOf(entry)}>
        <b>{nameOf(entry) || "–"}</b>
      </span>
    ),
  },
  {
    id: "entry",
    sort: "position",
    width: "minmax(9.6rem, 0.5fr)",
    head: (say) => familySay(say)("table.entry"),
    text: ({ entry }, say) => `${placeText(entry, say)} ${alleleText(entry, say, true)}`,
    cell: ({ entry }, say) => (
      <span title={alleleText(entry, say, true).slice(0, 200)}>
        <code>{placeText(entry, say)}</code>
        <br />
        <code>
          {alleleText(entry, say)}
          {entry.effectIsRef && ` ${say("table.reference")}`}
        </code>
      </span>
    ),
  },
];

const CLASS: FamilyColumn = {
  id: "significance",
  sort: "significance",
  width: "minmax(6.4rem, 0.9fr)",
  head: (say) => say("table.significance"),
  text: ({ entry }) => classesOf(entry).join(" · "),
  cell: ({ entry }) => <span lang="en">{classesOf(entry).join(" · ")}</span>,
};

const STARS: FamilyColumn = {
  id: "stars",
  sort: "stars",
  width: "5.2rem",
  head: (say) => say("table.stars"),
  text: ({ stars }) => (stars === null ? "" : `${stars}/4`),
  cell: ({ stars }) => <Stars stars={stars} />,
};

const TOGETHER: FamilyColumn = {
  id: "together",
  sort: undefined,
  width: "minmax(10.5rem, 1.6fr)",
  head: (say) => familySay(say)("table.together"),
  text: togetherText,
  cell: (row, say) => <span title={togetherText(row, say)}>{togetherText(row, say)}</span>,
};

const OPEN: FamilyColumn = {
  id: "open",
  sort: undefined,
  width: "2.5rem",
  head: (say) => say("table.open"),
  text: () => "",
  cell: () => <Icon name="right" />,
};

/** All of them; `order`: the members whose columns stand there, from left to right. */
export function columnsOf(overview: FamilyOverview, order: number[]): FamilyColumn[] {
  const members = order.flatMap((at) => {
    const member = overview.members[at];
    return member ? [memberColumn(overview, member, at)] : [];
  });
  const tumor = overview.kind === "tumor";
  return [...ENTRY, ...members, TOGETHER, CLASS, ...(tumor ? [STARS] : []), OPEN];
}

function memberColumn(overview: FamilyOverview, member: FamilyMember, at: number): FamilyColumn {
  const { kind } = overview;
  return {
    id: `member${at}`,
    shape: "member",
    sort: `state ${at}`,
    width: kind === "tumor" ? "minmax(13.2rem, 0.7fr)" : "minmax(9.2rem, 0.7fr)",
    head: (say) =>
      `${familySay(say)(`role.short.${member.role}`)}\n${memberName(member, overview)}`,
    text: (row, say) => memberText(row, member, row.cells[at], say, kind),
    cell: (row, say) => {
      const cell = row.cells[at];
      return cell && <Cell {...{ row, member, cell, say, kind }} />;
    },
  };
}

function memberText(
  row: FamilyRow,
  member: FamilyMember,
  cell: FamilyCell | undefined,
  say: Say,
  kind: FamilyOverview["kind"],
): string {
  if (!cell) return "";
  const words = [sentence(say.word(`state.${cell.state}`)), cellText(row, member, cell, say)];
  if (kind === "tumor") {
    if (cell.alleleFraction !== null) words.push(fractionText(cell.alleleFraction, say));
    words.push(readsText(cell, say));
  }
  return words.filter(Boolean).join(" ");
}

function Cell(props: {
  row: FamilyRow;
  member: FamilyMember;
  cell: FamilyCell;
  say: Say;
  kind: FamilyOverview["kind"];
}) {
  const { row, member, cell, say, kind } = props;
  const fraction = kind === "tumor" && (cell.alleleFraction !== null || cell.depth !== null);
  const more = fraction ? "" : cellText(row, member, cell, say);
  return (
    <div class="of-member">
      <StateWord state={cell.state} />
      {more && <small>{more}</small>}
      {fraction && <Fraction {...{ cell, say }} />}
    </div>
  );
}

/** The fraction as a bar and a number, and the reads. */
export function Fraction({ cell, say }: { cell: FamilyCell; say: Say }) {
  const { alleleFraction: fraction } = cell;
  const reads = readsText(cell, say);
  return (
    <small class="of-reads">
      {fraction !== null && <FractionBar fraction={fraction} />}
      {fraction !== null && <b>{fractionText(fraction, say)}</b>}
      {reads && <span>{reads}</span>}
    </small>
  );
}
