/** The first screen: what to look for, and where. What it is for is said before any result. */
import type { Controller } from "../controller.js";
import type { State } from "../model.js";
import { FileButton, Heading, useSay } from "./common.js";
import { IntendedUse } from "./frame.js";
import { DropPicture, Picture } from "./marks.js";
import { Picker } from "./picker.js";

interface StartProps {
  state: State;
  controller: Controller;
  /** Whether files are being dragged over the window. */
  dragging: boolean;
  /** Whether another screen was there before, so that the heading takes the focus. */
  returned: boolean;
}

export function Start({ state, controller, dragging, returned }: StartProps) {
  const say = useSay();
  return (
    <>
      <div class="wrap">
        <div class="hero">
          <Heading still={!returned}>
            {/* A line of its own for each half of the sentence, where there is room. */}
            {say("hero.title")
              .split(/(?<=、)/)
              .map((phrase) => (
                <span key={phrase} class="phrase">
                  {phrase}
                </span>
              ))}
          </Heading>
          <p>{say("hero.lead")}</p>
        </div>
        <div class="two">
          <section class="card pad" aria-labelledby="step-list">
            <Step n={1} id="step-list" title={say("step.panel")} />
            <Picker {...{ state, controller }} labelledBy="step-list" />
          </section>
          <section class="card pad file-card" aria-labelledby="step-file">
            <Step n={2} id="step-file" title={say("step.file")} />
            <Drop {...{ state, controller, dragging }} />
            <Demo {...{ state, controller }} />
          </section>
        </div>
        <p class="muted small order">{say("step.order")}</p>
        <Facts />
      </div>
      <IntendedUse />
    </>
  );
}

function Step({ n, id, title }: { n: number; id: string; title: string }) {
  return (
    <div class="step">
      <span class="n" aria-hidden="true">
        {n}
      </span>
      <h2 id={id}>{title}</h2>
    </div>
  );
}

function Drop({ state, controller, dragging }: Omit<StartProps, "returned">) {
  const say = useSay();
  const ready = state.resources !== undefined;
  return (
    <div class={dragging ? "drop over" : "drop"}>
      <DropPicture />
      <strong>{say(dragging ? "drop.active" : ready ? "drop.title" : "boot.loading")}</strong>
      <span class="muted small">{say("drop.or")}</span>
      <FileButton
        label={say("drop.button")}
        kind="primary"
        multiple
        disabled={!ready}
        describedBy="drop-formats"
        onFiles={(files) => void controller.openFiles(files)}
      />
      <span class="muted small" id="drop-formats">
        {say.sentences(say("drop.formats"), say("drop.together"))}
      </span>
    </div>
  );
}

function Demo({ state, controller }: { state: State; controller: Controller }) {
  const say = useSay();
  const gone = state.demo === "gone";
  return (
    <p class="demo">
      <button
        type="button"
        class="link"
        disabled={!(state.demo instanceof File)}
        onClick={() => void controller.tryDemo()}
      >
        {say("drop.demo")}
      </button>
      <span>{say(gone ? "drop.demo.gone" : "drop.demo.note")}</span>
    </p>
  );
}

function Facts() {
  const say = useSay();
  return (
    <ul class="facts">
      <li>
        <Picture name="local" />
        <h3>{say("hero.local.title")}</h3>
        <p>{say("hero.local.body")}</p>
      </li>
      <li>
        <Picture name="silence" />
        <h3>{say("hero.silence.title")}</h3>
        <p>{say("hero.silence.body")}</p>
      </li>
      <li>
        <Picture name="evidence" />
        <h3>{say("hero.evidence.title")}</h3>
        <p>{say("hero.evidence.body")}</p>
      </li>
    </ul>
  );
}
