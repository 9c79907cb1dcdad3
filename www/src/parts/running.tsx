/** How far the comparison is. No finding is shown before the end: a part would read as a result. */
import type { PartProgress } from "genosieve";
import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { State, Subject } from "../model.js";
import type { Say } from "../text/index.js";
import { Heading, Name, useSay } from "./common.js";
import { subjectName } from "./lists.js";
import { PrivacyFacts } from "./privacy.js";
import { Speed } from "./speed.js";

/** Rounded up, in coarser steps for longer waits, so that it does not flicker. */
function left(seconds: number, say: Say): string {
  if (seconds <= 1) return say("run.left.soon");
  if (seconds > 100) return say("run.left.minutes", { n: Math.ceil(seconds / 60) });
  const step = seconds > 30 ? 5 : 1;
  return say("run.left.value", { n: Math.ceil(seconds / step) * step });
}

export function Running(props: { state: State; controller: Controller; subject: Subject }) {
  const { state, controller, subject } = props;
  const { file } = subject;
  const say = useSay();
  const { progress } = state;
  const speed = useRef(new Speed()).current;
  if (progress) speed.note(progress, performance.now());
  const bytes = progress?.bytesRead ?? 0;
  const share = file.size > 0 ? bytes / file.size : 0;
  const percent = Math.min(100, Math.floor(share * 100));
  const seconds = speed.left(file.size);
  const remaining =
    percent >= 100 ? say("run.deriving") : seconds === undefined ? "–" : left(seconds, say);
  const { parts = [], position } = progress ?? {};
  const busy = parts.filter(({ reading }) => reading);
  // One that reads all of it is at one place.
  const alone = { from: 0, bytesRead: bytes, reading: true };
  const contigs = new Set(busy.flatMap(({ position }) => position?.contig ?? []));
  // The same while nothing is sent: it is not gone through again with each number that changes.
  const privacy = useMemo(
    () => (
      <section class="card pad narrow" aria-labelledby="run-privacy">
        <h2 id="run-privacy">{say("privacy.title")}</h2>
        <PrivacyFacts requests={state.requests} />
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
              <Name>{file.name}</Name> · <Name>{subjectName(subject, say)}</Name>
            </p>
          </div>
          <p class="percent" aria-hidden="true">
            {percent}
            <small>%</small>
          </p>
        </div>
        <Bar {...{ share, percent }} text={`${percent}%`} label={say("run.progress")} />
        <FileLine size={file.size} places={parts.length > 0 ? parts : [alone]} />
        <dl class="stats">
          <Stat term={say("run.read")} value={say.size(bytes)}>
            {say("run.read.value", { total: say.size(file.size) })}
          </Stat>
          <Stat term={say("run.records")} value={say.number(progress?.records ?? 0)}>
            {speed.records !== undefined && say("run.rate", { n: rounded(speed.records) })}
          </Stat>
          <Stat term={say("run.left")} value={remaining} />
          <Stat
            term={say("run.where")}
            value={position?.contig ?? ([...contigs].join(say("list.separator")) || "–")}
          >
            {position
              ? say.number(position.pos)
              : busy.length > 1 && say("run.workers", { n: busy.length })}
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

/** Half of a diamond's width and height, in pixels. */
const MARK = 6;

/** The file as one line: what was read of it, and a diamond where each worker is. */
function FileLine(props: {
  size: number;
  places: Pick<PartProgress, "from" | "bytesRead" | "reading">[];
}) {
  const { size, places } = props;
  const at = (byte: number) => `${((100 * byte) / size).toFixed(2)}%`;
  return (
    <svg class="file-line" height={2 * MARK + 2} aria-hidden="true">
      <line x1="0" x2="100%" y1="50%" y2="50%" />
      {places.map(({ from, bytesRead }) => (
        <line class="read" x1={at(from)} x2={at(from + bytesRead)} y1="50%" y2="50%" />
      ))}
      {places.map(
        ({ from, bytesRead, reading }) =>
          reading && (
            <svg x={at(from + bytesRead)} y="50%" overflow="visible">
              <path d={`M0 ${-MARK} ${MARK} 0 0 ${MARK} ${-MARK} 0Z`} />
            </svg>
          ),
      )}
    </svg>
  );
}
