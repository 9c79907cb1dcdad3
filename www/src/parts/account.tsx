/** What was not answered and why, and what was read: nothing is lost silently. */
import type { Reason, State, Summary as Counts } from "genosieve";

import type { Summary } from "../job/protocol.js";
import type { Key, Say } from "../text/index.js";
import { en } from "../text/en.js";
import { sentence, useSay } from "./common.js";
import { noticeText } from "./notices.js";

/** States whose reasons are listed. */
const OPEN: State[] = ["notAssessed", "indeterminate"];

export function NotAssessed(props: {
  counts: Counts;
  /** Shows the entries of a reason, and nothing but them. */
  onReason: (states: State[], reason: Reason) => void;
}) {
  const say = useSay();
  const reasons = Object.entries(props.counts.reasons) as [Reason, number][];
  reasons.sort(([, a], [, b]) => b - a);
  return (
    <section aria-labelledby="na">
      <h2 id="na">{say("na.title")}</h2>
      <div class="card list">
        <p class="muted small">{say(reasons.length > 0 ? "na.lead" : "na.none")}</p>
        <ul class="reasons">
          {reasons.map(([reason, count]) => (
            <li key={reason}>
              <b>{sentence(say.word(`reason.${reason}`))}</b>
              <span class="count">{say.number(count)}</span>
              <p>{say(`reason.${reason}.help`)}</p>
              <button type="button" class="link" onClick={() => props.onReason(OPEN, reason)}>
                {say("na.filter")}
              </button>
            </li>
          ))}
        </ul>
        {(props.counts.reasons.no_record ?? 0) > 0 && <p class="muted small">{say("na.gvcf")}</p>}
      </div>
    </section>
  );
}

type SkipKey = Extract<Key, `skip.${string}`>;

const isSkip = (key: string): key is SkipKey => key in en;

function skipReason(code: string, say: Say): string {
  const key = `skip.${code}`;
  return isSkip(key) ? say.with(key, { code }) : say("skip.other", { code });
}

/** What the genotypes of a sample look like on X: no statement about a person. */
function copiesOfX({ copiesOfX: x }: Counts, say: Say): [string, string][] {
  if (x === null) return [];
  const copies = x.copies === null ? say("account.x.unknown") : say.number(x.copies);
  const value = say("account.x.value", { copies, h: x.heterozygous, n: x.genotypes });
  return [[say("account.x"), value]];
}

interface AccountProps {
  summary: Summary;
  counts: Counts;
}

export function Account(props: AccountProps) {
  const say = useSay();
  return (
    <section aria-labelledby="account">
      <h2 id="account">{say("account.title")}</h2>
      <AccountCard {...props} />
    </section>
  );
}

/** The same without its heading. */
export function AccountCard({ summary, counts }: AccountProps) {
  const say = useSay();
  const { accounting } = summary;
  const { lastPosition, unknownContigs, skipped, warnings } = accounting;
  const total = Object.values(skipped).reduce((sum, { count }) => sum + count, 0);
  const last = lastPosition && `${lastPosition.contig}:${say.number(lastPosition.pos)}`;
  const rows = [
    [say("account.records"), say.number(accounting.records)],
    [say("account.matched"), say.number(accounting.matched)],
    [say("account.skipped"), say.number(total)],
    [say("account.contigs"), say.number(unknownContigs.length)],
    [say("account.duplicates"), say.number(accounting.duplicates)],
    ...(accounting.otherLetters > 0
      ? [[say("account.letters"), say.number(accounting.otherLetters)]]
      : []),
    ...copiesOfX(counts, say),
    [say("account.last"), last ?? "–"],
    [say("account.bytes"), say.number(accounting.bytesRead)],
    [say("account.end"), say(accounting.complete ? "account.end.yes" : "account.end.no")],
  ];
  return (
    <div class="card list">
      <dl class="account">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {total > 0 && (
        <Lines
          title={say("account.lines")}
          lines={skipped}
          word={(code) => sentence(skipReason(code, say))}
        />
      )}
      {Object.keys(warnings).length > 0 && (
        <Lines
          title={say("account.warnings")}
          lines={warnings}
          word={(code, line) => noticeText({ code, detail: String(line) }, say)}
        />
      )}
      {unknownContigs.length > 0 && (
        <details>
          <summary>{say("account.contigs")}</summary>
          <ul class="lines">
            {unknownContigs.map(({ name, records }) => (
              <li key={name}>
                <code>{name}</code> <span class="muted">{say.number(records)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Lines(props: {
  title: string;
  lines: Summary["accounting"]["skipped"];
  /** What to say of a code, whose first line is this. */
  word: (code: string, line: number | undefined) => string;
}) {
  const say = useSay();
  return (
    <details>
      <summary>{props.title}</summary>
      {Object.entries(props.lines).map(([code, { count, first }]) => (
        <div key={code} class="skipped">
          <p>
            <b>{props.word(code, first[0]?.line)}</b> <span class="count">{say.number(count)}</span>
          </p>
          {first.length < count && (
            <p class="muted small">{say("account.first", { n: first.length })}</p>
          )}
          <ul class="lines">
            {first.map(({ line, message }) => (
              <li key={line}>
                <span class="muted">{say("account.line", { n: line })}</span> <code>{message}</code>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
