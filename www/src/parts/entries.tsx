/** The table of entries with its tools: states, classes, search, sort; and the evidence of a row. */
import type { SignificanceClass, SortKey, State, Summary as Counts } from "genosieve";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Listing, Summary } from "../job/protocol.js";
import { sentence, useSay } from "./common.js";
import { COLUMNS, type Column } from "./columns.js";
import { statesOf } from "./counts.js";
import { Drawer } from "./drawer.js";
import { Grid, SCROLLED } from "./grid.js";
import { NO_FILTER, useListing, type Filter, type Sort } from "./listing.js";
import { Icon, Mark } from "./marks.js";
import type { Wanted } from "./result.js";

interface EntriesProps {
  controller: Controller;
  summary: Summary;
  counts: Counts;
  sample: number;
  wanted: Wanted;
  setWanted: (wanted: Wanted) => void;
}

export function Entries(props: EntriesProps) {
  const { controller, summary, counts, sample, wanted, setWanted } = props;
  const say = useSay();
  const [search, setSearch] = useState("");
  const [classes, setClasses] = useState<SignificanceClass[]>([]);
  const [sort, setSort] = useState<Sort>({ key: "state", descending: false });
  const filter = useFilter(wanted, classes, search);
  const listing = useListing(controller, sample, filter, sort);
  const [open, setOpen] = useState<number>();
  const section = useRef<HTMLElement>(null);
  const total = summary.panel.alleles;

  useEffect(() => {
    if (wanted.reason !== undefined) section.current?.scrollIntoView({ block: "start" });
  }, [wanted]);
  const reset = () => {
    setSearch("");
    setClasses([]);
    setWanted({ states: [], reason: undefined });
  };
  const sortBy = (next: Sort) => {
    setSort(next);
    const id = COLUMNS.find((column) => column.sort === next.key)?.id ?? "state";
    if (id === "open") return;
    controller.say((later) =>
      later("table.sorted", {
        column: later(`table.${id}`),
        direction: later(next.descending ? "table.descending" : "table.ascending"),
      }),
    );
  };
  const filtered = filter !== NO_FILTER;
  const columns = useColumns(listing, filtered);
  return (
    <section ref={section} class="entries" aria-labelledby="entries">
      <h2 id="entries">{say("table.title")}</h2>
      <div class="card table">
        <div class="tools-row">
          <StateChips {...{ counts, total, wanted, setWanted }} />
          <Search value={search} onSearch={setSearch} />
          <SortChoice {...{ columns, sort }} onSort={sortBy} />
        </div>
        {listing && <ClassChips {...{ listing, classes, setClasses }} />}
        {wanted.reason !== undefined && (
          <p class="reason-filter">
            {say("table.reason", {
              reason: say.word(`reason.${wanted.reason}` as "reason.no_call"),
            })}{" "}
            <button
              type="button"
              class="link"
              onClick={() => setWanted({ ...wanted, reason: undefined })}
            >
              {say("table.reason.clear")}
            </button>
          </p>
        )}
        {listing && listing.count > 0 && (
          <Grid {...{ controller, listing, columns, sort }} onSort={sortBy} onOpen={setOpen} />
        )}
        <div class="table-foot">
          <p role="status">{listing ? shown(listing, total, say) : "…"}</p>
          {filtered && (
            <button type="button" class="link" onClick={reset}>
              {say("table.reset")}
            </button>
          )}
        </div>
      </div>
      {open !== undefined && listing && (
        <Drawer
          {...{ controller, summary, counts, sample, listing }}
          index={open}
          onMove={setOpen}
          onClose={() => {
            setOpen(undefined);
            section.current
              ?.querySelector<HTMLElement>("[role=grid]")
              ?.focus({ preventScroll: true });
          }}
        />
      )}
    </section>
  );
}

function shown({ count }: Listing, total: number, say: ReturnType<typeof useSay>): string {
  if (count === 0) return say("table.empty", { total });
  const text = say("table.shown", { n: count, total });
  return count > SCROLLED ? `${text} ${say("table.first", { n: SCROLLED })}` : text;
}

/** One object for each state of the tools, so that a query is made when one changes and only then. */
function useFilter(wanted: Wanted, classes: SignificanceClass[], typed: string): Filter {
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  useEffect(() => {
    const none = wanted.states.length + classes.length === 0 && !typed.trim() && !wanted.reason;
    const next: Filter = none ? NO_FILTER : { ...wanted, classes, search: typed.trim() };
    // While someone types the worker is not asked for every letter.
    const wait = typed.trim() === filter.search ? 0 : 150;
    const timer = setTimeout(() => setFilter(next), wait);
    return () => clearTimeout(timer);
  }, [wanted, classes, typed]);
  return filter;
}

/** A list without classes has no use for their columns: whether it has some shows unfiltered. */
function useColumns(listing: Listing | undefined, filtered: boolean): Column[] {
  const [columns, setColumns] = useState(COLUMNS);
  useEffect(() => {
    if (!listing || filtered) return;
    const classified = CLASSES.some((one) => one !== "none" && listing.classes[one] > 0);
    setColumns(
      classified ? COLUMNS : COLUMNS.filter(({ id }) => id !== "significance" && id !== "stars"),
    );
  }, [listing, filtered]);
  return columns;
}

function StateChips(props: {
  counts: Counts;
  total: number;
  wanted: Wanted;
  setWanted: (wanted: Wanted) => void;
}) {
  const say = useSay();
  const { counts, total, wanted, setWanted } = props;
  const toggle = (state: State) => {
    const has = wanted.states.includes(state);
    const states = has ? wanted.states.filter((one) => one !== state) : [...wanted.states, state];
    setWanted({ states, reason: undefined });
  };
  return (
    <div class="chips" role="group" aria-label={say("table.states")}>
      <button
        type="button"
        class="chip"
        aria-pressed={wanted.states.length === 0}
        onClick={() => setWanted({ states: [], reason: undefined })}
      >
        {say("table.all")} <span class="count">{say.number(total)}</span>
      </button>
      {statesOf(counts).map((state) => (
        <button
          key={state}
          type="button"
          class="chip"
          aria-pressed={wanted.states.includes(state)}
          onClick={() => toggle(state)}
        >
          <Mark state={state} />
          {say.word(`state.${state}`)} <span class="count">{say.number(counts[state])}</span>
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
function ClassChips(props: {
  listing: Listing;
  classes: SignificanceClass[];
  setClasses: (classes: SignificanceClass[]) => void;
}) {
  const say = useSay();
  const { listing, classes, setClasses } = props;
  const there = CLASSES.filter((one) => listing.classes[one] > 0 || classes.includes(one));
  if (there.every((one) => one === "none")) return null;
  const others = CLASSES.filter((one) => !BENIGN.includes(one));
  const without = classes.length === others.length && others.every((one) => classes.includes(one));
  const toggle = (one: SignificanceClass) =>
    setClasses(
      without
        ? [one]
        : classes.includes(one)
          ? classes.filter((c) => c !== one)
          : [...classes, one],
    );
  return (
    <div class="chips classes" role="group" aria-label={say("table.classes")}>
      {there.map((one) => (
        <button
          key={one}
          type="button"
          class="chip"
          lang={one === "other" || one === "none" ? undefined : "en"}
          aria-pressed={!without && classes.includes(one)}
          onClick={() => toggle(one)}
        >
          {say(`class.${one}`)} <span class="count">{say.number(listing.classes[one])}</span>
        </button>
      ))}
      {there.some((one) => BENIGN.includes(one)) && (
        <button
          type="button"
          class="chip"
          aria-pressed={without}
          onClick={() => setClasses(without ? [] : others)}
        >
          {say("class.withoutBenign")}
        </button>
      )}
    </div>
  );
}

function Search({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const say = useSay();
  return (
    <div class="field">
      <Icon name="search" />
      <input
        type="search"
        aria-label={say("table.search")}
        placeholder={say("table.placeholder")}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
    </div>
  );
}

/** Headings sort where there is room for them; elsewhere this does. */
function SortChoice(props: { columns: Column[]; sort: Sort; onSort: (sort: Sort) => void }) {
  const { columns, sort, onSort } = props;
  const say = useSay();
  return (
    <label class="sort-choice">
      <span>{say("table.sort")}</span>
      <select
        value={sort.key}
        onChange={(event) =>
          onSort({ key: event.currentTarget.value as SortKey, descending: false })
        }
      >
        {columns.flatMap(({ id, sort: key }) =>
          key && id !== "open" ? (
            <option key={key} value={key}>
              {sentence(say(`table.${id}`))}
            </option>
          ) : (
            []
          ),
        )}
      </select>
    </label>
  );
}
