/** Which samples of the file to look at: one, a family, or some of a cohort. */
import { useState } from "preact/hooks";

import { FAMILY, type Controller } from "../controller.js";
import type { State } from "../model.js";
import { Name, useSay } from "./common.js";

/** Boxes that are drawn at once; a cohort is searched by name. */
const DRAWN = 200;

interface SamplesProps {
  state: State;
  controller: Controller;
  names: string[];
}

export function Samples(props: SamplesProps) {
  const { names } = props;
  const say = useSay();
  return (
    <section class="card pad" aria-labelledby="check-samples">
      <h2 id="check-samples">{say(names.length > 1 ? "check.samples.pick" : "check.samples")}</h2>
      {names.length === 0 && <p class="muted">{say("check.samples.none")}</p>}
      {names.length === 1 && (
        <p class="strong">
          <Name>{names[0]}</Name>
        </p>
      )}
      {names.length > 1 && <Boxes {...props} />}
    </section>
  );
}

function Boxes({ state, controller, names }: SamplesProps) {
  const say = useSay();
  const [part, setPart] = useState("");
  const chosen = new Set(state.samples);
  const many = names.length > FAMILY;
  const wanted = part.toLowerCase();
  const fitting = many ? names.filter((name) => name.toLowerCase().includes(wanted)) : names;
  const toggle = (name: string) =>
    controller.setSamples(names.filter((one) => chosen.has(one) !== (one === name)));
  return (
    <>
      <p class="muted small" role="status">
        {say("check.samples.chosen", { n: chosen.size, total: names.length })}
      </p>
      <div class="acts samples-acts">
        <button type="button" class="link small" onClick={() => controller.setSamples(names)}>
          {say("check.samples.all")}
        </button>
        <button type="button" class="link small" onClick={() => controller.setSamples([])}>
          {say("check.samples.clear")}
        </button>
      </div>
      {many && (
        <input
          type="search"
          class="plain-field"
          aria-label={say("check.samples.search")}
          placeholder={say("check.samples.search")}
          value={part}
          autocomplete="off"
          onInput={(event) => setPart(event.currentTarget.value)}
        />
      )}
      <ul class="samples" tabIndex={0} aria-labelledby="check-samples">
        {fitting.slice(0, DRAWN).map((name) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={chosen.has(name)} onChange={() => toggle(name)} />
              <Name>{name}</Name>
            </label>
          </li>
        ))}
      </ul>
      {fitting.length > DRAWN && (
        <p class="muted small">{say("check.samples.more", { n: fitting.length - DRAWN })}</p>
      )}
    </>
  );
}
