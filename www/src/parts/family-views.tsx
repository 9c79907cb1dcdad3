/** What the genotypes of all members show, by name and number: each choice shows its rows. */
import type { FamilyOverview, FamilyView } from "genosieve";

import { familySay } from "../text/family.js";
import { useSay } from "./common.js";
import { VIEWS } from "./family-cells.js";
import { toggled } from "./listing.js";

interface ViewsProps {
  overview: FamilyOverview;
  chosen: FamilyView[];
  onChoose: (views: FamilyView[]) => void;
}

export function Views({ overview, chosen, onChoose }: ViewsProps) {
  const say = familySay(useSay());
  const { kind, views } = overview;
  return (
    <section class="card pad views" aria-labelledby="views">
      <h2 id="views">{say("views.title")}</h2>
      <p class="muted small">{say("views.lead")}</p>
      <ul>
        {VIEWS[kind].map((view) => {
          const count = views[view] ?? 0;
          return (
            <li key={view}>
              <button
                type="button"
                class="view"
                aria-pressed={chosen.includes(view)}
                disabled={count === 0}
                onClick={() => onChoose(toggled(chosen, view))}
              >
                <span>{say(`view.${view}`)}</span>
                <strong>{say.number(count)}</strong>
              </button>
            </li>
          );
        })}
      </ul>
      {chosen.length > 0 && (
        <button type="button" class="link small" onClick={() => onChoose([])}>
          {say("views.reset")}
        </button>
      )}
    </section>
  );
}
