/** A table of what all members have: search, classes, order; and the evidence of a row. */
import type { FamilyOverview, FamilyView, SignificanceClass, SortKey } from "genosieve";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { FamilyListing } from "../job/family.js";
import { familySay } from "../text/family.js";
import { ClassChips } from "./chips.js";
import { useSay } from "./common.js";
import { SortChoice } from "./sort-choice.js";
import { columnsOf, type FamilyColumn, type FamilySortKey } from "./family-columns.js";
import { FamilyDrawer } from "./family-drawer.js";
import { Grid, scrolled } from "./grid.js";
import { Search } from "./search.js";

interface Sort {
  key: FamilySortKey;
  descending: boolean;
}

interface TableProps {
  controller: Controller;
  overview: FamilyOverview;
  title: string;
  lead?: string;
  /** The section that it is. */
  within?: FamilyView;
  views: FamilyView[];
  /** Members from left to right. */
  order: number[];
  search: string;
  onSearch: (search: string) => void;
}

export function FamilyTable(props: TableProps) {
  const { controller, overview, title, lead, within, views, order, search, onSearch } = props;
  const plain = useSay();
  const say = familySay(plain);
  const section = useRef<HTMLElement>(null);
  const [first = 0] = order;
  const [sort, setSort] = useState<Sort>({ key: `state ${first}`, descending: false });
  const [classes, setClasses] = useState<SignificanceClass[]>([]);
  const [open, setOpen] = useState<number>();
  const asked = { views, within, search: useLate(search), classes, sort };
  const listing = useListing(controller, asked);
  const columns = useMemo(() => columnsOf(overview, order), [overview, order.join()]);
  const id = `family-${within ?? "all"}`;
  const head = (column: FamilyColumn) => column.head(plain);
  const sortBy = (next: Sort) => {
    setSort(next);
    const column = columns.find((one) => one.sort === next.key);
    controller.say((later) =>
      familySay(later)("table.sorted", {
        column: column?.head(later).replace("\n", " ") ?? "",
        direction: later(next.descending ? "table.descending" : "table.ascending"),
      }),
    );
  };
  return (
    <section ref={section} class="entries family-entries" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p class="muted small">{lead}</p>}
      <div class="card table">
        <div class="tools-row">
          <Search value={search} onSearch={onSearch} />
          <SortChoice
            options={columns.flatMap(({ sort: key, head }) =>
              key ? { key, name: head(plain).replace("\n", " ") } : [],
            )}
            chosen={sort.key}
            onChoose={(key) => sortBy({ key, descending: false })}
          />
        </div>
        {listing && within === undefined && (
          <ClassChips {...{ listing, classes }} onChoose={setClasses} />
        )}
        {listing && listing.count > 0 && (
          <Grid
            {...{ controller, listing, columns, sort, head }}
            ask={(range) => controller.ask("familyRows", range)}
            label={`${title}: ${say("table.label")}`}
            tall
            shown={open}
            onSort={sortBy}
            onOpen={setOpen}
          />
        )}
        <div class="table-foot">
          <p role="status">{listing ? shown(listing, within, views, search, say, plain) : "…"}</p>
        </div>
      </div>
      {open !== undefined && listing && (
        <FamilyDrawer
          {...{ controller, overview, listing }}
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

function shown(
  { count }: FamilyListing,
  within: FamilyView | undefined,
  views: FamilyView[],
  search: string,
  say: ReturnType<typeof familySay>,
  plain: ReturnType<typeof useSay>,
): string {
  const filtered = views.length > 0 || search.trim() !== "";
  if (count === 0) return say(within !== undefined && !filtered ? "section.none" : "table.empty");
  const text = say("table.shown", { n: count });
  const reached = scrolled();
  return count > reached ? `${text} · ${plain("table.first", { n: reached })}` : text;
}

interface Asked {
  views: FamilyView[];
  within: FamilyView | undefined;
  search: string;
  classes: SignificanceClass[];
  sort: Sort;
}

/** The newest view that the worker has made; the one before stays until it is there. */
function useListing(controller: Controller, asked: Asked): FamilyListing | undefined {
  const { views, within, search, classes, sort } = asked;
  const [listing, setListing] = useState<FamilyListing>();
  useEffect(() => {
    let current = true;
    const [key = "state", member = "0"] = sort.key.split(" ");
    const query = {
      member: Number(member),
      sort: key as SortKey,
      descending: sort.descending,
      views,
      classes,
      search: search.trim(),
      ...(within && { within }),
    };
    void controller.ask("familyView", query).then((made) => {
      if (current && made) setListing(made);
    });
    return () => {
      current = false;
    };
  }, [controller, views, within, search, classes, sort]);
  return listing;
}

/** While someone types, the worker is not asked for every letter. */
function useLate(text: string): string {
  const [late, setLate] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLate(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return late;
}
