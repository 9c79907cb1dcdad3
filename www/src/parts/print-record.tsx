/** What a sheet of paper needs so that the answer can be had again: list, sources, file, policy, day. */
import type { Summary } from "../job/protocol.js";
import { usePrinting } from "../printing.js";
import type { Say } from "../text/index.js";
import { Name, useSay } from "./common.js";
import { wholePolicyText } from "./policy.js";

interface RecordProps {
  summary: Summary;
  /** Of several files all of them. */
  inputs?: Summary["input"][];
}

export function PrintRecord({ summary, inputs }: RecordProps) {
  const say = useSay();
  // Drawn anew for each printing, for its day.
  if (!usePrinting()) return null;
  return (
    <section class="print-record" aria-labelledby="print-record">
      <h2 id="print-record">{say("paper.record")}</h2>
      <dl>
        {rowsOf(summary, say, inputs).map(([term, values], at) => (
          <div key={at}>
            <dt>{term}</dt>
            <dd>
              {values.map((value) => (
                <span key={value}>
                  <Name>{value}</Name>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is on record of a run: terms, and their values. */
export function rowsOf(
  { panel, input, policy }: Summary,
  say: Say,
  inputs = [input],
): [term: string, values: string[]][] {
  const hash = (sha: string) => say("paper.hash", { sha });
  return [
    [say("result.panel"), known(panel.name, panel.build, hash(panel.sha256))],
    ...panel.sources.map(({ name, date, sha256 }): [string, string[]] => [
      say("paper.source"),
      known(name, date && say("panel.dated", { date }), hash(sha256)),
    ]),
    ...inputs.map(({ name, bytes, build }): [string, string[]] => [
      say("result.input"),
      known(name, say.size(bytes), build),
    ]),
    [say("settings.policy"), wholePolicyText(policy, say)],
    [say("paper.date"), [today()]],
  ];
}

const known = (...values: (string | null)[]) => values.filter((value) => value !== null);

/** The day where the person is. */
function today(): string {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
