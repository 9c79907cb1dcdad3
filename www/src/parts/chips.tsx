/** Chips above the table: states, classes, and why entries of a disease are listed, each with its count. */
import type { FilterCount, ListedBy, SignificanceClass, State, Summary as Counts } from "genosieve";

import type { Listing } from "../job/protocol.js";
import { useSay } from "./common.js";
import { statesOf } from "./counts.js";
import { toggled, type Filter } from "./listing.js";
import { Mark } from "./marks.js";

interface FilterProps {
  filter: Filter;
  setFilter: (filter: Filter) => void;
}

export function StateChips(props: FilterProps & { counts: Counts; total: number }) {
  const say = useSay();
  const { counts, total, filter, setFilter } = props;
  const show = (states: State[]) => setFilter({ ...filter, states, reason: undefined });
  const toggle = (state: State) => show(toggled(filter.states, state));
  return (
    <div class="chips" role="group" aria-label={say("table.states")}>
      <button
        type="button"
        class="chip"
        aria-pressed={filter.states.length === 0}
        onClick={() => show([])}
      >
        {say("table.all")} <span class="count">{say.number(total)}</span>
      </button>
      {statesOf(counts).map((state) => (
        <button
          key={state}
          type="button"
          class="chip"
          aria-pressed={filter.states.includes(state)}
          onClick={() => toggle(state)}
        >
          <Mark state={state} />
          {say.word(`state.${state}`)} <span class="count">{say.number(counts[state])}</span>
        </button>
      ))}
    </div>
  );
}

/** Of a disease: entries that name it, and those that only lie in one of its genes. */
export function ListedByChips({ about, filter, setFilter }: FilterProps & { about: FilterCount }) {
  const say = useSay();
  const both: [ListedBy, number][] = [
    ["condition", about.byCondition],
    ["gene", about.byGene],
  ];
  return (
    <div class="chips listed-by" role="group" aria-label={say("table.listedBy")}>
      {both.map(([one, n]) => (
        <button
          key={one}
          type="button"
          class="chip"
          aria-pressed={filter.listedBy === one}
          onClick={() =>
            setFilter({ ...filter, listedBy: filter.listedBy === one ? undefined : one })
          }
        >
          {say(`listedBy.${one}`)} <span class="count">{say.number(n)}</span>
        </button>
      ))}
    </div>
  );
}

const CLASSES: SignificanceClass[] = [
  "pathogenic",
  "likelyPathogenic",
  "conflicting",
  "uncertain",
  "other",
  "likelyBenign",
  "benign",
  "none",
];
const BENIGN: SignificanceClass[] = ["likelyBenign", "benign"];

/** How many there are of each class: with all of ClinVar, most of what is carried is benign. */
export function ClassChips(props: {
  listing: Pick<Listing, "classes">;
  /** Those that are chosen. */
  classes: SignificanceClass[];
  onChoose: (classes: SignificanceClass[]) => void;
}) {
  const { listing, classes, onChoose: show } = props;
  const say = useSay();
  const there = CLASSES.filter((one) => listing.classes[one] > 0 || classes.includes(one));
  if (there.every((one) => one === "none")) return null;
  const others = CLASSES.filter((one) => !BENIGN.includes(one));
  const without = classes.length === others.length && others.every((one) => classes.includes(one));
  return (
    <div class="chips classes" role="group" aria-label={say("table.classes")}>
      {there.map((one) => (
        <button
          key={one}
          type="button"
          class="chip"
          lang={one === "other" || one === "none" ? undefined : "en"}
          aria-pressed={!without && classes.includes(one)}
          onClick={() => show(without ? [one] : toggled(classes, one))}
        >
          {say(`class.${one}`)} <span class="count">{say.number(listing.classes[one])}</span>
        </button>
      ))}
      {there.some((one) => BENIGN.includes(one)) && (
        <button
          type="button"
          class="chip"
          aria-pressed={without}
          onClick={() => show(without ? [] : others)}
        >
          {say("class.withoutBenign")}
        </button>
      )}
    </div>
  );
}
