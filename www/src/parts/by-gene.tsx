/** Findings by gene: what is carried or not decided in each, beside how much of it the file answers. */
import { useId, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { GeneGroup, GeneGroups } from "../job/genes.js";
import type { Summary } from "../job/protocol.js";
import type { Resources } from "../resources.js";
import { useAnswer } from "./answer.js";
import { StateWord, useSay } from "./common.js";
import { askedAbout } from "./counts.js";

/** Genes that are shown to begin with, and with each step more. */
const STEP = 6;
/** With more entries than this it takes a while, and is done when it is asked for. */
const AT_ONCE = 400_000;

/** What is found by gene, and how much of it is asked for. */
interface Genes {
  /** Nothing is until someone asks. */
  waits: boolean;
  found: GeneGroups | undefined;
  /** Asks for the next ones. */
  more: () => void;
}

interface ByGeneProps {
  genes: Genes;
  actionable: Resources["actionable"] | undefined;
  /** Shows the entries of a gene, and no others. */
  onGene: (gene: string) => void;
}

export function ByGene(props: ByGeneProps) {
  const { actionable, onGene } = props;
  const { waits, found, more } = props.genes;
  const say = useSay();
  const title = useId();
  if (waits) {
    return (
      <p class="by-gene">
        <button type="button" class="button quiet" onClick={more}>
          {say("gene.show")}
        </button>
      </p>
    );
  }
  if (!found || found.groups.length === 0) return null;
  const { groups, genes } = found;
  const left = genes - groups.length;
  const known = groups.some(({ gene }) => actionable?.has(gene));
  return (
    <section class="by-gene" aria-labelledby={title}>
      <h2 id={title}>{say("gene.title")}</h2>
      <div class="card list">
        <p class="muted small">{say("gene.lead")}</p>
        <ul>
          {groups.map((group) => (
            <Group
              key={group.gene}
              {...{ group, onGene }}
              inheritance={actionable?.get(group.gene)?.inheritance}
            />
          ))}
        </ul>
        {left > 0 && (
          <>
            <button type="button" class="link" onClick={more}>
              {say("gene.more", { n: left })}
            </button>
            <p class="on-paper small">{say("gene.left", { n: left })}</p>
          </>
        )}
        {known && <p class="muted small">{say("gene.inheritance.note")}</p>}
        {found.found > found.grouped && (
          <p class="muted small">{say("gene.first", { n: found.grouped, total: found.found })}</p>
        )}
      </div>
    </section>
  );
}

export function useGenes(controller: Controller, summary: Summary, sample: number): Genes {
  const large = askedAbout(summary) > AT_ONCE;
  const [most, setMost] = useState(large ? 0 : STEP);
  const takes = most === 0 ? undefined : { sample, most };
  const found = useAnswer(controller, "genes", takes, [summary, sample]);
  return { waits: most === 0, found, more: () => setMost(most + STEP) };
}

function Group(props: {
  group: GeneGroup;
  inheritance: "AD" | "AR" | "XL" | undefined;
  onGene: (gene: string) => void;
}) {
  const { group, inheritance, onGene } = props;
  const { gene, carried, indeterminate, entries, answered } = group;
  const say = useSay();
  return (
    <li>
      <div class="gene-head">
        <button
          type="button"
          class="link"
          aria-label={say("gene.only", { gene })}
          onClick={() => onGene(gene)}
        >
          {gene}
        </button>
        {inheritance && <span class="muted small">{say(`gene.inheritance.${inheritance}`)}</span>}
      </div>
      <p class="gene-found">
        {carried > 0 && (
          <span>
            <StateWord state="carried" /> {say.number(carried)}
          </span>
        )}
        {indeterminate > 0 && (
          <span>
            <StateWord state="indeterminate" /> {say.number(indeterminate)}
          </span>
        )}
      </p>
      <div class="gene-share">
        <svg aria-hidden="true">
          <rect width="100%" height="8" class="part notAssessed" />
          <rect width={`${(100 * answered) / Math.max(1, entries)}%`} height="8" class="answered" />
        </svg>
        <span class="muted small">{say("gene.answered", { n: answered, total: entries })}</span>
      </div>
      {carried > 1 && <p class="gene-pair small">{say("gene.pair", { n: carried })}</p>}
    </li>
  );
}
