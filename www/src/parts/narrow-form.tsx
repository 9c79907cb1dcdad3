/** The conditions that a result can be narrowed by. They are set together, and taken when they can be met. */
import type { Disease, Diseases } from "genosieve/diseases";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { isClinVar } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { Failure } from "../job/protocol.js";
import type { Subject } from "../model.js";
import type { Narrowing } from "../narrowing.js";
import { GeneFile } from "./gene-file.js";
import { useSay } from "./common.js";
import { namesOf } from "./disease-names.js";
import { Icon } from "./marks.js";
import { wordText } from "./narrow.js";

interface FormProps {
  controller: Controller;
  subject: Subject;
  narrowing: Narrowing;
  diseases: Diseases | undefined;
  /** Whether entries are held back that might meet the conditions. */
  heldBack: boolean;
  /** Whether a file with genes can be read. */
  readsGenes: boolean;
  onDone: () => void;
}

/** Words of classifications, gravest first, then those that are no grade. */
const CLASSES = [
  "pathogenic",
  "likely_pathogenic",
  "conflicting",
  "uncertain_significance",
  "likely_benign",
  "benign",
  "drug_response",
  "risk_factor",
];
const ORIGINS = ["germline", "somatic", "de_novo", "inherited"];
const CONSEQUENCES = [
  "nonsense",
  "frameshift_variant",
  "splice_donor_variant",
  "splice_acceptor_variant",
  "missense_variant",
  "inframe_deletion",
  "inframe_insertion",
  "initiator_codon_variant",
  "stop_lost",
  "synonymous_variant",
  "intron_variant",
  "5_prime_UTR_variant",
  "3_prime_UTR_variant",
];

/** Items between commas and blanks. A place has commas of its own: `7:140,753,300`. */
const itemsOf = (text: string) => text.split(/[\s,;、]+/).filter(Boolean);
const placesOf = (text: string) => text.split(/[\s;、]+/).filter(Boolean);

export function NarrowForm(props: FormProps) {
  const { controller, subject, heldBack, onDone } = props;
  const say = useSay();
  const form = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(props.narrowing);
  const [genes, setGenes] = useState(draft.genes.join(", "));
  const [places, setPlaces] = useState(draft.regions.join(" "));
  const [failure, setFailure] = useState<Failure>();
  const set = (change: Partial<Narrowing>) => setDraft({ ...draft, ...change });
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  const apply = async () => {
    const asked = { ...draft, genes: itemsOf(genes), regions: placesOf(places) };
    const failed = await controller.narrow(asked);
    setFailure(failed);
    if (failed) controller.say((later) => failureText(failed, heldBack, later), true);
    else onDone();
  };
  // A `<form>` does nothing in a frame that may submit none.
  const press = (event: KeyboardEvent) => {
    const { target, key, isComposing } = event;
    // An input method takes Enter for what it offers.
    if (key !== "Enter" || isComposing || !isText(target)) return;
    event.preventDefault();
    void apply();
  };
  return (
    <div ref={form} class="card narrow-form" onKeyDown={press}>
      <p class="muted small">{say("narrow.lead")}</p>
      {isClassified(subject) && <Classes {...{ draft, set }} />}
      <div class="fields">
        <div>
          <Field label={say("narrow.genes")} hint="BRCA1, TTN" value={genes} onInput={setGenes} />
          {props.readsGenes && <GeneFile {...{ controller }} onGenes={setGenes} />}
        </div>
        <Field
          label={say("narrow.place")}
          hint="chr17:43,044,295-43,125,364"
          value={places}
          onInput={setPlaces}
        />
        {isClinVar(subject.choice) && (
          <>
            <Words
              label={say("narrow.consequence")}
              words={CONSEQUENCES}
              chosen={draft.consequences}
              onChoose={(consequences) => set({ consequences })}
            />
            <Words
              label={say("narrow.origin")}
              words={ORIGINS}
              chosen={draft.origins}
              onChoose={(origins) => set({ origins })}
            />
          </>
        )}
        {isClinVar(subject.choice) && !subject.part && (
          <DiseaseField
            diseases={props.diseases}
            chosen={draft.disease}
            onChoose={(disease) => set({ disease })}
          />
        )}
      </div>
      {failure && <p class="note narrow-failure">{failureText(failure, heldBack, say)}</p>}
      <div class="acts">
        <button type="button" class="button primary" onClick={() => void apply()}>
          {say("narrow.apply")}
        </button>
        <button type="button" class="button quiet" onClick={onDone}>
          {say("narrow.cancel")}
        </button>
      </div>
    </div>
  );
}

const isText = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.type === "text";

/** Whether the list classifies its entries: ClinVar's, or a table with such a column. */
function isClassified({ choice, panel }: Subject): boolean {
  return isClinVar(choice) || panel.info.mapping.some(({ role }) => role === "clnsig");
}

function failureText(
  { code, detail }: Failure,
  heldBack: boolean,
  say: ReturnType<typeof useSay>,
): string {
  if (code === "filter_empty") return say(heldBack ? "narrow.none.held" : "narrow.none");
  if (code === "option_invalid") return say("narrow.unread", { text: detail });
  return say.error(code, detail)[0];
}

interface PartProps {
  draft: Narrowing;
  set: (change: Partial<Narrowing>) => void;
}

function Classes({ draft, set }: PartProps) {
  const say = useSay();
  const id = useId();
  const { significance } = draft;
  const toggle = (word: string) =>
    significance.includes(word)
      ? significance.filter((one) => one !== word)
      : [...significance, word];
  return (
    <>
      <div class="chips" role="group" aria-labelledby={id}>
        <span id={id} class="label">
          {say("narrow.classes")}
        </span>
        {CLASSES.map((word) => (
          <button
            key={word}
            type="button"
            class="chip"
            lang="en"
            aria-pressed={significance.includes(word)}
            onClick={() => set({ significance: toggle(word) })}
          >
            {wordText(word)}
          </button>
        ))}
      </div>
      <div class="chips" role="group" aria-labelledby={`${id}-stars`}>
        <span id={`${id}-stars`} class="label">
          {say("narrow.stars")}
        </span>
        {[0, 1, 2, 3, 4].map((n) => (
          <button
            key={n}
            type="button"
            class="chip"
            aria-pressed={draft.minStars === n}
            aria-label={n === 0 ? undefined : say("narrow.stars.least", { n })}
            onClick={() => set({ minStars: n })}
          >
            {n === 0 ? say("narrow.any") : "★".repeat(n)}
          </button>
        ))}
      </div>
    </>
  );
}

function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="labelled">
      <span class="label">{label}</span>
      {children}
    </label>
  );
}

function Field(props: {
  label: string;
  hint: string;
  value: string;
  onInput: (text: string) => void;
}) {
  return (
    <Labelled label={props.label}>
      <input
        type="text"
        placeholder={props.hint}
        value={props.value}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="go"
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** One word of several, or any. */
function Words(props: {
  label: string;
  words: readonly string[];
  chosen: readonly string[];
  onChoose: (words: string[]) => void;
}) {
  const say = useSay();
  return (
    <Labelled label={props.label}>
      <select
        value={props.chosen[0] ?? ""}
        onChange={({ currentTarget: { value } }) => props.onChoose(value === "" ? [] : [value])}
      >
        <option value="">{say("narrow.any")}</option>
        {props.words.map((word) => (
          <option key={word} value={word} lang="en">
            {wordText(word)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Diseases that are offered at once. */
const OFFERED = 5;

/** A disease by number, name, kana or gene: what fits is offered below, as the first screen finds it. */
function DiseaseField(props: {
  diseases: Diseases | undefined;
  chosen: Disease | undefined;
  onChoose: (disease: Disease | undefined) => void;
}) {
  const { diseases, chosen, onChoose } = props;
  const say = useSay();
  const [query, setQuery] = useState("");
  const field = useRef<HTMLDivElement>(null);
  const hits = query.trim() === "" ? [] : (diseases?.search(query) ?? []);
  const known = hits.filter(({ disease }) => disease.basis === "known").slice(0, OFFERED);
  const name = ({ number, notified }: Disease) => {
    const [{ text, language }] = namesOf(notified, say.language);
    return (
      <>
        <span class="muted">{number}</span> <span lang={language}>{text}</span>
      </>
    );
  };
  const choose = (disease: Disease | undefined) => {
    onChoose(disease);
    setQuery("");
    field.current?.querySelector("input")?.focus();
  };
  return (
    <div ref={field} class="disease-field">
      <Field
        label={say("narrow.disease")}
        hint={say("disease.placeholder")}
        value={query}
        onInput={setQuery}
      />
      {chosen && (
        <p class="offered">
          {name(chosen)}
          <button
            type="button"
            class="go"
            aria-label={say("disease.remove")}
            onClick={() => choose(undefined)}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
      <ul class="offers">
        {known.map(({ disease }) => (
          <li key={disease.number}>
            <button type="button" class="offer" onClick={() => choose(disease)}>
              {name(disease)}
            </button>
          </li>
        ))}
      </ul>
      <p class="muted small" role="status">
        {query.trim() !== "" && known.length === 0 && say("disease.none")}
      </p>
    </div>
  );
}
