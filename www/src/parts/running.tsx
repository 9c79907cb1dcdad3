/** How far the comparison is. No finding is shown before the end: a part would read as a result. */
import type { JobProgress } from "../job/protocol.js";
import { useEffect, useRef } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { State, Subject } from "../model.js";
import type { Say } from "../text/index.js";
import { Heading, Name, useSay } from "./common.js";
import { choiceName } from "./lists.js";
import { PrivacyFacts } from "./privacy.js";

/** Milliseconds that speed and time left are taken from. */
const WINDOW = 2000;

interface Point {
  at: number;
  bytes: number;
  records: number;
}

/** Speed over the last two seconds: per second. */
function useSpeed(
  progress: JobProgress | undefined,
): { bytes: number; records: number } | undefined {
  const points = useRef<Point[]>([]);
  if (!progress) return undefined;
  const now = { at: performance.now(), bytes: progress.bytesRead, records: progress.records ?? 0 };
  const last = points.current.at(-1);
  if (last?.bytes !== now.bytes) points.current.push(now);
  while ((points.current[1]?.at ?? now.at) < now.at - WINDOW) points.current.shift();
  const [first] = points.current;
  const seconds = (now.at - (first?.at ?? now.at)) / 1000;
  if (!first || seconds < 0.2) return undefined;
  return {
    bytes: (now.bytes - first.bytes) / seconds,
    records: (now.records - first.records) / seconds,
  };
}

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
  since: number;
  subject: Subject;
}) {
  const { state, controller, since, subject } = props;
  const { file } = subject;
  const say = useSay();
  const { progress } = state;
  const speed = useSpeed(progress);
  const bytes = progress?.bytesRead ?? 0;
  const share = file.size > 0 ? bytes / file.size : 0;
  const percent = Math.min(100, Math.floor(share * 100));
  const waited = performance.now() - since > 1000;
  const seconds = speed && speed.bytes > 0 ? (file.size - bytes) / speed.bytes : undefined;
  const remaining =
    percent >= 100
      ? say("run.deriving")
      : waited && seconds !== undefined
        ? left(seconds, say)
        : "–";
  return (
    <div class="wrap">
      <section class="card run">
        <div class="run-head">
          <div>
            <Heading>{say("run.title")}</Heading>
            <p class="muted small">
              <Name>{file.name}</Name> · <Name>{choiceName(subject.choice, say)}</Name>
            </p>
          </div>
          <p class="percent" aria-hidden="true">
            {percent}
            <small>%</small>
          </p>
        </div>
        <Bar {...{ share, percent }} text={`${percent}%`} label={say("run.progress")} />
        <dl class="stats">
          <Stat term={say("run.read")} value={say.size(bytes)}>
            {say("run.read.value", { total: say.size(file.size) })}
          </Stat>
          <Stat term={say("run.records")} value={say.number(progress?.records ?? 0)}>
            {speed && say("run.rate", { n: rounded(speed.records) })}
          </Stat>
          <Stat term={say("run.left")} value={remaining} />
          <Stat term={say("run.where")} value={progress?.position?.contig ?? "–"}>
            {progress?.position && say.number(progress.position.pos)}
          </Stat>
        </dl>
        <div class="run-foot">
          <p class="muted">{say("run.background")}</p>
          <button type="button" class="button" onClick={() => controller.cancel()}>
            {say("run.cancel")}
          </button>
        </div>
      </section>
      <section class="card pad narrow" aria-labelledby="run-privacy">
        <h2 id="run-privacy">{say("privacy.title")}</h2>
        <PrivacyFacts requests={state.requests} />
      </section>
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
