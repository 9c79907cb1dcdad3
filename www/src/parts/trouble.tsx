/** An error: what was found, what can be done, and its code. One pattern for all of them. */
import { useState } from "preact/hooks";

import { copyText } from "../copy.js";
import type { Controller } from "../controller.js";
import type { Code, Failure } from "../job/protocol.js";
import type { During } from "../model.js";
import type { Say } from "../text/index.js";
import { Gate } from "./actionable.js";
import { Heading, useSay } from "./common.js";
import { evidenceText } from "./evidence-text.js";

interface TroubleProps {
  failure: Failure;
  during: During;
  controller: Controller;
  /** The build of the list, where it has one. */
  list: string | undefined;
}

export function place({ line, byte }: Failure["position"], say: Say): string {
  if (line !== undefined) return say("error.place.line", { n: line });
  return byte === undefined ? "" : say("error.place.byte", { n: byte });
}

/** What the file says it is, beside what the list is. */
function builds({ evidence }: Failure, list: string | undefined, say: Say) {
  const named = [...new Set(evidence.flatMap(({ build }) => build ?? []))];
  const unknown = say("error.builds.unknown");
  return { file: named.join(say("list.separator")) || unknown, list: list ?? unknown };
}

/** Faults of the program or of the browser: their detail is of no use to a reader. */
const INSIDE = new Set<Code>([
  "trap",
  "out_of_memory",
  "worker_lost",
  "instance_gone",
  "boot",
  "browser",
  "wasm_load",
]);
/** What may go well the next time. */
const AGAIN = new Set<Code>([
  "trap",
  "out_of_memory",
  "worker_lost",
  "instance_gone",
  "file_changed",
]);

/** Refused, unreadable, or stopped: what kind of an end it is. */
function eyebrow({ code }: Failure, during: During, say: Say): string {
  if (code.startsWith("build_")) return [say("error.refused"), say("error.nothing")].join(" — ");
  if (INSIDE.has(code) || during === "result") return say("error.stopped");
  return [say("error.unreadable"), say("error.nothing")].join(" — ");
}

export function Trouble({ failure, during, controller, list }: TroubleProps) {
  const say = useSay();
  const [title, found, fix] = say.error(failure.code, failure.detail);
  const where = place(failure.position, say);
  const refused = failure.code.startsWith("build_");
  return (
    <div class="wrap">
      <section class="card trouble">
        <p class="eyebrow">{eyebrow(failure, during, say)}</p>
        <Heading>{title}</Heading>
        <dl>
          <dt>{say("error.found")}</dt>
          <dd>
            <p>{found}</p>
            {refused && <p>{say("error.builds", builds(failure, list, say))}</p>}
            {failure.detail && !refused && !INSIDE.has(failure.code) && (
              <p class="muted small">
                {say("error.detail")}: <code lang="en">{failure.detail}</code>
              </p>
            )}
            {failure.evidence.length > 0 && (
              <ul class="evidence">
                {failure.evidence.map((evidence) => (
                  <li key={evidence.kind + evidence.detail}>{evidenceText(evidence, say)}</li>
                ))}
              </ul>
            )}
          </dd>
          <dt>{say("error.fix")}</dt>
          <dd>{fix}</dd>
          <dt>{say("error.code")}</dt>
          <dd>
            <code class="code">{failure.code}</code> {where}
          </dd>
        </dl>
        {failure.code === "all_held_back" && <Gate {...{ controller }} held={0} asked={[]} />}
        {during !== "boot" && <Remedies {...{ failure, controller }} />}
        <CopyDetails {...{ failure, where }} />
      </section>
    </div>
  );
}

/** The first button is the remedy that the page can carry out. */
function Remedies({ failure, controller }: Pick<TroubleProps, "failure" | "controller">) {
  const say = useSay();
  const { code } = failure;
  const file = { label: say("error.another"), act: () => controller.another() };
  const list = { label: say("error.list"), act: () => controller.checkAgain(true) };
  const asList = { label: say("error.asList"), act: () => controller.useAsList() };
  const build = { label: say("error.build"), act: () => controller.overrideBuild() };
  const again = { label: say("error.retry"), act: () => controller.checkAgain() };
  const remediesOf = () => {
    switch (code) {
      case "all_held_back":
      case "filter_empty":
        return [list, file];
      case "input_not_vcf":
      case "input_is_panel":
        return [asList, file];
      case "build_unknown":
        return [build, list, file];
      case "samples_too_many":
        return [list];
      default:
        if (code.startsWith("build_")) return [list, build, file];
        return AGAIN.has(code) ? [again, file] : [file];
    }
  };
  return (
    <div class="acts">
      {remediesOf().map(({ label, act }, at) => (
        <button
          key={label}
          type="button"
          class={at === 0 ? "button primary" : "button"}
          onClick={act}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Code, place and version, for a report of the fault: never content of the file, never a name. */
function CopyDetails({ failure, where }: { failure: Failure; where: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const text = [`genosieve ${__VERSION__}`, failure.code, where].filter(Boolean).join("\n");
  return (
    <div class="copy-details">
      <button type="button" class="button quiet" onClick={() => setCopied(copyText(text))}>
        {say("error.copy")}
      </button>
      <p class="muted small" role="status">
        {say(copied ? "error.copied" : "error.copy.note")}
      </p>
    </div>
  );
}
