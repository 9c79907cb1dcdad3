/** What a result says in sentences. */
import type { Summary as Counts } from "genosieve";

import type { Summary } from "../job/protocol.js";
import type { Say } from "../text/index.js";
import { isOfRegions } from "./counts.js";

export function who({ sample }: Counts, say: Say): string {
  return sample === null ? say("result.who.sites") : say("result.who", { name: sample });
}

/** What stands under the counts: what is recorded, what is open, what the person chose to assume. */
export function sentences(summary: Summary, counts: Counts, total: number, say: Say): string {
  const { carried: c, notCarried, notAssessed: m, indeterminate: i } = counts;
  const assumed = counts.carriedAssumed + counts.notCarriedAssumed;
  const zero = c === 0 && i === 0;
  const none = isOfRegions(summary) ? "result.zero.regions" : "result.zero";
  const of = { total, c, m, i, who: who(counts, say) };
  const open = i > 0 ? "result.open.undecided" : m > 0 && "result.open";
  return [
    zero ? say(none, { n: notCarried }) : say("result.sentence", of),
    open && say(open, of),
    assumed > 0 && say("result.assumed", { n: assumed }),
    zero && say("result.single.none"),
  ]
    .filter(Boolean)
    .join(say.language === "ja" ? "" : " ");
}

/** That a file was cut short, and where; undefined of a whole one. */
export function incompleteText({ accounting, notices }: Summary, say: Say): string | undefined {
  const { complete, lastPosition } = accounting;
  if (complete) return undefined;
  if (!lastPosition) return say("result.incomplete.start");
  const pos = `${lastPosition.contig}:${say.number(lastPosition.pos)}`;
  const unmarked = notices.some(({ code }) => code === "no_eof_block");
  return say(unmarked ? "result.unmarked" : "result.incomplete", { pos });
}
