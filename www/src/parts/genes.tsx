/** Genes that were given before any result: what they choose among, and what is missing for it. */
import { isClinVar } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { Genes, State } from "../model.js";
import { Name, useSay } from "./common.js";
import { RejectedGenes } from "./gene-file.js";
import { Icon } from "./marks.js";

/** Symbols that are shown; more are only counted. */
const SHOWN = 12;

export function GivenGenes({ state, controller }: { state: State; controller: Controller }) {
  const say = useSay();
  const { genes, choices, chosen } = state;
  if (!genes) return null;
  const choice = choices.find(({ id }) => id === chosen);
  const use = !choice ? "needs" : isClinVar(choice) ? "used" : "other";
  return (
    <section class="given-genes" aria-label={say("genes.title")}>
      <div class="chosen-head">
        <p>
          <span class="muted small">{say("genes.title")}</span>{" "}
          <strong>
            <Name>{genes.file}</Name>
          </strong>
        </p>
        <button
          type="button"
          class="go"
          aria-label={say("genes.drop")}
          onClick={() => controller.dropGenes()}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="mono small">{symbols(genes)}</p>
      <p class="small">{say(`genes.${use}`)}</p>
      <RejectedGenes list={genes.list} />
    </section>
  );
}

function symbols({ list: { genes } }: Genes): string {
  const names = genes.slice(0, SHOWN).map(({ symbol }) => symbol);
  const left = genes.length - names.length;
  return names.join(", ") + (left > 0 ? ` … (+${left})` : "");
}
