/** How much of the browser's storage is used, and whether it promises to keep it. */
import type { LibraryProps } from "./app.js";
import { useLibrarySay } from "./text.js";

export function Storage({ state, controller }: LibraryProps) {
  const say = useLibrarySay();
  const { storage } = state;
  if (!storage) return null;
  const { usage, quota, persistence } = storage;
  return (
    <section class="card pad storage" aria-labelledby="storage">
      <h2 id="storage">{say("library.storage")}</h2>
      <progress max={quota || 1} value={usage} aria-label={say("library.storage.bar")} />
      <p class="small">
        {say("library.storage.used", { used: say.size(usage), quota: say.size(quota) })}
      </p>
      <p class="muted small">
        {say(persistence === "promised" ? "library.storage.kept" : "library.storage.may")}
      </p>
      {persistence === "refused" && <p class="muted small">{say("library.storage.refused")}</p>}
      {persistence === "none" && (
        <button type="button" class="button quiet" onClick={() => void controller.persist()}>
          {say("library.storage.ask")}
        </button>
      )}
    </section>
  );
}
