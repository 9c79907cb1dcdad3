/** Saving a list that was given here, as a panel: it need not be built again the next time. */
import type { Controller } from "../controller.js";
import type { Choice } from "../model.js";
import { useSay } from "./common.js";
import { Icon } from "./marks.js";

export function SaveList({ choice, controller }: { choice: Choice; controller: Controller }) {
  const say = useSay();
  const label = say("panel.own.save", { name: choice.name ?? "" });
  return (
    <button
      type="button"
      class="go"
      aria-label={label}
      title={label}
      onClick={() => controller.saveList(choice)}
    >
      <Icon name="save" />
    </button>
  );
}
