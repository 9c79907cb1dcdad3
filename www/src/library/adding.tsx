/** Adding a list: a drop zone, its progress, and why a file was not added. */
import { FileButton, Name, useSay } from "../parts/common.js";
import type { LibraryProps } from "./app.js";
import { useLibrarySay } from "./text.js";

export function Adding({ state, controller, dragging }: LibraryProps & { dragging: boolean }) {
  const say = useLibrarySay();
  const ready = state.modules !== undefined && state.trouble === undefined;
  return (
    <section class="card pad" aria-labelledby="add">
      <h2 id="add">{say("library.add")}</h2>
      {state.adding ? (
        <Progress {...{ state, controller }} />
      ) : (
        <div class={dragging ? "drop over" : "drop"}>
          <strong>{say("library.add.drop")}</strong>
          <FileButton
            label={say("library.add.button")}
            kind="primary"
            multiple
            disabled={!ready}
            describedBy="add-hint"
            onFiles={(files) => void controller.add(files)}
          />
          <span class="muted small" id="add-hint">
            {say("library.add.hint")}
          </span>
        </div>
      )}
      <Refused {...{ state, controller }} />
    </section>
  );
}

function Progress({ state, controller }: LibraryProps) {
  const say = useLibrarySay();
  if (!state.adding) return null;
  const { name, progress, keeping } = state.adding;
  const { bytesRead = 0, bytesTotal = 0 } = progress ?? {};
  const word = say(keeping ? "library.keeping" : "library.building");
  const percent = keeping ? 100 : bytesTotal ? Math.floor((100 * bytesRead) / bytesTotal) : 0;
  return (
    <div class="building">
      <p>
        {word}{" "}
        <span class="muted">
          <Name>{name}</Name>
        </span>
      </p>
      <progress max={100} value={percent} aria-label={word} />
      <p class="muted small">
        {bytesTotal
          ? say("library.building.value", {
              done: say.size(bytesRead),
              total: say.size(bytesTotal),
            })
          : "\u00a0"}
      </p>
      <button type="button" class="button quiet" onClick={() => controller.stop()}>
        {say("library.stop")}
      </button>
    </div>
  );
}

/** Why a file was not added; what was there before stays. */
function Refused({ state, controller }: LibraryProps) {
  const page = useSay();
  const say = useLibrarySay();
  if (!state.refused) return null;
  const { file, failure } = state.refused;
  const [title, found, fix] = page.error(failure.code, failure.detail);
  return (
    <div class="note list-failure">
      <p class="strong">
        <Name>{say("library.failed", { name: file.name })}</Name>
      </p>
      <p>{title}</p>
      <p class="muted small">{page.sentences(found, fix)}</p>
      <p class="muted small">
        <code>{failure.code}</code>
      </p>
      {failure.code === "has_samples" && (
        <button type="button" class="button quiet" onClick={() => controller.addRefused()}>
          {say("library.certain")}
        </button>
      )}
    </div>
  );
}
