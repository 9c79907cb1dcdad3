/** The table of entries with its tools: states, classes, search, sort; and the evidence of a row. */
import type {
  FilterCount,
  ListedBy,
  SignificanceClass,
  SortKey,
  State,
  Summary as Counts,
} from "genosieve";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Listing, Summary } from "../job/protocol.js";
import { sentence, useSay } from "./common.js";
import { ColumnChoice, useColumns } from "./column-choice.js";
import { COLUMNS, type Column } from "./columns.js";
import { askedAbout, statesOf } from "./counts.js";
import { Drawer } from "./drawer.js";
import { Grid, scrolled } from "./grid.js";
import { isEmpty, NO_FILTER, toggled, useListing, type Filter, type Sort } from "./listing.js";
import { Icon, Mark } from "./marks.js";
import { MoreFilters, MoreInForce } from "./more-filters.js";

interface EntriesProps {
  controller: Controller;
  summary: Summary;
  counts: Counts;
  sample: number;
  filter: Filter;
  setFilter: (filter: Filter) => void;
}

export function Entries(props: EntriesProps) {
  const { controller, summary, counts, sample, filter, setFilter } = props;
  const say = useSay();
  const [sort, setSort] = useState<Sort>({ key: "state", descending: false });
  const asked = useSettled(filter);
  const [folded, setFolded] = useState(true);
  const listing = useListing(controller, summary, sample, asked, sort, folded);
  const [open, setOpen] = useState<number>();
  const section = useRef<HTMLElement>(null);
  const total = askedAbout(summary);
  const filtered = !isEmpty(filter);
  const choice = useColumns(listing, filtered || !isEmpty(asked));
  const { columns } = choice;

  useEffect(() => {
    if (filter.reason !== undefined) section.current?.scrollIntoView({ block: "start" });
  }, [filter.reason]);
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
  return (
    <section ref={section} class="entries" aria-labelledby="entries">
      <h2 id="entries">{say("table.title")}</h2>
      <div class="card table">
        <div class="tools-row">
          <StateChips {...{ counts, total, filter, setFilter }} />
          <Search value={filter.search} onSearch={(search) => setFilter({ ...filter, search })} />
          <SortChoice {...{ columns, sort }} onSort={sortBy} />
          {listing && <MoreFilters {...{ listing, filter, setFilter }} />}
          <ColumnChoice {...choice} />
        </div>
        {summary.filter?.asked.diseases && (
          <ListedByChips about={summary.filter} {...{ filter, setFilter }} />
        )}
        {listing && <ClassChips {...{ listing, filter, setFilter }} />}
        {listing && <MoreInForce {...{ listing, filter, setFilter }} />}
        {filter.reason !== undefined && (
          <p class="reason-filter">
            {say("table.reason", { reason: say.word(`reason.${filter.reason}`) })}{" "}
            <button
              type="button"
              class="link"
              onClick={() => setFilter({ ...filter, reason: undefined })}
            >
              {say("table.reason.clear")}
            </button>
          </p>
        )}
        {listing && listing.count > 0 && (
          <Grid
            {...{ controller, listing, columns, sort }}
            shown={open}
            onSort={sortBy}
            onOpen={setOpen}
          />
        )}
        {listing && listing.zeroStars > 0 && (
          <ZeroStars n={listing.zeroStars} folded={folded} onFold={setFolded} />
        )}
        <div class="table-foot">
          <p role="status">{listing ? shown(listing, total, say) : "…"}</p>
          {filtered && (
            <button type="button" class="link" onClick={() => setFilter(NO_FILTER)}>
              {say("table.reset")}
            </button>
          )}
        </div>
      </div>
      {open !== undefined && listing && (
        <Drawer
          {...{ controller, summary, sample, listing }}
          index={open}
          onMove={setOpen}
          onClose={() => {
            setOpen(undefined);
            void controller.ask("abandon", {});
            section.current
              ?.querySelector<HTMLElement>("[role=grid]")
              ?.focus({ preventScroll: true });
          }}
        />
      )}
    </section>
  );
}

/** Entries that nobody has reviewed: one row in the place of all of them, until it is opened. */
function ZeroStars(props: { n: number; folded: boolean; onFold: (folded: boolean) => void }) {
  const { n, folded, onFold } = props;
  const say = useSay();
  return (
    <button
      type="button"
      class="zero-stars"
      aria-expanded={!folded}
      onClick={() => onFold(!folded)}
    >
      <Icon name="right" />
      {say(folded ? "table.zerostar" : "table.zerostar.shown", { n })}
    </button>
  );
}

function shown(
  { count, zeroStars }: Listing,
  total: number,
  say: ReturnType<typeof useSay>,
): string {
  if (count + zeroStars === 0) return say("table.empty", { total });
  const text = say("table.shown", { n: count, total });
  const reached = scrolled();
  return count > reached ? `${text} · ${say("table.first", { n: reached })}` : text;
}

/** While someone types, the worker is not asked for every letter. */
function useSettled(filter: Filter): Filter {
  const [settled, settle] = useState(filter);
  useEffect(() => {
    const timer = setTimeout(() => settle(filter), filter.search === settled.search ? 0 : 150);
    return () => clearTimeout(timer);
  }, [filter]);
  return settled;
}

interface FilterProps {
  filter: Filter;
  setFilter: (filter: Filter) => void;
}

function StateChips(props: FilterProps & { counts: Counts; total: number }) {
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
function ListedByChips({ about, filter, setFilter }: FilterProps & { about: FilterCount }) {
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
function ClassChips({ listing, filter, setFilter }: FilterProps & { listing: Listing }) {
  const say = useSay();
  const { classes } = filter;
  const show = (wanted: SignificanceClass[]) => setFilter({ ...filter, classes: wanted });
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
