/** The file was looked at and nothing compared: what it is, on what evidence, and which samples. */
import type { Build, Inspection } from "genosieve";
import type { ComponentChildren } from "preact";

import type { Controller } from "../controller.js";
import type { Checked, State } from "../model.js";
import type { Say } from "../text/index.js";
import { Heading, useSay } from "./common.js";
import { evidenceText } from "./evidence-text.js";
import { Lists } from "./lists.js";

interface CheckProps {
  state: State;
  controller: Controller;
  checked: Checked;
  starting: boolean;
}

export function Check(props: CheckProps) {
  const { state, controller, checked, starting } = props;
  const say = useSay();
  const missing = whatIsMissing(state, checked, say);
  return (
    <div class="wrap">
      <div class="head">
        <div>
          <Heading>{say("check.title")}</Heading>
          <p class="muted">{say("check.lead")}</p>
        </div>
        <div class="acts">
          <button type="button" class="button" onClick={() => controller.another()}>
            {say("check.cancel")}
          </button>
          <button
            type="button"
            class="button primary"
            aria-describedby={missing ? "missing" : undefined}
            disabled={missing !== undefined || starting}
            onClick={() => void controller.start()}
          >
            {say("check.start")}
          </button>
        </div>
      </div>
      {missing && (
        <p class="note" id="missing">
          {missing}
        </p>
      )}
      <div class="two">
        <FileFacts {...props} />
        <div class="stack">
          <Samples {...props} />
          <section class="card pad" aria-labelledby="check-list">
            <h2 id="check-list">{say("check.panel")}</h2>
            <Lists {...{ state, controller }} />
          </section>
        </div>
      </div>
    </div>
  );
}

/** What must be chosen before the comparison can start. */
function whatIsMissing(state: State, checked: Checked, say: Say): string | undefined {
  if (state.chosen === undefined) return say("panel.required");
  if (checked.panel === undefined) return say("check.build.required");
  if (state.samples?.length === 0) return say("check.samples.required");
  return undefined;
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function FileFacts({ state, controller, checked }: CheckProps) {
  const say = useSay();
  const { file, inspection } = checked;
  const compression =
    inspection.compression === "none"
      ? say("check.format.plain")
      : { bgzf: "BGZF", gzip: "gzip" }[inspection.compression];
  const format = inspection.fileformat?.replace(/^VCFv/, "VCF ") ?? "VCF";
  return (
    <section class="card pad" aria-labelledby="check-file">
      <h2 id="check-file" class="mono">
        {file.name}
      </h2>
      <dl class="rows">
        <Fact term={say("check.format")}>{[format, compression].join(" · ")}</Fact>
        <Fact term={say("check.size")}>{say.size(file.size)}</Fact>
        <Fact term={say("check.kind")}>
          {say(`check.kind.${inspection.kind}`)}
          <small>{say(`check.kind.${inspection.kind}.note`)}</small>
          <small>{say("check.kind.seen", { n: inspection.records })}</small>
        </Fact>
        <Fact term={say("check.build")}>
          <BuildFact {...{ state, controller, inspection }} />
        </Fact>
        <Fact term={say("check.contigs")}>{contigs(inspection, say)}</Fact>
      </dl>
    </section>
  );
}

const BUILDS: Build[] = ["GRCh38", "GRCh37", "T2T-CHM13v2", "NCBI36"];

function BuildFact(props: { state: State; controller: Controller; inspection: Inspection }) {
  const { state, controller, inspection } = props;
  const say = useSay();
  const known = state.build ?? inspection.build;
  return (
    <>
      {known ?? say("check.build.unknown")}
      {known === null && <small>{say("check.build.unknown.note")}</small>}
      {inspection.buildEvidence.map((evidence) => (
        <small key={evidence.kind + evidence.detail}>{evidenceText(evidence, say)}</small>
      ))}
      <details open={state.overriding || state.build !== undefined}>
        <summary>{say("check.build.choose")}</summary>
        <select
          aria-label={say("check.build.choose")}
          value={state.build ?? ""}
          onChange={(event) => {
            const { value } = event.currentTarget;
            controller.setBuild(BUILDS.find((build) => build === value));
          }}
        >
          <option value="">{say("check.build.auto")}</option>
          {BUILDS.map((build) => (
            <option key={build}>{build}</option>
          ))}
        </select>
      </details>
    </>
  );
}

function contigs({ contigs: names }: Inspection, say: Say): string {
  const [first, last] = [names[0], names[names.length - 1]];
  if (first === undefined || last === undefined) return "–";
  if (names.length <= 4) return names.join(say("list.separator"));
  return say("check.contigs.more", { first, last, n: names.length });
}

function Samples({ state, controller, checked }: CheckProps) {
  const say = useSay();
  const all = checked.inspection.samples;
  const [only] = all;
  const chosen = state.samples ?? all;
  const toggle = (name: string) => {
    const next = all.filter((one) => chosen.includes(one) !== (one === name));
    controller.setSamples(next.length === all.length ? undefined : next);
  };
  return (
    <section class="card pad" aria-labelledby="check-samples">
      <h2 id="check-samples">{say(all.length > 1 ? "check.samples.pick" : "check.samples")}</h2>
      {only === undefined && <p class="muted">{say("check.samples.none")}</p>}
      {all.length === 1 && <p class="strong">{only}</p>}
      {all.length > 1 && (
        <ul class="samples" tabIndex={0} aria-labelledby="check-samples">
          {all.map((name) => (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(name)}
                  onChange={() => toggle(name)}
                />
                {name}
              </label>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
