/** The ClinVar list beside a disease, and whom the names of diseases are from. */
import { useId } from "preact/hooks";

import { isClinVar } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { State } from "../model.js";
import { Name, useSay } from "./common.js";
import { choiceName, GiveList, listFacts } from "./lists.js";

export interface ChosenProps {
  state: State;
  controller: Controller;
  /** Whether it stands alone, beside a button that leads to the tabs. */
  alone?: boolean;
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

/** Whom the names and ids are from: their licence asks for it. */
export function DiseaseSource({ state: { resources } }: { state: State }) {
  const say = useSay();
  const source = resources?.diseases.source;
  if (!source) return null;
  const { attribution, release } = source;
  return <p class="muted small source">{say("disease.source", { attribution, release })}</p>;
}
