/** What a person can set. It is in memory only, and gone with the page. */
import type { ReportData } from "genosieve";

import type { Theme } from "../../js/element/words.js";

/** What a record needs to prove absence, and what a missing record means. */
export type Policy = Pick<
  ReportData["policy"],
  "minGq" | "minDp" | "allowImputed" | "absentIsReference"
>;

export interface Settings {
  theme: Theme;
  /** Whether names of diseases have their reading in kana beside them; it is found by either way. */
  kana: boolean;
  policy: Policy;
  /** How many workers read a large file; undefined: as many as the device is good for. */
  workers: number | undefined;
  /** Whether keys of one character do something (WCAG 2.2, success criterion 2.1.4). */
  shortcuts: boolean;
}

/** As the package has it. */
export const POLICY: Policy = {
  minGq: 20,
  minDp: null,
  allowImputed: false,
  absentIsReference: false,
};

export const SETTINGS: Settings = {
  theme: "auto",
  kana: true,
  policy: POLICY,
  workers: undefined,
  shortcuts: true,
};

/** The largest number that is taken for a quality or a depth: more is a slip. */
export const LARGEST = 999;

/** Workers that can be chosen: each holds the panel. */
export const MOST_WORKERS = Math.min(8, navigator.hardwareConcurrency || 1);

export function samePolicy(one: Policy, other: Policy): boolean {
  return (Object.keys(POLICY) as (keyof Policy)[]).every((key) => one[key] === other[key]);
}
