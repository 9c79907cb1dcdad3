/** The designated intractable diseases: a field to type in, and all that fit below it. */
import type { Disease, Diseases } from "genosieve/diseases";
import { useId, useMemo, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { State } from "../model.js";
import { useSay } from "./common.js";
import { namesOf } from "./disease-names.js";
import type { Row } from "./disease-options.js";
import { Chosen, Options } from "./later.js";
import { Icon } from "./marks.js";
import { Base, DiseaseSource } from "./picker-base.js";

interface TabProps {
  state: State;
  controller: Controller;
}

function rowsFor(diseases: Diseases | undefined, query: string): Row[] {
  if (!diseases) return [];
  if (query.trim() === "") {
    return diseases.all.map((disease) => ({ disease, matched: undefined }));
  }
  return diseases.search(query);
}

export function DiseaseTab({ state, controller }: TabProps) {
  const say = useSay();
  const id = useId();
  const diseases = state.resources?.diseases;
  const [query, setQuery] = useState("");
  // The row that the keyboard is on; the first one once something is typed, so that Enter takes it.
  const [active, setActive] = useState<number>();
  const [refused, setRefused] = useState<Disease>();
  const rows = useMemo(() => rowsFor(diseases, query), [diseases, query]);
  const at = active ?? (query.trim() === "" ? -1 : 0);
  const type = (typed: string) => {
    setQuery(typed);
    setActive(undefined);
    setRefused(undefined);
  };
  const choose = (row: Row | undefined) => {
    if (!row) return;
    const { disease } = row;
    const possible = disease.basis === "known";
    setRefused(possible ? undefined : disease);
    if (possible) controller.chooseDisease(disease.number);
  };
  const press = (event: KeyboardEvent) => {
    // Keys that an input method for kana still needs.
    if (event.isComposing) return;
    const places: Record<string, number> = {
      ArrowDown: Math.min(at + 1, rows.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: rows.length - 1,
    };
    const place = places[event.key];
    if (place !== undefined && rows.length > 0) setActive(place);
    else if (event.key === "Enter") choose(rows[at]);
    else if (event.key === "Escape" && query !== "") type("");
    else return;
    event.preventDefault();
  };
  const option = (row: Row) => `${id}-${row.disease.number}`;
  const here = rows[at];
  return (
    <>
      <div class="find">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={here && option(here)}
          aria-label={say("disease.search")}
          aria-describedby={`${id}-hint`}
          placeholder={say("disease.placeholder")}
          value={query}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="done"
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={press}
        />
      </div>
      <p class="hint">
        <span id={`${id}-hint`}>{say("disease.hint")}</span>
        <span role="status">
          {diseases && say("disease.count", { n: rows.length, total: diseases.all.length })}
        </span>
      </p>
      {diseases ? (
        <Options {...{ rows, at, option, choose }} list={`${id}-list`} chosen={state.disease} />
      ) : (
        <Awaited list={`${id}-list`} />
      )}
      {diseases && rows.length === 0 && (
        <p class="muted small none">
          {say.sentences(say("disease.none"), say("disease.none.other"))}
        </p>
      )}
      <div role="status">{refused && <Refused disease={refused} />}</div>
      <Foot {...{ state, controller }} />
    </>
  );
}

/** Keeps the place of the rows that are still to come. */
function Awaited({ list }: { list: string }) {
  const say = useSay();
  return (
    <div
      class="options awaited"
      aria-busy="true"
      id={list}
      role="listbox"
      aria-label={say("disease.search")}
      tabIndex={-1}
    />
  );
}

/** Why no list can be built of a disease. */
function Refused({ disease }: { disease: Disease }) {
  const say = useSay();
  const [{ text, language }] = namesOf(disease.notified, say.language);
  return (
    <div class="note refused">
      <p class="strong">
        {disease.number} <span lang={language}>{text}</span>
      </p>
      <p>
        {disease.basis === "close"
          ? say("disease.nolist.close", { ids: disease.close.join(", ") })
          : say("disease.nolist.none")}
      </p>
    </div>
  );
}

/** What was chosen, or which list a disease will be a part of. */
function Foot({ state, controller }: TabProps) {
  if (state.disease !== undefined) return <Chosen {...{ state, controller }} />;
  return (
    <div class="foot-of-list">
      <Base {...{ state, controller }} />
      <DiseaseSource state={state} />
    </div>
  );
}
