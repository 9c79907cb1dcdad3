/** How far the comparison is. No finding is shown before the end: a part would read as a result. */
import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Checked, State, Subject } from "../model.js";
import type { Say } from "../text/index.js";
import { GenomeLine } from "./chromosomes.js";
import { Heading, Name, useSay } from "./common.js";
import { subjectName } from "./lists.js";
import { PlaceLine, ways } from "./place-line.js";
import { PrivacyFacts } from "./privacy.js";
import { Speed } from "./speed.js";

/** Rounded up, in coarser steps for longer waits, so that it does not flicker. */
function left(seconds: number, say: Say): string {
  if (seconds <= 1) return say("run.left.soon");
  if (seconds > 100) return say("run.left.minutes", { n: Math.ceil(seconds / 60) });
  const step = seconds > 30 ? 5 : 1;
  return say("run.left.value", { n: Math.ceil(seconds / step) * step });
}

export function Running(props: {
  state: State;
  controller: Controller;
  checked: Checked;
  subject: Subject;
}) {
  const { state, controller, checked, subject } = props;
  const files = [subject.file, ...subject.more];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const say = useSay();
  const { progress } = state;
  const speed = useRef(new Speed()).current;
  if (progress) speed.note(progress, performance.now());
  const bytes = progress?.bytesRead ?? 0;
  const share = size > 0 ? bytes / size : 0;
  const percent = Math.min(100, Math.floor(share * 100));
  const seconds = speed.left(size);
  const remaining =
    percent >= 100 ? say("run.deriving") : seconds === undefined ? "–" : left(seconds, say);
  const { parts = [], position } = progress ?? {};
  const places = position
    ? [position]
    : parts.flatMap(({ reading, position }) => (reading && position ? position : []));
  const contigs = new Set(places.map(({ contig }) => contig));
  const lines = places.map(({ contig, pos }) => `${contig}:${say.number(pos)}`);
  // As many lines as there were once: nothing below moves while a worker goes from part to part.
  const most = useRef(0);
  most.current = Math.max(most.current, lines.length);
  while (lines.length < most.current) lines.push("\u00a0");
  const { contigs: named } = checked.inspection;
  const genome = useMemo(() => GenomeLine.of(named), [named]);
  // The same while nothing is sent: it is not gone through again with each number that changes.
  const privacy = useMemo(
    () => (
      <section class="card pad narrow" aria-labelledby="run-privacy">
        <h2 id="run-privacy">{say("privacy.title")}</h2>
        <PrivacyFacts requests={state.requests} shell={controller.shell} />
      </section>
    ),
    [state.requests, say],
  );
  return (
    <div class="wrap">
      <section class="card run">
        <div class="run-head">
          <div>
            <Heading>{say("run.title")}</Heading>
            <p class="muted small">
              <Name>{files.map(({ name }) => name).join(say("list.separator"))}</Name> ·{" "}
              <Name>{subjectName(subject, say)}</Name>
            </p>
          </div>
          <p class="percent" aria-hidden="true">
            {percent}
            <small>%</small>
          </p>
        </div>
        <Bar {...{ share, percent }} text={`${percent}%`} label={say("run.progress")} />
        <PlaceLine genome={genome} at={ways(progress ?? {}, size, genome)} />
        <dl class="stats">
          <Stat term={say("run.read")} value={say.size(bytes)}>
            {say("run.read.value", { total: say.size(size) })}
          </Stat>
          <Stat term={say("run.records")} value={say.number(progress?.records ?? 0)}>
            {speed.records !== undefined && say("run.rate", { n: rounded(speed.records) })}
          </Stat>
          <Stat term={say("run.left")} value={remaining} />
          <Stat term={say("run.where")} value={[...contigs].join(say("list.separator")) || "–"}>
            {lines.join("\n")}
          </Stat>
        </dl>
        <div class="run-foot">
          <p class="muted">{say("run.background")}</p>
          <button type="button" class="button" onClick={() => controller.cancel()}>
            {say("run.cancel")}
          </button>
        </div>
      </section>
      {privacy}
    </div>
  );
}

/** Two significant digits: a speed that changes ten times a second is not read to the unit. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

function Stat(props: { term: string; value: string; children?: unknown }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>
        {props.value}
        {typeof props.children === "string" && <small>{props.children}</small>}
      </dd>
    </div>
  );
}

function Bar(props: { share: number; percent: number; text: string; label: string }) {
  const fill = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Through the object model: the policy of the page allows no style attribute.
    if (fill.current) fill.current.style.width = `${Math.min(1, props.share) * 100}%`;
  }, [props.share]);
  return (
    <div
      class="bar"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={props.percent}
      aria-valuetext={props.text}
    >
      <div ref={fill} class="bar-fill" />
    </div>
  );
}
