import type { State } from "./types.js";

/** All states, in the order in which a report counts them. */
export const STATES: readonly State[] = [
  "carried",
  "carriedAssumed",
  "notCarried",
  "notCarriedAssumed",
  "notAssessed",
  "indeterminate",
];
