/** What was chosen: a list, or a disease with what its part of a ClinVar list is made of. */
import type { Disease } from "genosieve/diseases";

import type { Choice, State } from "../model.js";
import { Name, useSay } from "./common.js";
import { namesOf, useNames } from "./disease-names.js";
import { choiceName, listFacts } from "./lists.js";
import { Icon } from "./marks.js";
import { Base, DiseaseSource, type ChosenProps } from "./picker-base.js";

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
