/** What was chosen: a list, or a disease with what its part of a ClinVar list is made of. */
import type { Disease } from "genosieve/diseases";
import { useId } from "preact/hooks";

import { isClinVar } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { Choice, State } from "../model.js";
import { Name, useSay } from "./common.js";
import { namesOf, useNames } from "./disease-names.js";
import { choiceName, GiveList, listFacts } from "./lists.js";
import { Icon } from "./marks.js";

interface ChosenProps {
  state: State;
  controller: Controller;
  /** Whether it stands alone, beside a button that leads to the tabs. */
  alone?: boolean;
}

const chosenOf = ({ choices, chosen }: State) => choices.find(({ id }) => id === chosen);

export function Chosen(props: ChosenProps) {
  const { state } = props;
  const disease =
    state.disease === undefined ? undefined : state.resources?.diseases.byNumber(state.disease);
  const choice = chosenOf(state);
  if (disease) return <ChosenDisease {...props} disease={disease} />;
  return choice ? <ChosenList choice={choice} /> : null;
}

function ChosenList({ choice }: { choice: Choice }) {
  const say = useSay();
  return (
    <div class="chosen">
      <p class="strong">
        <Name>{choiceName(choice, say)}</Name>
      </p>
      <p class="muted small">{listFacts(choice.panels, say)}</p>
    </div>
  );
}

function ChosenDisease(props: ChosenProps & { disease: Disease }) {
  const { state, controller, disease, alone } = props;
  const say = useSay();
  const [first, ...others] = useNames(disease.notified);
  return (
    <section class="chosen" aria-label={say("disease.chosen")}>
      <div class="chosen-head">
        <div>
          <p class="eyebrow">{say("disease.chosen.number", { n: String(disease.number) })}</p>
          <p class="chosen-name" lang={first.language}>
            {first.text}
          </p>
          <p class="muted small also">
            {others.map(({ text, language }) => (
              <span key={text} lang={language}>
                {text}
              </span>
            ))}
          </p>
        </div>
        {!alone && (
          <button
            type="button"
            class="go"
            aria-label={say("disease.remove")}
            onClick={() => controller.chooseDisease(undefined)}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <Entries state={state} />
      <Base {...props} />
      {disease.mechanism && (
        <div class="note mechanism">
          <p>{say(`disease.mechanism.${disease.mechanism}`)}</p>
          <p class="muted small">
            {say("disease.mechanism.source", { source: disease.mechanismSource })}
          </p>
        </div>
      )}
      <Parts disease={disease} />
      <DiseaseSource state={state} />
    </section>
  );
}

/** How many entries of the list are about it: by id, and apart from these by gene alone. */
function Entries({ state: { count, chosen } }: { state: State }) {
  const say = useSay();
  if (chosen === undefined || count === undefined) return null;
  return (
    <p class="entry-count" role="status">
      {count === "counting" ? (
        <span class="muted">{say("disease.counting")}</span>
      ) : (
        <>
          <strong>{say("panel.entries", { n: count.entries })}</strong>
          <span class="muted small">
            {say("disease.entries", { c: count.byCondition, g: count.byGene })}
          </span>
        </>
      )}
    </p>
  );
}

/** The ClinVar list that a disease is a part of; where there is none, how to give one. */
export function Base({ state, controller, alone }: ChosenProps) {
  const say = useSay();
  const id = useId();
  const lists = state.choices.filter(isClinVar);
  const chosen = lists.find((list) => list.id === state.chosen) ?? lists.at(-1);
  if (!chosen) {
    return (
      <div class="needs">
        <p id={`${id}-needs`}>
          {say(state.disease === undefined ? "disease.uses" : "disease.needs")}
        </p>
        <GiveList
          {...{ state, controller }}
          kind={state.disease === undefined ? "plain" : "primary"}
          label={say("disease.needs.button")}
          describedBy={`${id}-needs`}
        />
      </div>
    );
  }
  // Another list may be chosen, or none, while no disease is.
  const idle = state.disease === undefined && state.chosen !== chosen.id;
  return (
    <div class="base">
      <p class="muted small" id={id}>
        {say(idle ? "disease.list.idle" : "disease.list")}
      </p>
      {lists.length > 1 ? (
        <select
          aria-labelledby={id}
          value={chosen.id}
          onChange={({ currentTarget: { value } }) =>
            state.disease === undefined
              ? controller.choose(value)
              : controller.chooseDisease(state.disease, value)
          }
        >
          {lists.map((list) => (
            <option key={list.id} value={list.id}>
              {choiceName(list, say)}
            </option>
          ))}
        </select>
      ) : (
        <p>
          <Name>{choiceName(chosen, say)}</Name>
        </p>
      )}
      <p class="muted small">{listFacts(chosen.panels, say)}</p>
      {state.disease === undefined && state.chosen === chosen.id && !state.genes && (
        <p class="small">{say("disease.whole")}</p>
      )}
      {idle && (
        <button type="button" class="button" onClick={() => controller.choose(chosen.id)}>
          {say("disease.whole.choose")}
        </button>
      )}
      {!alone && (
        <GiveList
          {...{ state, controller }}
          kind="quiet"
          label={say("disease.another")}
          describedBy={id}
        />
      )}
    </div>
  );
}

/** Ids, genes and diseases under the number: short ones at once, the rest folded. */
function Parts({ disease: { mondo, genes, subclasses } }: { disease: Disease }) {
  const say = useSay();
  return (
    <details class="parts-of">
      <summary>
        {[
          mondo.length > 0 && say("disease.parts.ids", { n: mondo.length }),
          genes.length > 0 && say("disease.genes", { n: genes.length }),
          subclasses.length > 0 && say("disease.parts.subclasses", { n: subclasses.length }),
        ]
          .filter(Boolean)
          .join(say("list.separator"))}
      </summary>
      {mondo.length > 0 && (
        <>
          <h3>{say("disease.ids")}</h3>
          <p class="mono small">{mondo.join(", ")}</p>
        </>
      )}
      {genes.length > 0 && (
        <>
          <h3>{say("disease.geneList")}</h3>
          <p class="mono small">{genes.join(", ")}</p>
        </>
      )}
      {subclasses.length > 0 && (
        <>
          <h3>{say("disease.subclasses")}</h3>
          <ul class="small">
            {subclasses.map((one) => {
              const [{ text, language }] = namesOf(one, say.language);
              return (
                <li key={one.nando} lang={language}>
                  {text}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </details>
  );
}

/** Whom the names and ids are from: their licence asks for it. */
export function DiseaseSource({ state: { resources } }: { state: State }) {
  const say = useSay();
  const source = resources?.diseases.source;
  if (!source) return null;
  const { attribution, release } = source;
  return <p class="muted small source">{say("disease.source", { attribution, release })}</p>;
}
