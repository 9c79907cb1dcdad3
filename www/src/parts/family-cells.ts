/** What a member has of an entry, as the parts of the page for one sample take it. */
import type {
  EntryRow,
  FamilyCell,
  FamilyMember,
  FamilyOverview,
  FamilyRow,
  FamilyView,
} from "genosieve";

import { familySay, type FamilySay } from "../text/family.js";
import type { Say } from "../text/index.js";
import { sentence } from "./common.js";
import { zygosityText } from "./columns.js";

/** Views in the order of the page; sections are none of them there. */
export const VIEWS = {
  family: [
    "neither",
    "mother",
    "father",
    "both",
    "cannot",
    "twoCopies",
    "inTrans",
    "phaseUnknown",
    "singleCopyOfX",
    "sharedWithSibling",
  ],
  tumor: ["tumorOnly", "alsoInNormal", "normalUnknown", "originNotShown"],
} as const satisfies Record<FamilyOverview["kind"], readonly FamilyView[]>;

export type NamedView = (typeof VIEWS)[keyof typeof VIEWS][number];

const isNamed = (view: FamilyView): view is NamedView =>
  view !== "germlineSection" && view !== "tumorSection";

/** Of the mitochondrion alone the fraction is a part of the zygosity. */
const OF_FRACTION: readonly (string | null)[] = ["homoplasmic", "heteroplasmic"];

/** A member's cell as a row about this member alone. */
export function entryRow(row: FamilyRow, member: FamilyMember, cell: FamilyCell): EntryRow {
  const { number, entry, significanceClass, stars } = row;
  const alleleFraction = OF_FRACTION.includes(cell.zygosity) ? cell.alleleFraction : null;
  return {
    number,
    entry,
    significanceClass,
    stars,
    sample: member.sample,
    state: cell.state,
    reason: cell.reason,
    zygosity: cell.zygosity,
    copies: cell.copies,
    alleleFraction,
    match: cell.match,
    flags: cell.flags,
    records: cell.records,
  };
}

/** The second line of a cell: how many copies, or why there is no answer. */
export function cellText(row: FamilyRow, member: FamilyMember, cell: FamilyCell, say: Say): string {
  if (cell.reason !== null) return sentence(say.word(`reason.${cell.reason}`));
  return sentence(zygosityText(entryRow(row, member, cell), say));
}

/** What is told of a row as a whole, in parts of a sentence. */
export function togetherWords({ views, assumed }: FamilyRow, say: FamilySay): string[] {
  const words = views.filter(isNamed).map((view) => say(`short.${view}`));
  return assumed ? [...words, say("short.assumed")] : words;
}

/** The same as one. */
export function togetherText(row: FamilyRow, say: Say): string {
  return sentence(togetherWords(row, familySay(say)).join(say("list.separator")));
}

export const memberName = (
  { sample, report }: FamilyMember,
  { reports }: Pick<FamilyOverview, "reports">,
): string => sample ?? reports[report]?.input.name ?? "";

/** A fraction with as many digits as tell small ones apart. */
export function fractionText(fraction: number, say: Say): string {
  const digits = fraction > 0 && fraction < 0.1 ? 3 : 2;
  return new Intl.NumberFormat(say.language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(fraction);
}

/** The reads behind a fraction, as far as the file states them. */
export function readsText({ reads, depth }: FamilyCell, say: Say): string {
  if (reads !== null && depth !== null) return `${say.number(reads)} / ${say.number(depth)}`;
  return depth === null ? "" : `– / ${say.number(depth)}`;
}
