/** Rows of the table, as the worker gives them: a view for each query, and its rows by page. */
import type {
  Flag,
  ListedBy,
  Match,
  Reason,
  SignificanceClass,
  SortKey,
  State,
  Zygosity,
} from "genosieve";
import { useEffect, useReducer, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { PAGE, type Calls, type Listing, type Summary } from "../job/protocol.js";

export interface Filter {
  /** Any where empty. */
  states: State[];
  classes: SignificanceClass[];
  matches: Match[];
  zygosities: Zygosity[];
  flags: Flag[];
  search: string;
  reason: Reason | undefined;
  /** Of a disease; any where undefined. */
  listedBy: ListedBy | undefined;
}

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export const NO_FILTER: Filter = {
  states: [],
  classes: [],
  matches: [],
  zygosities: [],
  flags: [],
  search: "",
  reason: undefined,
  listedBy: undefined,
};

export function isEmpty({ search, reason, listedBy, ...lists }: Filter): boolean {
  const any = Object.values(lists).some((list) => list.length > 0) || search.trim() !== "";
  return !any && reason === undefined && listedBy === undefined;
}

/** A list with an item put in, or taken out where it is there. */
export function toggled<T>(items: T[], item: T): T[] {
  return items.includes(item) ? items.filter((one) => one !== item) : [...items, item];
}

/**
 * The newest view that the worker has made of the entries that the summary is about; the one before stays until
 * it is there. Whether entries with 0 stars are folded is for the worker to say where nobody did.
 */
export function useListing(
  controller: Controller,
  summary: Summary,
  sample: number,
  filter: Filter,
  sort: Sort,
  foldZeroStars: boolean | undefined,
): Listing | undefined {
  const [listing, setListing] = useState<Listing>();
  useEffect(() => {
    let current = true;
    const query: Calls["view"]["takes"] = {
      sample,
      sort: sort.key,
      descending: sort.descending,
      ...(foldZeroStars === undefined ? { foldWhereOthers: true } : { foldZeroStars }),
      states: filter.states,
      classes: filter.classes,
      matches: filter.matches,
      zygosities: filter.zygosities,
      flags: filter.flags,
      search: filter.search.trim(),
      ...(filter.reason === undefined ? {} : { reasons: [filter.reason] }),
      ...(filter.listedBy === undefined ? {} : { listedBy: [filter.listedBy] }),
    };
    void controller.ask("view", query).then((made) => {
      if (current && made) setListing(made);
    });
    return () => {
      current = false;
    };
  }, [controller, summary, sample, filter, sort, foldZeroStars]);
  return listing;
}

/** A view of rows, of whatever they are. */
export interface Listed<Row> {
  view: number;
  count: number;
  /** A page of them. */
  first: Row[];
}

/** Rows of a view. */
export type AskRows<Row> = (range: {
  view: number;
  from: number;
  to: number;
}) => Promise<Row[] | undefined>;

/** Asks for the rows of these indexes, with their neighbours, and keeps those of this view; a row is undefined until it has come. */
export function useRows<Row>(
  ask: AskRows<Row>,
  listing: Listed<Row>,
  indexes: number[],
): (index: number) => Row | undefined {
  const pages = useRef(new Map<number, Row[] | "asked">());
  const [, rerender] = useReducer((turn: number, _: undefined) => turn + 1, 0);
  const view = useRef<number | undefined>(undefined);
  if (view.current !== listing.view) {
    view.current = listing.view;
    pages.current = new Map([[0, listing.first]]);
  }
  const wanted = [...new Set(indexes.map((index) => Math.floor(index / PAGE)))];
  useEffect(() => {
    const here = pages.current;
    for (const page of wanted) {
      if (here.has(page)) continue;
      here.set(page, "asked");
      const range = { from: page * PAGE, to: Math.min(listing.count, (page + 1) * PAGE) };
      void ask({ view: listing.view, ...range }).then((rows) => {
        if (!rows) return;
        here.set(page, rows);
        rerender(undefined);
      });
    }
  }, [listing, wanted.join()]);
  return (index) => {
    const page = pages.current.get(Math.floor(index / PAGE));
    return page === "asked" ? undefined : page?.[index % PAGE];
  };
}
