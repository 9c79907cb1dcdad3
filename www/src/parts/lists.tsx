/** Lists to look for: those that the page knows of, and those of one's own. */
import type { PanelInfo } from "genosieve";
import { useId } from "preact/hooks";

import { makerOf } from "../annotation.js";
import type { Controller } from "../controller.js";
import { isBuiltIn, type Choice, type State, type Subject } from "../model.js";
import type { Say } from "../text/index.js";
import { TYPED } from "../../../js/typed.js";
import { FileButton, Name, useSay } from "./common.js";
import { namesOf } from "./disease-names.js";
import { Alleles, Preview } from "./later.js";
import { Icon } from "./marks.js";
import { SaveList } from "./save-list.js";

export function choiceName(choice: Choice, say: Say): string {
  if (choice.name !== undefined || !isBuiltIn(choice.id)) return choice.name ?? choice.id;
  return say(`panel.${choice.id}`);
}

/** What is compared: a list, or the part of it about a disease. */
export function subjectName({ choice, part }: Pick<Subject, "choice" | "part">, say: Say): string {
  const list = choiceName(choice, say);
  if (!part) return list;
  const [{ text }] = namesOf(part.disease.notified, say.language);
  return say("disease.of", { n: String(part.disease.number), name: text, list });
}

/** Entries, builds, source and date of a list, in one line. */
export function listFacts(panels: readonly { info: PanelInfo }[], say: Say): string {
  const infos = panels.map(({ info }) => info);
  const [first] = infos;
  if (!first) return "";
  // Not every allele is known on every build.
  const builds = infos.map(({ build, alleles: n }) => {
    const entries = say("panel.entries", { n });
    return build === null ? `${entries} · ${say("panel.build.none")}` : `${build} ${entries}`;
  });
  const [source] = first.sources;
  return [
    builds.join(say("list.separator")),
    source?.name === TYPED ? say("allele.source") : say("panel.source", { source: makerOf(first) }),
    source?.date && say("panel.dated", { date: source.date }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Rows of the source that gave no entry. */
export function skippedOf(panels: Choice["panels"]): number {
  return Object.values(panels[0]?.info.skipped ?? {}).reduce((sum, n) => sum + n, 0);
}

interface ListsProps {
  state: State;
  controller: Controller;
}

function ListChoice({
  choice,
  state,
  controller,
  name,
}: ListsProps & { choice: Choice; name: string }) {
  const say = useSay();
  const title = choiceName(choice, say);
  const skipped = skippedOf(choice.panels);
  return (
    <div class="choice">
      <label>
        <input
          type="radio"
          name={name}
          checked={state.chosen === choice.id && state.disease === undefined}
          onChange={() => controller.choose(choice.id)}
        />
        <span class="choice-text">
          <strong>
            <Name>{title}</Name>
          </strong>
          {isBuiltIn(choice.id) && <span>{say(`panel.${choice.id}.body`)}</span>}
          <small>{listFacts(choice.panels, say)}</small>
          {choice.group === "own" && skipped > 0 && (
            <small>{say("panel.own.skipped", { n: skipped })}</small>
          )}
        </span>
      </label>
      {choice.group === "own" && !choice.kept && (
        <>
          <SaveList {...{ choice, controller }} />
          <button
            type="button"
            class="go"
            aria-label={say("panel.own.remove", { name: title })}
            onClick={() => controller.removeList(choice.id)}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}

function Building({ state, controller }: ListsProps) {
  const say = useSay();
  const { building } = state;
  if (!building) return null;
  const { bytesRead = 0, bytesTotal = 0 } = building.progress ?? {};
  const percent = bytesTotal > 0 ? Math.floor((100 * bytesRead) / bytesTotal) : 0;
  return (
    <div class="building">
      <p>
        {say("panel.own.building")}{" "}
        <span class="muted">
          <Name>{building.name}</Name>
        </span>
      </p>
      <progress max={100} value={percent} aria-label={say("panel.own.building")} />
      <button type="button" class="button quiet" onClick={() => controller.stopBuilding()}>
        {say("panel.own.stop")}
      </button>
    </div>
  );
}

/** Why the last list could not be built; what was there before stays. */
function ListFailure({ listFailure }: Pick<State, "listFailure">) {
  const say = useSay();
  if (!listFailure) return null;
  const { name, failure } = listFailure;
  const [title, found, fix] = say.error(failure.code, failure.detail);
  return (
    <div class="note list-failure">
      <p class="strong">{say("panel.own.failed", { name })}</p>
      <p>
        {title}: {say.sentences(found, fix)}
      </p>
      <p class="muted small">
        <code>{failure.code}</code>
      </p>
    </div>
  );
}

function Choices({ state, controller, group }: ListsProps & { group: Choice["group"] }) {
  const say = useSay();
  const id = useId();
  const choices = state.choices.filter((choice) => choice.group === group);
  if (choices.length === 0) return null;
  return (
    <div class="choices" role="radiogroup" aria-label={say(`panel.tab.${group}`)}>
      {choices.map((choice) => (
        <ListChoice key={choice.id} {...{ choice, state, controller }} name={`${id}-list`} />
      ))}
    </div>
  );
}

export function OtherLists(props: ListsProps) {
  return <Choices {...props} group="other" />;
}

/** A button for a file that becomes a list; in its place how the building goes, and why it failed. */
export function GiveList(props: ListsProps & { label: string; kind: string; describedBy: string }) {
  const { state, controller } = props;
  return (
    <>
      <ListFailure {...state} />
      {state.building ? (
        <Building {...{ state, controller }} />
      ) : state.preview ? (
        <Preview {...{ controller }} preview={state.preview} />
      ) : (
        <FileButton
          label={props.label}
          kind={props.kind}
          describedBy={props.describedBy}
          disabled={!state.resources}
          onFiles={([file]) => file && void controller.addList(file)}
        />
      )}
    </>
  );
}

export function OwnLists(props: ListsProps) {
  const say = useSay();
  const id = useId();
  return (
    <>
      <Choices {...props} group="own" />
      <div class="own">
        <p class="muted small" id={id}>
          {say("panel.own.hint")}
        </p>
        <GiveList {...props} label={say("panel.own.button")} kind="plain" describedBy={id} />
      </div>
      <Alleles {...props} />
    </>
  );
}
