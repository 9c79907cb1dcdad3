/** The answer: counts of equal weight, the sentence, the entries, and what was not answered. */
import type { State as Verdict, Summary as Counts } from "genosieve";
import { useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Summary } from "../job/protocol.js";
import type { State } from "../model.js";
import type { Say } from "../text/index.js";
import { Heading, useSay } from "./common.js";
import { Account, NotAssessed } from "./account.js";
import { Counts as CountCards, ShareBar } from "./counts.js";
import { Entries } from "./entries.js";
import { IntendedUse } from "./frame.js";
import { choiceName } from "./lists.js";
import { Save } from "./save.js";

interface ResultProps {
  state: State;
  controller: Controller;
  summary: Summary;
  file: File;
  seconds: number;
}

/** What the table is asked to show from elsewhere on the page. */
export interface Wanted {
  states: Verdict[];
  reason: string | undefined;
}

export function Result(props: ResultProps) {
  const { summary, controller } = props;
  const say = useSay();
  const [sample, setSample] = useState(0);
  const [wanted, setWanted] = useState<Wanted>({ states: [], reason: undefined });
  const counts = summary.summary[sample] ?? summary.summary[0];
  if (!counts) return null;
  return (
    <>
      <div class="wrap">
        <div class="head">
          <Heading>{say("result.title")}</Heading>
          <div class="acts">
            <button type="button" class="button" onClick={() => controller.checkAgain()}>
              {say("result.again")}
            </button>
            <Save {...{ summary, controller }} />
          </div>
        </div>
        <Context {...props} counts={counts} />
        <Incomplete summary={summary} />
        {summary.summary.length > 1 && (
          <SampleChoice {...{ summary, sample }} onChoose={setSample} />
        )}
        <Answer counts={counts} total={summary.panel.alleles} />
        <Notices summary={summary} />
        <Entries key={sample} {...{ controller, summary, counts, sample, wanted, setWanted }} />
        <div class="two">
          <NotAssessed counts={counts} kind={wanted} onReason={setWanted} />
          <Account summary={summary} />
        </div>
      </div>
      <IntendedUse />
    </>
  );
}

function Context({ state, summary, file, seconds, counts }: ResultProps & { counts: Counts }) {
  const say = useSay();
  const { panel, input, accounting } = summary;
  const list = state.choices.find(({ id }) => id === state.chosen);
  const skipped = Object.values(accounting.skipped).reduce((sum, { count }) => sum + count, 0);
  const took = seconds < 10 ? Math.round(seconds * 100) / 100 : Math.round(seconds);
  const date = panel.sources[0]?.date;
  const rows: [string, (string | false | null | undefined)[]][] = [
    [
      say("result.panel"),
      [
        list ? choiceName(list, say) : panel.name,
        say("panel.entries", { n: panel.alleles }),
        date && say("panel.dated", { date }),
      ],
    ],
    [say("result.input"), [input.name, say.size(file.size), input.build]],
    [say("result.sample"), [counts.sample ?? say("check.samples.none")]],
    [
      say("result.read"),
      [
        say(accounting.complete ? "result.complete" : "result.incomplete.short"),
        skipped > 0 && say("result.skipped", { n: skipped }),
        say("result.took", { n: took }),
      ],
    ],
  ];
  return (
    <dl class="context">
      {rows.map(([term, values]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{values.filter(Boolean).join(" · ")}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a reader must see before any number. */
function Incomplete({ summary }: { summary: Summary }) {
  const say = useSay();
  const { complete, lastPosition } = summary.accounting;
  if (complete) return null;
  const pos = lastPosition && `${lastPosition.contig}:${say.number(lastPosition.pos)}`;
  return (
    <p class="note strong" role="note">
      {pos ? say("result.incomplete", { pos }) : say("result.incomplete.start")}
    </p>
  );
}

function SampleChoice(props: {
  summary: Summary;
  sample: number;
  onChoose: (sample: number) => void;
}) {
  const say = useSay();
  return (
    <p class="sample-choice">
      <label>
        {say("result.samples.choose")}
        <select
          value={props.sample}
          onChange={(event) => props.onChoose(Number(event.currentTarget.value))}
        >
          {props.summary.summary.map(({ sample }, at) => (
            <option key={at} value={at}>
              {sample}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}

/** Entries that the file answered at all. */
function answered(counts: Counts): number {
  const { carried, notCarried, indeterminate, carriedAssumed, notCarriedAssumed } = counts;
  return carried + notCarried + indeterminate + carriedAssumed + notCarriedAssumed;
}

function Answer({ counts, total }: { counts: Counts; total: number }) {
  const say = useSay();
  if (answered(counts) === 0) {
    return (
      <section class="card pad nothing">
        <h2>{say("result.compared0.title")}</h2>
        <p>{say("result.compared0")}</p>
        <p class="muted">{say("result.sentence", values(counts, total, say))}</p>
      </section>
    );
  }
  return (
    <section aria-label={say("result.title")}>
      <CountCards counts={counts} />
      <ShareBar {...{ counts, total }} />
      <div class="say">
        <p>
          {counts.carried + counts.carriedAssumed === 0
            ? say("result.zero", { n: answered(counts), m: counts.notAssessed })
            : say("result.sentence", values(counts, total, say))}
        </p>
        <p>{say("result.scope")}</p>
      </div>
    </section>
  );
}

function values(counts: Counts, total: number, say: Say) {
  const { sample, carried, notAssessed, indeterminate } = counts;
  const who = sample === null ? say("result.who.sites") : say("result.who", { name: sample });
  return { total, c: carried, m: notAssessed + indeterminate, who };
}

function Notices({ summary }: { summary: Summary }) {
  const say = useSay();
  // The banner says it already, and larger.
  const shown = summary.notices.filter(({ code }) => code !== "incomplete");
  if (shown.length === 0) return null;
  return (
    <section class="note" aria-labelledby="notices">
      <h2 id="notices">{say("notices.title")}</h2>
      <ul>
        {shown.map(({ code, detail }) => (
          <li key={code + detail}>{say.word(`notice.${code}`, detail)}</li>
        ))}
      </ul>
    </section>
  );
}
