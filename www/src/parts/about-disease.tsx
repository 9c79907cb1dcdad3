/** What a result about a disease rests on: why entries are listed, what no entry has, what a VCF does not show. */
import type { Summary } from "../job/protocol.js";
import type { Part } from "../model.js";
import { useSay } from "./common.js";

export function AboutDisease({ part, summary }: { part: Part; summary: Summary }) {
  const say = useSay();
  const { disease, filter } = part;
  const { byCondition: c = 0, byGene: g = 0, unmatched = [] } = summary.filter ?? {};
  const asked = filter.diseases?.flatMap(({ conditions, genes }) => [...conditions, ...genes]);
  const absent = unmatched.filter((name) => asked?.includes(name));
  return (
    <section class="about-disease" aria-labelledby="about-disease">
      <h2 id="about-disease">{say("about.title")}</h2>
      <dl class="basis">
        <div>
          <dt>{say("listedBy.condition")}</dt>
          <dd>{say("panel.entries", { n: c })}</dd>
          <dd class="muted small">{say("listedBy.condition.help")}</dd>
        </div>
        <div>
          <dt>{say("listedBy.gene")}</dt>
          <dd>{say("panel.entries", { n: g })}</dd>
          <dd class="muted small">{say("listedBy.gene.help")}</dd>
        </div>
      </dl>
      {absent.length > 0 && (
        <p class="absent small">
          {say("about.unmatched")} <span class="mono">{absent.join(", ")}</span>
        </p>
      )}
      {disease.mechanism && (
        <div class="note mechanism">
          <p>{say(`disease.mechanism.${disease.mechanism}`)}</p>
          <p class="muted small">
            {say("disease.mechanism.source", { source: disease.mechanismSource })}
          </p>
        </div>
      )}
    </section>
  );
}
