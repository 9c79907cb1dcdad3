/** The table of entries with its tools: states, classes, search, sort; and the evidence of a row. */
import type { Summary as Counts } from "genosieve";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Listing, Summary } from "../job/protocol.js";
import { ClassChips, ListedByChips, StateChips } from "./chips.js";
import { useSay } from "./common.js";
import { SortChoice } from "./sort-choice.js";
import { ColumnChoice, useColumns } from "./column-choice.js";
import { COLUMNS } from "./columns.js";
import { askedAbout } from "./counts.js";
import { Drawer } from "./drawer.js";
import { Grid, scrolled } from "./grid.js";
import { isEmpty, NO_FILTER, useListing, type Filter, type Sort } from "./listing.js";
import { Icon } from "./marks.js";
import { MoreFilters, MoreInForce } from "./more-filters.js";
import { Search } from "./search.js";

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
  const [wanted, setFolded] = useState<boolean>();
  const listing = useListing(controller, summary, sample, asked, sort, wanted);
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
          <SortChoice
            options={columns.flatMap(({ id, sort: key }) =>
              key && id !== "open" ? { key, name: say(`table.${id}`) } : [],
            )}
            chosen={sort.key}
            onChoose={(key) => sortBy({ key, descending: false })}
          />
          {listing && <MoreFilters {...{ listing, filter, setFilter }} />}
          <ColumnChoice {...choice} />
        </div>
        {summary.filter?.asked.diseases && (
          <ListedByChips about={summary.filter} {...{ filter, setFilter }} />
        )}
        {listing && (
          <ClassChips
            {...{ listing }}
            classes={filter.classes}
            onChoose={(classes) => setFilter({ ...filter, classes })}
          />
        )}
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
            ask={(range) => controller.ask("rows", range)}
            head={({ id }, say) => say(`table.${id}`)}
            label={say("table.label")}
            shown={open}
            onSort={sortBy}
            onOpen={setOpen}
          />
        )}
        {listing && (wanted === undefined ? hasOthers(listing) : listing.zeroStars > 0) && (
          <ZeroStars n={listing.zeroStars} folded={listing.folded} onFold={setFolded} />
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

/** Whether some of the entries that fit have 0 stars, and others have more. */
function hasOthers({ count, zeroStars, folded }: Listing): boolean {
  return zeroStars > 0 && (folded || count > zeroStars);
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
