/**
 * The question before the genes that are reported beside the purpose of a sequencing: closed until a person
 * opens it, and closed again at any time.
 */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { significanceOf } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { ActionableAnswer } from "../job/actionable.js";
import type { Summary } from "../job/protocol.js";
import type { Resources } from "../resources.js";
import { useAnswer } from "./answer.js";
import { Stars, zygosityText } from "./columns.js";
import { sentence, StateWord, useSay } from "./common.js";
import { Evidence } from "./evidence.js";
import { alleleText, placeText } from "./place.js";

const toQuestion = () => document.querySelector<HTMLElement>(".gate h2")?.focus();

interface GateProps {
  controller: Controller;
  /** Entries of these genes that are in no count until the question is answered; 0 where none are. */
  held: number;
  /** Genes of them that are asked about. */
  asked: readonly string[];
}

/** What stands above counts from which entries are missing. */
export function HeldBack({ held, asked }: Pick<GateProps, "held" | "asked">) {
  const say = useSay();
  if (held === 0) return null;
  return (
    <p class={asked.length > 0 ? "held note" : "held small"}>
      {say("sf.held", { n: held })} <Asked asked={asked} />{" "}
      <button type="button" class="link small" onClick={toQuestion}>
        {say("sf.held.go")}
      </button>
    </p>
  );
}

function Asked({ asked }: Pick<GateProps, "asked">) {
  const say = useSay();
  if (asked.length === 0) return null;
  return (
    <>
      {say("sf.held.asked")} <span class="mono">{asked.join(", ")}</span>
    </>
  );
}

export function Gate({ controller, held, asked }: GateProps) {
  const say = useSay();
  const title = useId();
  const [kept, setKept] = useState(false);
  return (
    <section class="card gate" aria-labelledby={title}>
      <div>
        <h2 id={title} tabIndex={-1}>
          {say("sf.title")}
        </h2>
        <p>{say("sf.body")}</p>
        {held > 0 && (
          <p>
            {say("sf.held", { n: held })} <Asked asked={asked} />
          </p>
        )}
        <p class="muted small">{say("sf.consent")}</p>
        <p class="small" role="status">
          {kept && say("sf.kept")}
        </p>
      </div>
      <div class="acts">
        <button type="button" class="button primary" onClick={() => setKept(true)}>
          {say("sf.keep")}
        </button>
        <button type="button" class="button" onClick={() => void controller.openActionable(true)}>
          {say("sf.open")}
        </button>
      </div>
    </section>
  );
}

/** What the rules of some genes show of a sample; nothing of no genes. */
export function useActionable(
  controller: Controller,
  summary: Summary,
  sample: number,
  actionable: Resources["actionable"] | undefined,
  genes: readonly string[] | undefined,
): ActionableAnswer | undefined {
  const rules = actionable && genes?.flatMap((gene) => actionable.get(gene) ?? []);
  const takes = rules && {
    sample,
    rules: rules.map(({ gene, rule }): [string, typeof rule] => [gene, rule]),
  };
  return useAnswer(controller, "actionable", takes, [summary, sample, genes?.join()]);
}

interface OpenedProps extends Omit<GateProps, "held"> {
  summary: Summary;
  sample: number;
  actionable: Resources["actionable"];
  answer: ActionableAnswer | undefined;
  /** Whether the result is about some genes alone: then no others are shown here. */
  ofGenes: boolean;
}

export function Actionable(props: OpenedProps & GateProps & { opened: boolean }) {
  const { controller, held, asked, opened } = props;
  const before = useRef(opened);
  useEffect(() => {
    // The button that was pressed is gone.
    if (before.current !== opened) toQuestion();
    before.current = opened;
  }, [opened]);
  return opened ? <Opened {...props} /> : <Gate {...{ controller, held, asked }} />;
}

/** What the rule of each gene shows. */
export function Opened(props: OpenedProps) {
  const { controller, actionable, answer, asked, ofGenes } = props;
  const say = useSay();
  const said = (
    <>
      {ofGenes && (
        <p>
          {say("sf.asked.only")}{" "}
          <span class="mono">{asked.join(", ") || say("sf.asked.none")}</span>
        </p>
      )}
      <div role="status">{answer && <Answer {...{ answer }} />}</div>
    </>
  );
  return (
    <OpenedGenes {...{ controller, said }}>
      {answer?.shown.map((shown) => (
        <Shown
          key={`${shown.gene} ${shown.row.number}`}
          {...props}
          {...shown}
          inheritance={actionable.get(shown.gene)?.inheritance}
        />
      ))}
    </OpenedGenes>
  );
}

/** The genes once they are opened: what is said of them, the rows that are shown, and the way back. */
export function OpenedGenes(props: {
  controller: Controller;
  said: ComponentChildren;
  /** List items. */
  children: JSX.Element[] | undefined;
}) {
  const { controller, said, children = [] } = props;
  const say = useSay();
  const title = useId();
  return (
    <section class="card gate opened" aria-labelledby={title}>
      <div>
        <h2 id={title} tabIndex={-1}>
          {say("sf.opened")}
        </h2>
        <p>{say("sf.rules")}</p>
        {said}
      </div>
      {children.length > 0 && <ul class="sf-rows">{children}</ul>}
      <p class="muted small">{say("sf.source")}</p>
      <div class="acts">
        <button type="button" class="button" onClick={() => void controller.openActionable(false)}>
          {say("sf.close")}
        </button>
      </div>
    </section>
  );
}

function Answer({ answer: { entries, carried, open, shown } }: { answer: ActionableAnswer }) {
  const say = useSay();
  if (entries === 0) return <p>{say("sf.none")}</p>;
  const rows = new Set(shown.map(({ row }) => row.number)).size;
  return (
    <>
      <p>{say("sf.answer", { n: entries, s: rows, m: open })}</p>
      {carried > rows && <p class="small">{say("sf.hidden", { n: carried - rows })}</p>}
    </>
  );
}

function Shown(
  props: Pick<OpenedProps, "controller" | "summary" | "sample"> &
    ActionableAnswer["shown"][number] & { inheritance: "AD" | "AR" | "XL" | undefined },
) {
  const { gene, row, inheritance, controller, summary, sample } = props;
  const say = useSay();
  const [seen, setSeen] = useState(false);
  const { entry } = row;
  return (
    <li>
      <div class="sf-row">
        <StateWord state={row.state} />
        <b>{gene}</b>
        <code>{`${placeText(entry, say)} ${alleleText(entry, say)}`}</code>
        <span>{sentence(zygosityText(row, say))}</span>
        <span lang="en">{significanceOf(entry)}</span>
        <Stars stars={row.stars} />
        {inheritance && <span class="muted small">{say(`gene.inheritance.${inheritance}`)}</span>}
      </div>
      <details onToggle={(event) => setSeen(event.currentTarget.open)}>
        <summary>{say("drawer.title")}</summary>
        {seen && <Evidence {...{ controller, summary, sample, row }} />}
      </details>
    </li>
  );
}
