/** Contig names of the file, and what a person says of those that are not known. */
import { useId, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { LARGEST_MAP, type Checked, type State } from "../model.js";
import type { Say } from "../text/index.js";
import { FileButton, Name, useSay } from "./common.js";
import { place } from "./trouble.js";

/** Names that are listed one by one. */
const LISTED = 4;

interface ContigsProps {
  state: State;
  controller: Controller;
  checked: Checked;
}

export function Contigs({ state, controller, checked }: ContigsProps) {
  const say = useSay();
  const { contigs, unknownContigs, contigMap } = checked.inspection;
  const given = state.contigMap;
  const asked = unknownContigs.length > 0 || given !== undefined;
  return (
    <>
      <Name>{shortened(contigs, say)}</Name>
      {contigMap && (
        <small>
          {say("check.map.used", { m: contigMap.mapped.length, n: contigMap.names })}{" "}
          <Name>
            {listed(
              contigMap.mapped.map(({ name, contig }) => `${name} → ${contig}`),
              say,
            )}
          </Name>
        </small>
      )}
      {unknownContigs.length > 0 && (
        <small>
          {say("check.contigs.unknown", { n: unknownContigs.length })}{" "}
          <Name>{listed(unknownContigs, say)}</Name>
        </small>
      )}
      {asked && (
        // Where nothing of the file is known, nothing can be compared without it.
        <details open={given !== undefined || unknownContigs.length === contigs.length}>
          <summary>{say("check.map.title")}</summary>
          <MapForm {...{ state, controller }} />
        </details>
      )}
    </>
  );
}

function MapForm({ state, controller }: Omit<ContigsProps, "checked">) {
  const say = useSay();
  const id = useId();
  const given = state.contigMap;
  const [text, setText] = useState(given?.text ?? "");
  const take = async (file: File | undefined) => {
    const read = file && (await controller.readContigMap(file));
    if (read !== undefined) setText(read);
  };
  return (
    <div class="map">
      <small id={`${id}-hint`}>{say("check.map.hint")}</small>
      <textarea
        class="plain-field mono"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        aria-label={say("check.map.label")}
        aria-describedby={`${id}-hint`}
        aria-invalid={given?.failure !== undefined}
        aria-errormessage={given?.failure && `${id}-failure`}
        placeholder={"Hs1\tchr1\nHs2\tchr2"}
        value={text}
        maxLength={LARGEST_MAP + 1}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <MapFailure {...{ state }} id={`${id}-failure`} />
      <div class="acts">
        <button
          type="button"
          class="button plain"
          disabled={text.trim() === "" || (text === given?.text && !given.failure)}
          onClick={() => controller.setContigMap(text)}
        >
          {say("check.map.use")}
        </button>
        <FileButton
          label={say("check.map.file")}
          kind="quiet"
          describedBy={`${id}-hint`}
          onFiles={([file]) => void take(file)}
        />
        {given && (
          <button
            type="button"
            class="link small"
            onClick={() => {
              setText("");
              controller.setContigMap(undefined);
            }}
          >
            {say("check.map.remove")}
          </button>
        )}
      </div>
    </div>
  );
}

/** Why the table is not used; the file stays as it was read without it. */
function MapFailure({ state, id }: Pick<ContigsProps, "state"> & { id: string }) {
  const say = useSay();
  const failure = state.contigMap?.failure;
  if (!failure) return null;
  const [title, found, fix] = say.error(failure.code, failure.detail);
  return (
    <div class="note map-failure" id={id}>
      <p class="strong">{title}</p>
      <p>{say.sentences(found, fix)}</p>
      <p class="muted small">
        <code>{failure.code}</code> {place(failure.position, say)}
      </p>
    </div>
  );
}

function shortened(names: string[], say: Say): string {
  const [first, last] = [names[0], names[names.length - 1]];
  if (first === undefined || last === undefined) return "–";
  if (names.length <= LISTED) return names.join(say("list.separator"));
  return say("check.contigs.more", { first, last, n: names.length });
}

function listed(names: string[], say: Say): string {
  const all = names.slice(0, LISTED).join(say("list.separator"));
  return names.length > LISTED ? `${all} …` : all;
}
