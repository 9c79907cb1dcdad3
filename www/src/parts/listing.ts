/** Rows of the table, as the worker gives them: a view for each query, and its rows by page. */
import type { EntryRow, Query, SignificanceClass, SortKey, State } from "genosieve";
import { useEffect, useReducer, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Listing } from "../job/protocol.js";

export interface Filter {
  /** Any where empty. */
  states: State[];
  classes: SignificanceClass[];
  search: string;
  reason: string | undefined;
}

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export const NO_FILTER: Filter = { states: [], classes: [], search: "", reason: undefined };

const PAGE = 64;

/** The newest view that the worker has made; the one before stays until it is there. */
export function useListing(
  controller: Controller,
  sample: number,
  filter: Filter,
  sort: Sort,
): Listing | undefined {
  const [listing, setListing] = useState<Listing>();
  useEffect(() => {
    let current = true;
    const query: Query = {
      sample,
      sort: sort.key,
      descending: sort.descending,
      ...(filter.states.length > 0 ? { states: filter.states } : {}),
      ...(filter.classes.length > 0 ? { classes: filter.classes } : {}),
      ...(filter.search ? { search: filter.search } : {}),
      ...(filter.reason === undefined ? {} : { reasons: [filter.reason] as Query["reasons"] & {} }),
    };
    void controller.ask("view", query).then((made) => {
      if (current && made) setListing(made);
    });
    return () => {
      current = false;
    };
  }, [controller, sample, filter, sort]);
  return listing;
}

/** A row of a view by its index; undefined until it has come. */
export type RowAt = (index: number) => EntryRow | undefined;

/** Asks for the rows from `from` to `to` (exclusive) and keeps those of this view. */
export function useRows(
  controller: Controller,
  listing: Listing | undefined,
  from: number,
  to: number,
): RowAt {
  const pages = useRef(new Map<number, EntryRow[] | "asked">());
  const [, rerender] = useReducer((turn: number) => turn + 1, 0);
  const view = useRef<number | undefined>(undefined);
  if (view.current !== listing?.view) {
    view.current = listing?.view;
    pages.current = new Map();
  }
  useEffect(() => {
    if (!listing || to <= from) return;
    const here = pages.current;
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page += 1) {
      if (here.has(page)) continue;
      here.set(page, "asked");
      const range = { from: page * PAGE, to: Math.min(listing.count, (page + 1) * PAGE) };
      void controller.ask("rows", { view: listing.view, ...range }).then((rows) => {
        if (!rows) return;
        here.set(page, rows);
        rerender(0);
      });
    }
  }, [controller, listing, from, to]);
  return (index) => {
    const page = pages.current.get(Math.floor(index / PAGE));
    return page === "asked" ? undefined : page?.[index % PAGE];
  };
}
