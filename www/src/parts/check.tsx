/** The file was looked at and nothing compared: what it is, on what evidence, and which samples. */
import type { Inspection } from "genosieve";
import type { ComponentChildren } from "preact";

import type { Controller } from "../controller.js";
import { BUILDS, type Checked, type State } from "../model.js";
import type { Say } from "../text/index.js";
import { Heading, Name, useSay } from "./common.js";
import { Contigs } from "./contigs.js";
import { familySay } from "../text/family.js";
import { evidenceText } from "./evidence-text.js";
import { FamilyRoles, rolesProblem } from "./family-roles.js";
import { Picker } from "./picker.js";
import { Samples } from "./samples.js";

interface CheckProps {
  state: State;
  controller: Controller;
  checked: Checked;
  busy: boolean;
}

export function Check(props: CheckProps) {
  const { state, controller, checked, busy } = props;
  const say = useSay();
  const { together } = state;
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
            disabled={missing !== undefined || busy}
            onClick={() => void controller.start()}
          >
            {say("check.start")}
          </button>
        </div>
      </div>
      {checked.others > 0 && <p class="note">{say("drop.left", { n: checked.others })}</p>}
      <p class={missing ? "note" : "heard"} id="missing" role="status">
        {missing ?? ""}
      </p>
      <div class="two">
        <FileFacts {...props} />
        <div class="stack">
          {!together?.on && <Samples {...props} names={checked.inspection.samples} />}
          {together && <FamilyRoles {...{ controller, together }} />}
          <section class="card pad" aria-labelledby="check-list">
            <h2 id="check-list">{say("check.panel")}</h2>
            <Picker {...{ state, controller }} labelledBy="check-list" folded />
          </section>
        </div>
      </div>
    </div>
  );
}

function isJapanese({ buildEvidence }: Inspection): boolean {
  return buildEvidence.some(({ kind }) => kind === "japaneseReference");
}

/** Whether the list is of regions and names no build: it has no bases that would tell of one. */
function needsBuild(state: State, { panel }: Checked): boolean {
  const { build, regions } = panel?.info ?? {};
  return state.build === undefined && build === null && regions === panel?.info.alleles;
}

/** What must be chosen before the comparison can start. */
function whatIsMissing(state: State, checked: Checked, say: Say): string | undefined {
  const { inspection, choice, panel } = checked;
  const known = state.build ?? inspection.build;
  const { count } = state;
  if (typeof count === "object" && count.entries === 0) return say("disease.empty");
  if (!choice && state.disease !== undefined) return say("disease.needs");
  if (!choice) return say(state.genes ? "genes.needs" : "panel.required");
  if (state.build === undefined && isJapanese(inspection)) return say("check.build.japanese");
  if (state.overriding && state.build === undefined) return say("check.build.required");
  if (!panel) {
    const builds = choice.panels.map(({ info }) => info.build ?? "–").join(say("list.separator"));
    if (known === null) return say("check.build.required");
    return say("panel.otherBuild", { build: known, builds });
  }
  if (needsBuild(state, checked)) return say("check.build.regions");
  if (state.together?.on) return rolesProblem(state.together, familySay(say));
  const none = inspection.samples.length > 0 && state.samples.length === 0;
  return none ? say("check.samples.required") : undefined;
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
  const { file, index, inspection } = checked;
  const compression =
    inspection.compression === "none"
      ? say("check.format.plain")
      : { bgzf: "BGZF", gzip: "gzip" }[inspection.compression];
  const version = inspection.fileformat?.replace(/^VCFv/, "VCF ") ?? "VCF";
  const format = inspection.format === "bcf" ? `BCF 2.2 (${version})` : version;
  return (
    <section class="card pad" aria-labelledby="check-file">
      <h2 id="check-file" class="mono">
        <Name>{file.name}</Name>
      </h2>
      <dl class="rows">
        <Fact term={say("check.format")}>{[format, compression].join(" · ")}</Fact>
        <Fact term={say("check.size")}>{say.size(file.size)}</Fact>
        {index && (
          <Fact term={say("check.index")}>
            <Name>{index.name}</Name>
            <small>
              {say(
                inspection.compression === "bgzf" ? "check.index.found" : "check.index.unneeded",
              )}
            </small>
          </Fact>
        )}
        <Fact term={say("check.kind")}>
          {say(`check.kind.${inspection.kind}`)}
          <small>{say(`check.kind.${inspection.kind}.note`)}</small>
          <small>{say("check.kind.seen", { n: inspection.records })}</small>
        </Fact>
        <Fact term={say("check.build")}>
          <BuildFact {...{ state, controller, checked }} />
        </Fact>
        <Fact term={say("check.contigs")}>
          <Contigs {...{ state, controller, checked }} />
        </Fact>
      </dl>
    </section>
  );
}

/** Why no build is shown, or what is open about it. */
function buildNote(state: State, checked: Checked, say: Say): string | undefined {
  const { inspection, panel } = checked;
  if (state.build !== undefined) return undefined;
  if (isJapanese(inspection)) return say("check.build.japanese");
  const named = new Set(inspection.buildEvidence.flatMap(({ build }) => build ?? []));
  if (inspection.build === null && named.size > 1) return say("check.build.contradictory");
  if (inspection.build === null) return say("check.build.unknown.note");
  if (needsBuild(state, checked)) return say("check.build.regions");
  return panel?.info.build === null ? say("check.build.list") : undefined;
}

function BuildFact(props: { state: State; controller: Controller; checked: Checked }) {
  const { state, controller, checked } = props;
  const say = useSay();
  const { inspection } = checked;
  const note = buildNote(state, checked, say);
  return (
    <>
      {state.build ?? inspection.build ?? say("check.build.unknown")}
      {note && <small>{note}</small>}
      {inspection.buildEvidence.map((evidence) => (
        <small key={evidence.kind + evidence.detail}>{evidenceText(evidence, say)}</small>
      ))}
      <details open={state.overriding || state.build !== undefined || needsBuild(state, checked)}>
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
