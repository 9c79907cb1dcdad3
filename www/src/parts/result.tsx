/** The answer: counts of equal weight, the sentence, the entries, and what was not answered. */
import type { Reason, State as Verdict, Summary as Counts } from "genosieve";
import { useEffect, useState } from "preact/hooks";

import { isClinVar } from "../annotation.js";
import type { Controller } from "../controller.js";
import { answered } from "../job/genes.js";
import type { JobProgress, Summary } from "../job/protocol.js";
import type { Subject } from "../model.js";
import type { Narrowing } from "../narrowing.js";
import { usePrinting } from "../printing.js";
import type { Resources } from "../resources.js";
import { AboutDisease } from "./about-disease.js";
import { Account, NotAssessed } from "./account.js";
import { Actionable, HeldBack, useActionable } from "./actionable.js";
import { ByGene, useGenes } from "./by-gene.js";
import { Heading, useSay } from "./common.js";
import { ContextList, shownSeconds, type ContextRow } from "./context.js";
import { askedAbout, Counts as CountCards, isOfRegions, ShareBar } from "./counts.js";
import { Entries } from "./entries.js";
import { IntendedUse } from "./frame.js";
import { HandOver } from "./hand-over.js";
import { Karyogram } from "./karyogram.js";
import { skippedOf, subjectName } from "./lists.js";
import { NO_FILTER, type Filter } from "./listing.js";
import { Narrow } from "./narrow.js";
import { noticeText } from "./notices.js";
import { policyText } from "./policy.js";
import { PrintRecord } from "./print-record.js";
import { PrintBoth, PrintBothEnd } from "./print-both.js";
import { PrintRows, useFindings } from "./print-rows.js";
import { Save } from "./save.js";
import { incompleteText, sentences, who } from "./sentences.js";
import { Single } from "./single.js";

interface ResultProps {
  controller: Controller;
  subject: Subject;
  summary: Summary;
  seconds: number;
  narrowing: Narrowing;
  held: number;
  opened: boolean;
  resources: Resources | undefined;
  progress: JobProgress | undefined;
}

export function Result(props: ResultProps) {
  const { summary, subject, controller, narrowing, held, opened, resources } = props;
  const say = useSay();
  const [sample, setSample] = useState(0);
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const counts = summary.summary[sample] ?? summary.summary[0];
  const asked = narrowing.genes.filter((gene) => resources?.actionable.has(gene.toUpperCase()));
  const gated = isClinVar(subject.choice);
  const ofGenes = narrowing.genes.length > 0;
  const shownGenes = ofGenes
    ? asked.map((gene) => gene.toUpperCase())
    : [...(resources?.actionable.keys() ?? [])];
  const { actionable } = resources ?? {};
  // At hand for paper, too, which waits for no worker.
  const findings = useFindings(controller, summary, sample);
  const genes = useGenes(controller, summary, sample);
  const answer = useActionable(
    controller,
    summary,
    sample,
    actionable,
    gated && opened ? shownGenes : undefined,
  );
  const gate = actionable &&
    gated && { controller, summary, sample, actionable, answer, asked, ofGenes };
  const both = usePrinting() === "both";
  const ofDisease = summary.filter?.asked.diseases !== undefined;
  useEffect(() => {
    if (ofDisease) return;
    // Another filter asks for another view: the one that was asked for first would be thrown away.
    setFilter((now) => (now.listedBy === undefined ? now : { ...now, listedBy: undefined }));
  }, [ofDisease]);
  useEffect(() => announce(controller, summary, sample), [sample, summary]);
  if (!counts) return null;
  const byReason = (states: Verdict[], reason: Reason) =>
    setFilter({ ...NO_FILTER, states, reason });
  return (
    <>
      {both && (
        <PrintBoth
          {...{ subject, summary, counts, narrowing }}
          found={findings}
          held={opened ? 0 : held}
        />
      )}
      <div class={both ? "wrap one-language" : "wrap"}>
        <div class="head">
          <Heading>{say("result.title")}</Heading>
          <div class="acts">
            <button
              type="button"
              class="button"
              onClick={() => {
                controller.chooseAnother();
                controller.checkAgain();
              }}
            >
              {say("result.again")}
            </button>
            <Save
              {...{ summary, controller }}
              exporter={resources?.modules.exporter}
              progress={props.progress}
            />
            <HandOver {...{ summary, controller }} />
          </div>
        </div>
        <Context {...props} counts={counts} />
        <Incomplete summary={summary} />
        {summary.summary.length > 1 && (
          <SampleChoice {...{ summary, sample }} onChoose={setSample} />
        )}
        <Narrow
          {...props}
          diseases={resources?.diseases}
          heldBack={!opened && held > 0}
          readsGenes={resources?.modules.describer !== undefined}
        />
        {!opened && !ofDisease && <HeldBack {...{ held, asked }} />}
        <Answer {...{ controller, summary, counts, sample }} />
        {subject.part && <AboutDisease {...{ summary }} part={subject.part} />}
        <Notices summary={summary} />
        <Entries key={sample} {...{ controller, summary, counts, sample, filter, setFilter }} />
        {!both && <PrintRows found={findings} />}
        <div class="where">
          <Karyogram
            {...{ controller, summary, sample }}
            onPlace={(search) => {
              setFilter({ ...NO_FILTER, search });
              showEntries();
            }}
          />
          <ByGene
            {...{ genes, actionable }}
            onGene={(gene) => {
              setFilter(NO_FILTER);
              void controller.narrow({ ...narrowing, genes: [gene] });
              showEntries();
            }}
          />
        </div>
        <div class="two">
          <NotAssessed counts={counts} onReason={byReason} />
          <Account {...{ summary, counts }} />
        </div>
        {gate && <Actionable {...gate} {...{ opened, held }} />}
        <PrintRecord summary={summary} />
      </div>
      {both ? (
        <PrintBothEnd
          {...{ summary, genes, actionable }}
          sha={resources?.wasmSha}
          opened={gate && opened ? gate : undefined}
        />
      ) : (
        <IntendedUse />
      )}
    </>
  );
}

/** Goes to the table: what was chosen elsewhere shows there. */
function showEntries(): void {
  document.querySelector(".entries")?.scrollIntoView({ block: "start" });
  document.querySelector<HTMLElement>(".entries [type=search]")?.focus({ preventScroll: true });
}

/** Says the counts of the sample that is shown, and that a file was cut where it was. */
function announce(controller: Controller, summary: Summary, sample: number): void {
  const counts = summary.summary[sample];
  if (!counts) return;
  const { carried: c, indeterminate: i, notAssessed: m, notCarried: a } = counts;
  const key = summary.accounting.complete ? "run.done" : "run.done.incomplete";
  controller.say((say) => say(key, { who: who(counts, say).trim(), c, i, m, a }));
}

function Context({ subject, summary, seconds, counts }: ResultProps & { counts: Counts }) {
  const say = useSay();
  const { panel, input, accounting, policy } = summary;
  const unused = subject.choice.group === "own" ? skippedOf(subject.choice.panels) : 0;
  const [first, ...more] = policyText(policy, say);
  const skipped = Object.values(accounting.skipped).reduce((sum, { count }) => sum + count, 0);
  const took = shownSeconds(seconds);
  const date = panel.sources[0]?.date;
  const rows: ContextRow[] = [
    [
      say("result.panel"),
      subjectName(subject, say),
      [
        say("panel.entries", { n: askedAbout(summary) }),
        panel.build,
        date && say("panel.dated", { date }),
        unused > 0 && say("panel.own.skipped", { n: unused }),
      ],
    ],
    [say("result.input"), input.name, [say.size(subject.file.size), input.build]],
    [say("result.sample"), counts.sample ?? say("check.samples.none"), []],
    [
      say("result.read"),
      say(accounting.complete ? "result.complete" : "result.incomplete.short"),
      [skipped > 0 && say("result.skipped", { n: skipped }), say("result.took", { n: took })],
    ],
  ];
  if (first) rows.push([say("result.policy"), first, more]);
  return <ContextList {...{ rows }} />;
}

/** What a reader must see before any number. */
function Incomplete({ summary }: { summary: Summary }) {
  const text = incompleteText(summary, useSay());
  return text === undefined ? null : (
    <p class="note strong" role="note">
      {text}
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

function Answer(props: {
  controller: Controller;
  summary: Summary;
  counts: Counts;
  sample: number;
}) {
  const { summary, counts } = props;
  const say = useSay();
  const total = askedAbout(summary);
  // Of one entry the sentence says all, why there is no answer too.
  if (total > 1 && answered(counts) + counts.indeterminate === 0) {
    return (
      <section class="card pad nothing">
        <h2>{say("result.compared0.title")}</h2>
        <p>{say("result.compared0")}</p>
      </section>
    );
  }
  return (
    <section aria-label={say("result.title")}>
      <CountCards counts={counts} regions={isOfRegions(summary)} />
      <ShareBar {...{ counts, total }} />
      <div class="say">
        {total === 1 ? <Single {...props} /> : <p>{sentences(summary, counts, total, say)}</p>}
        <p>{say("result.scope")}</p>
      </div>
    </section>
  );
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
        {shown.map((notice) => (
          <li key={notice.code + notice.detail}>{noticeText(notice, say)}</li>
        ))}
      </ul>
    </section>
  );
}
