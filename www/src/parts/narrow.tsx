/** What a result is narrowed to: in words above the counts, each with a way to take it back, and the form for it. */
import type { Diseases } from "genosieve/diseases";
import { useId, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Summary } from "../job/protocol.js";
import type { Subject } from "../model.js";
import { isNarrowed, NOT_NARROWED, WORDS, type Narrowing } from "../narrowing.js";
import type { Say } from "../text/index.js";
import { useSay } from "./common.js";
import { askedAbout } from "./counts.js";
import { namesOf } from "./disease-names.js";
import { Icon } from "./marks.js";
import { NarrowForm } from "./narrow-form.js";

interface NarrowProps {
  controller: Controller;
  subject: Subject;
  summary: Summary;
  narrowing: Narrowing;
  diseases: Diseases | undefined;
  /** Whether entries are held back. */
  heldBack: boolean;
  readsGenes: boolean;
}

/** A condition that is in force, and what is left without it. */
interface InForce {
  text: string;
  /** Words of the list are English in every language. */
  english: boolean;
  without: Narrowing;
}

/** A word of a list as people read it. */
export const wordText = (word: string) => word.replaceAll("_", " ");

/** Words of one kind that are shown one by one; more are one condition. */
const SEVERAL = 8;

/** The conditions in force, in words. */
export function inForce(narrowing: Narrowing, say: Say): InForce[] {
  const lists = WORDS.flatMap((key) => {
    if (key === "genes" && narrowing.genes.length > SEVERAL) {
      const text = say("disease.genes", { n: narrowing.genes.length });
      return [{ text, english: false, without: { ...narrowing, genes: [] } }];
    }
    return narrowing[key].map((word) => {
      const without = { ...narrowing, [key]: narrowing[key].filter((other) => other !== word) };
      return { text: wordText(word), english: true, without };
    });
  });
  const { minStars: n, disease } = narrowing;
  const stars = { text: say("narrow.stars.least", { n }), english: false };
  const name = disease && `${disease.number} ${namesOf(disease.notified, say.language)[0].text}`;
  return [
    ...(name
      ? [{ text: name, english: false, without: { ...narrowing, disease: undefined } }]
      : []),
    ...lists,
    ...(n > 0 ? [{ ...stars, without: { ...narrowing, minStars: 0 } }] : []),
  ];
}

export function Narrow(props: NarrowProps) {
  const { controller, summary, narrowing } = props;
  const say = useSay();
  const id = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const conditions = inForce(narrowing, say);
  const take = (next: Narrowing) => {
    void controller.narrow(next);
    // The button that was pressed is gone.
    toggle.current?.focus({ preventScroll: true });
  };
  return (
    <section class="narrowing" aria-label={say("narrow.open")}>
      <div class="narrow-row">
        <button
          ref={toggle}
          type="button"
          class="button quiet"
          aria-expanded={open}
          aria-controls={`${id}-form`}
          onClick={() => setOpen(!open)}
        >
          <Icon name="narrow" />
          {say("narrow.open")}
        </button>
        {isNarrowed(narrowing) && (
          <>
            <ul class="in-force" aria-label={say("narrow.inForce")}>
              {conditions.map(({ text, english, without }) => (
                <li key={text}>
                  <button
                    type="button"
                    class="chip"
                    aria-label={say("narrow.remove", { what: text })}
                    onClick={() => take(without)}
                  >
                    <span lang={english ? "en" : undefined}>{text}</span>
                    <Icon name="close" />
                  </button>
                </li>
              ))}
            </ul>
            <span class="muted small">
              {say("narrow.left", { n: askedAbout(summary), total: summary.panel.alleles })}
            </span>
            {conditions.length > 1 && (
              <button type="button" class="link small" onClick={() => take(NOT_NARROWED)}>
                {say("narrow.clear")}
              </button>
            )}
          </>
        )}
      </div>
      <div id={`${id}-form`}>
        {open && (
          <NarrowForm
            {...props}
            onDone={() => {
              setOpen(false);
              toggle.current?.focus({ preventScroll: true });
            }}
          />
        )}
      </div>
      <Unmatched {...props} />
    </section>
  );
}

/** Genes that were asked for and that no entry has: an answer about them is not in the counts. */
function Unmatched({ summary: { filter }, narrowing: { genes } }: NarrowProps) {
  const say = useSay();
  const absent = genes.filter((gene) => filter?.unmatched.includes(gene));
  if (absent.length === 0) return null;
  return (
    <p class="absent small">
      {say("about.unmatched")} <span class="mono">{absent.join(", ")}</span>
    </p>
  );
}
