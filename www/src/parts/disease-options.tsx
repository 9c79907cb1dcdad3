/** The diseases that fit, as a listbox: its field has the focus, and only the rows near the view exist. */
import type { Disease, Matched } from "genosieve/diseases";
import { useLayoutEffect, useRef } from "preact/hooks";

import { useSay } from "./common.js";
import { namesOf, useNames } from "./disease-names.js";
import { useSettled, useShift } from "./settled.js";

/** A row of the list; without a match where nothing was typed. */
export interface Row {
  disease: Disease;
  matched: Matched | undefined;
}

/** What a row takes before it was drawn, in pixels: names of one line each. */
const USUAL = 66;
/** Between two rows. */
const GAP = 2;

interface OptionsProps {
  rows: Row[];
  /** The row that the keyboard is on; -1 where it is on none. */
  at: number;
  list: string;
  chosen: number | undefined;
  option: (row: Row) => string;
  choose: (row: Row) => void;
}

export function Options({ rows, at, list, chosen, option, choose }: OptionsProps) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const { rows: drawn, show } = useSettled({
    scroller,
    whole,
    of: rows,
    count: rows.length,
    usual: USUAL,
    gap: GAP,
    beyond: 6,
    always: at,
  });
  // Within the list alone: the page stays where it is.
  useLayoutEffect(() => {
    if (at >= 0) show(at);
  }, [rows, at]);
  useLayoutEffect(() => {
    const index = rows.findIndex(({ disease }) => disease.number === chosen);
    if (index >= 0) show(index, "first");
  }, []);
  return (
    <div
      class="options"
      id={list}
      role="listbox"
      aria-label={say("disease.search")}
      // What scrolls is a tab stop in some browsers; here the field is, and its keys scroll.
      tabIndex={-1}
      ref={scroller}
    >
      {rows.length > 0 && (
        <div ref={whole} role="presentation" class="options-whole">
          {drawn.map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
                <Option
                  key={row.disease.number}
                  {...{ row, index, start, choose }}
                  id={option(row)}
                  total={rows.length}
                  at={index === at}
                  chosen={row.disease.number === chosen}
                />
              )
            );
          })}
        </div>
      )}
    </div>
  );
}

interface OptionProps {
  row: Row;
  id: string;
  index: number;
  /** How many rows there are, drawn or not. */
  total: number;
  start: number;
  at: boolean;
  chosen: boolean;
  choose: (row: Row) => void;
}

function Option({ row, id, index, total, start, at, chosen, choose }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useShift(element, start);
  return (
    <div
      ref={element}
      id={id}
      role="option"
      data-index={index}
      class={at ? "option at" : "option"}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-selected={chosen}
      aria-disabled={row.disease.basis === "known" ? undefined : "true"}
      // The field keeps the focus, and with it the keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(row)}
    >
      <OptionText {...row} />
    </div>
  );
}

function OptionText({ disease, matched }: Row) {
  const say = useSay();
  const [first, ...others] = useNames(disease.notified);
  return (
    <>
      <span class="number">{disease.number}</span>
      <span class="names">
        <span class="name" lang={first.language}>
          {first.text}
        </span>
        <span class="also">
          {others.map(({ text, language }) => (
            <span key={text} lang={language}>
              {text}
            </span>
          ))}
        </span>
        {matched && <Found matched={matched} />}
      </span>
      <span class="genes">
        {disease.basis !== "known"
          ? say("disease.nolist")
          : disease.genes.length > 0
            ? say("disease.genes", { n: disease.genes.length })
            : say("disease.genes.none")}
      </span>
    </>
  );
}

/** What was met where it does not stand there already: a subclass, a gene, a synonym, an id. */
function Found({ matched: { kind, text, subclass } }: { matched: Matched }) {
  const say = useSay();
  const met = kind === "gene" || kind === "id" || kind === "synonym" ? text : undefined;
  const name = subclass && namesOf(subclass, say.language)[0];
  if (!name && !met) return null;
  return (
    <span class="found">
      {name && (
        <span>
          {say("disease.includes")} <span lang={name.language}>{name.text}</span>
        </span>
      )}
      {met && <span class="met">{met}</span>}
    </span>
  );
}
