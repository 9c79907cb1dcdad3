/** The report as an embedding page gets it: the counts and what is carried, without names of samples and of the file. */
import type { ReportData } from "genosieve";

import type { Screened } from "./screened.js";

const HANDED = new Set(["carried", "carriedAssumed"]);

/**
 * JSON of `genosieve.report/1`. Entries that are held back are in no report until their question is answered: the
 * filter of the report leaves them out. Names become numbers, as `genosieve export --samples number` has them.
 */
export function handed({ report }: Screened): string {
  const { verdicts, input, policy, ...data } = JSON.parse(report.json()) as ReportData;
  const numbers = new Map(input.samples.map((name, at) => [name, `sample-${at + 1}`]));
  const numbered = <T extends { sample: string | null }>(one: T): T => ({
    ...one,
    sample: one.sample === null ? null : (numbers.get(one.sample) ?? ""),
  });
  return JSON.stringify({
    ...data,
    input: { ...input, name: "", samples: [...numbers.values()] },
    policy,
    summary: data.summary.map(numbered),
    verdicts: verdicts.filter(({ state }) => HANDED.has(state)).map(numbered),
  });
}
