/** What a result can be saved as, or put on paper as, and what each of these lets a person choose. */
import type { Summary, Written } from "../job/protocol.js";
import type { Sheets } from "../printing.js";

/** From this many independent sites on, Japan's guideline speaks of an identification code. */
export const MANY = 40;

/** Sites that are shown, or more: those of several samples are counted once each. */
export function atMost({ summary }: Summary): number {
  return summary.reduce((sum, { carried, indeterminate }) => sum + carried + indeterminate, 0);
}

export type Form = Sheets | Written["format"];

/** For people first, then tables, then what other software reads. */
export const FORMS: readonly Form[] = [
  "page",
  "both",
  "html",
  "csv",
  "tsv",
  "json",
  "vcf",
  "fhir",
  "phenopacket",
  "summary",
];

export const isPaper = (form: Form): form is Sheets => form === "page" || form === "both";

/** The report as it is: all rows that it lists, and its names. */
const isWhole = (form: Form) => isPaper(form) || form === "json";

/** Whether it needs no part of the page that may be missing. */
export const isAlwaysThere = isWhole;

export const hasRowsChoice = (form: Form) => !isWhole(form) && form !== "summary";

export const hasNamesChoice = (form: Form) => !isWhole(form);

/** The rows that it would hold; none of counts. */
export function scopeOf(form: Form, chosen: Written["scope"]): Written["scope"] | undefined {
  if (form === "summary") return undefined;
  return isWhole(form) ? "all" : chosen;
}

const EXTENSIONS: Partial<Record<Form, string>> = {
  fhir: "fhir.json",
  phenopacket: "phenopacket.json",
  summary: "counts.json",
};

/** No sample and no input name: file names travel further than their content. `part`: which of several files, from 1. */
export function fileName(panel: string, form: Form, part?: number): string {
  // The day where the person is, which is another one than in Greenwich for much of it.
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const day = parts.map((part) => String(part).padStart(2, "0")).join("");
  const name = panel.replace(/[^\p{L}\p{N}._-]+/gu, "_");
  const of = part === undefined ? "" : `_${part}`;
  return `genosieve_${name}_${day}${of}.${EXTENSIONS[form] ?? form}`;
}
