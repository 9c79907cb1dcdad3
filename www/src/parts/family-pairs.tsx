/** Two different entries in one gene, and how they lie to each other as far as it is shown. */
import type { FamilyOverview, FamilyPair, FamilyRow } from "genosieve";
import { useEffect, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { familySay } from "../text/family.js";
import { useSay } from "./common.js";
import { alleleText, placeText } from "./place.js";

/** Genes that are shown at once. */
const STEP = 20;

interface PairsProps {
  controller: Controller;
  overview: FamilyOverview;
  /** Shows the entries of a gene. */
  onGene: (gene: string) => void;
}

export function Pairs({ controller, overview: { genes }, onGene }: PairsProps) {
  const say = familySay(useSay());
  const [most, setMost] = useState(STEP);
  const shown = genes.slice(0, most);
  const rows = usePlaces(controller, shown);
  if (genes.length === 0) return null;
  const left = genes.length - shown.length;
  return (
    <section class="gene-pairs" aria-labelledby="gene-pairs">
      <h2 id="gene-pairs">{say("pairs.title")}</h2>
      <div class="card list">
        <p class="muted small">{say("pairs.lead")}</p>
        <ul>
          {shown.map(({ gene, count, pairs }) => (
            <li key={gene}>
              <button type="button" class="link gene" onClick={() => onGene(gene)}>
                {gene}
              </button>
              <ul>
                {pairs.map((pair) => (
                  <Pair key={pair.rows.join()} {...{ pair, rows }} />
                ))}
                {count > pairs.length && (
                  <li class="muted small">{say("pairs.unlisted", { n: count - pairs.length })}</li>
                )}
              </ul>
            </li>
          ))}
        </ul>
        {left > 0 && (
          <button type="button" class="button" onClick={() => setMost(most + STEP)}>
            {say("pairs.more", { n: Math.min(left, STEP) })}
          </button>
        )}
      </div>
    </section>
  );
}

/** The rows of the pairs, by their places; those that have come. */
function usePlaces(controller: Controller, genes: FamilyOverview["genes"]): Map<number, FamilyRow> {
  const [rows, setRows] = useState(new Map<number, FamilyRow>());
  const places = [
    ...new Set(genes.flatMap(({ pairs }) => pairs.flatMap((pair) => pair.rows))),
  ].filter((place) => !rows.has(place));
  useEffect(() => {
    if (places.length === 0) return;
    let current = true;
    void controller.ask("familyPlaces", { places }).then((came) => {
      if (!current || !came) return;
      const found = came.map((row, at) => [places[at] ?? -1, row] as const);
      setRows((now) => new Map([...now, ...found]));
    });
    return () => {
      current = false;
    };
  }, [places.join()]);
  return rows;
}

function Pair({ pair, rows }: { pair: FamilyPair; rows: Map<number, FamilyRow> }) {
  const plain = useSay();
  const say = familySay(plain);
  const { phase, byPhase, byParents } = pair;
  const why = [byPhase && say("pair.byPhase"), byParents && say("pair.byParents")].filter(Boolean);
  return (
    <li class={`pair ${phase}`}>
      {pair.rows.map((place) => {
        const entry = rows.get(place)?.entry;
        return (
          <code key={place}>
            {entry ? `${placeText(entry, plain)} ${alleleText(entry, plain)}` : "…"}
          </code>
        );
      })}
      <span>
        {say(`pair.${phase}`)}
        {why.length > 0 && <small> ({why.join(plain("list.separator"))})</small>}
      </span>
    </li>
  );
}
