/** The report as an embedding page gets it: the counts and what is carried, and no name or other text of the file. */
import type { Accounting, ReportData } from "genosieve";

import type { Screened } from "./screened.js";

const HANDED = new Set(["carried", "carriedAssumed"]);

/**
 * JSON of `genosieve.report/1`. Entries that are held back are in no report until their question is answered: the
 * filter of the report leaves them out. Names become numbers, as `genosieve export --samples number` has them.
 */
export function handed({ report }: Screened): string {
  const { verdicts, input, policy, accounting, notices, summary, ...data } = JSON.parse(
    report.json(),
  ) as ReportData;
  const numbers = new Map(input.samples.map((name, at) => [name, `sample-${at + 1}`]));
  const numbered = <T extends { sample: string | null }>(one: T): T => ({
    ...one,
    sample: one.sample === null ? null : (numbers.get(one.sample) ?? ""),
  });
  const { contigMap } = policy;
  return JSON.stringify({
    ...data,
    input: {
      ...input,
      name: "",
      samples: [...numbers.values()],
      buildEvidence: input.buildEvidence.map((one) => ({ ...one, detail: "" })),
    },
    policy: { ...policy, contigMap: contigMap && { ...contigMap, mapped: [] } },
    notices: notices.map((one) => ({ ...one, detail: /^\d+$/.test(one.detail) ? one.detail : "" })),
    summary: summary.map(numbered),
    verdicts: verdicts.filter(({ state }) => HANDED.has(state)).map(numbered),
    accounting: {
      ...accounting,
      skipped: counted(accounting.skipped),
      warnings: counted(accounting.warnings),
      unknownContigs: [],
      lastPosition: null,
    },
  });
}

/** How many lines there are of each kind, and nothing of them. */
function counted(noted: Accounting["skipped"]): Accounting["skipped"] {
  const kinds = Object.entries(noted).map(([code, one]) => [code, { ...one, first: [] }]);
  return Object.fromEntries(kinds) as Accounting["skipped"];
}
