/** Two different entries in one gene, and how they lie to each other as far as it is shown. */
import type { FamilyGene, FamilyOverview, FamilyPair, FamilyRow } from "genosieve";
import { useEffect, useMemo, useState } from "preact/hooks";

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

/** What is shown comes first, and what is not last. */
const PHASES: FamilyPair["phase"][] = ["trans", "conflicting", "cis", "unknown"];

export function Pairs({ controller, overview, onGene }: PairsProps) {
  const say = familySay(useSay());
  const [most, setMost] = useState(STEP);
  const genes = useMemo(() => transFirst(overview.genes), [overview]);
  if (genes.length === 0) return null;
  const shown = genes.slice(0, most);
  const left = genes.length - shown.length;
  return (
    <section class="gene-pairs" aria-labelledby="gene-pairs">
      <h2 id="gene-pairs">{say("pairs.title")}</h2>
      <div class="card list">
        <p class="muted small">{say("pairs.lead")}</p>
        {shown.map((gene) => (
          <Gene key={gene.gene} {...gene} {...{ controller, onGene }} />
        ))}
        {left > 0 && (
          <button type="button" class="button" onClick={() => setMost(most + STEP)}>
            {say("pairs.more", { n: Math.min(left, STEP) })}
          </button>
        )}
      </div>
    </section>
  );
}

const countOf = (pairs: FamilyPair[], phase: FamilyPair["phase"]) =>
  pairs.filter((pair) => pair.phase === phase).length;

/** Genes with a pair that lies on different chromosomes, and then the others, as they came. */
function transFirst(genes: FamilyGene[]): FamilyGene[] {
  const has = ({ pairs }: FamilyGene) => countOf(pairs, "trans") > 0;
  return [...genes.filter(has), ...genes.filter((gene) => !has(gene))];
}

/** A gene with how its pairs lie; a gene of many entries has hundreds, which show once it is opened. */
function Gene(props: FamilyGene & Pick<PairsProps, "controller" | "onGene">) {
  const { gene, count, pairs, controller, onGene } = props;
  const say = familySay(useSay());
  const [open, setOpen] = useState(false);
  const m = pairs.length;
  const phases = PHASES.flatMap((phase) => {
    const n = countOf(pairs, phase);
    return n > 0 ? say("pairs.count", { phase: say(`pair.${phase}`), n }) : [];
  });
  // How those lie that are not listed is not known here.
  const told = count > m ? [say("pairs.some", { n: count, m })] : phases;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{gene}</b> <span class="muted small">{told.join(" · ")}</span>
      </summary>
      {open && <GenePairs {...{ gene, count, pairs, controller, onGene }} />}
    </details>
  );
}

function GenePairs(props: FamilyGene & Pick<PairsProps, "controller" | "onGene">) {
  const { gene, pairs, controller, onGene } = props;
  const say = familySay(useSay());
  const shown = PHASES.flatMap((phase) => pairs.filter((pair) => pair.phase === phase));
  const rows = usePlaces(controller, pairs);
  return (
    <>
      <ul>
        {shown.map((pair) => (
          <Pair key={pair.rows.join()} {...{ pair, rows }} />
        ))}
      </ul>
      <button type="button" class="link small" onClick={() => onGene(gene)}>
        {say("pairs.table", { gene })}
      </button>
    </>
  );
}

/** The rows of the pairs, by their places; those that have come. */
function usePlaces(controller: Controller, pairs: FamilyPair[]): Map<number, FamilyRow> {
  const [rows, setRows] = useState(new Map<number, FamilyRow>());
  const all = new Set(pairs.flatMap((pair) => pair.rows));
  const places = [...all].filter((place) => !rows.has(place));
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
