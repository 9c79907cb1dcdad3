/** The table itself: a grid with one tab stop, of which only the rows on the screen exist. */
import type { EntryRow } from "genosieve";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Listing } from "../job/protocol.js";
import { useSay } from "./common.js";
import { type Column } from "./columns.js";
import { useRows, type Sort } from "./listing.js";
import { useVirtual } from "./virtual.js";

/** Rows that can be scrolled to: browsers end an element at some 17 million pixels. */
export const SCROLLED = 160_000;
/** Heights in rem: a row of the table, a card of a narrow screen, the heading. */
const ROW = 3.0625;
const CARD = 13;
const HEAD = 2.75;
const NARROW = "(max-width: 900px)";

interface GridProps {
  controller: Controller;
  listing: Listing;
  columns: Column[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  onOpen: (index: number) => void;
}

/** Where the keyboard is; row −1 is the heading. */
interface Cell {
  row: number;
  column: number;
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const tell = () => setNarrow(query.matches);
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  }, []);
  return narrow;
}

const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

export function Grid({ controller, listing, columns, sort, onSort, onOpen }: GridProps) {
  const say = useSay();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const count = Math.min(listing.count, SCROLLED);
  const unit = rem();
  const height = (narrow ? CARD : ROW) * unit;
  const virtual = useVirtual({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    scrollPaddingEnd: narrow ? 0 : HEAD * unit,
    overscan: 8,
    getItemKey: (index) => `${listing.view}-${index}`,
  });
  const items = virtual.getVirtualItems();
  const rowAt = useRows(controller, listing, items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1);
  useEffect(() => {
    virtual.measure();
  }, [narrow]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setActive({ row: 0, column: 0 });
  }, [listing.view]);

  const sortBy = (column: Column) => {
    if (!column.sort) return;
    const descending = sort.key === column.sort && !sort.descending;
    onSort({ key: column.sort, descending });
  };
  const keys = (event: KeyboardEvent) => {
    const column = columns[active.column];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (active.row === -1 && column) sortBy(column);
      else onOpen(active.row);
      return;
    }
    const next = move(active, event, { rows: count, columns: columns.length });
    if (!next) return;
    event.preventDefault();
    setActive(next);
    if (next.row >= 0 && next.row !== active.row) virtual.scrollToIndex(next.row);
  };
  const cellId = ({ row, column }: Cell) => `${id}-${row}-${column}`;
  return (
    <div
      ref={scroller}
      class={`grid of-${columns.length}`}
      role="grid"
      tabIndex={0}
      aria-label={say("table.label")}
      aria-rowcount={listing.count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={cellId(active)}
      aria-describedby={`${id}-keys`}
      onKeyDown={keys}
    >
      <span id={`${id}-keys`} class="heard">
        {say("table.keys")}
      </span>
      <div role="rowgroup" class="grid-head">
        <div role="row" class="grid-row" aria-rowindex={1}>
          {columns.map((column, at) => (
            <HeadCell
              key={column.id}
              id={cellId({ row: -1, column: at })}
              active={active.row === -1 && active.column === at}
              {...{ column, sort }}
              onSort={() => {
                setActive({ row: -1, column: at });
                sortBy(column);
              }}
            />
          ))}
        </div>
      </div>
      <Body height={virtual.getTotalSize()}>
        {items.map(({ index, start, key }) => (
          <Row
            key={key}
            {...{ index, start, columns, cellId }}
            row={rowAt(index)}
            active={active.row === index ? active.column : undefined}
            measure={narrow ? virtual.measureElement : undefined}
            onOpen={(column) => {
              setActive({ row: index, column });
              onOpen(index);
            }}
          />
        ))}
      </Body>
    </div>
  );
}

/** The cell that a key leads to; undefined for keys that move nothing. */
function move(
  { row, column }: Cell,
  event: KeyboardEvent,
  size: { rows: number; columns: number },
): Cell | undefined {
  const last = size.rows - 1;
  const within = (wanted: number) => Math.min(last, Math.max(-1, wanted));
  switch (event.key) {
    case "ArrowDown":
      return { row: within(row + 1), column };
    case "ArrowUp":
      return { row: within(row - 1), column };
    case "PageDown":
      return { row: within(row + 8), column };
    case "PageUp":
      return { row: within(Math.max(0, row - 8)), column };
    case "ArrowRight":
      return { row, column: Math.min(size.columns - 1, column + 1) };
    case "ArrowLeft":
      return { row, column: Math.max(0, column - 1) };
    case "Home":
      return event.ctrlKey ? { row: 0, column: 0 } : { row, column: 0 };
    case "End":
      return event.ctrlKey ? { row: last, column } : { row, column: size.columns - 1 };
    default:
      return undefined;
  }
}

/** Heights and places go through the object model: the policy allows no style attribute. */
function Body({ height, children }: { height: number; children: unknown }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (element.current) element.current.style.height = `${height}px`;
  }, [height]);
  return (
    <div ref={element} role="rowgroup" class="grid-body">
      {children as never}
    </div>
  );
}

function HeadCell(props: {
  id: string;
  column: Column;
  sort: Sort;
  active: boolean;
  onSort: () => void;
}) {
  const say = useSay();
  const { column, sort } = props;
  const sorted = column.sort !== undefined && column.sort === sort.key;
  const order = sort.descending ? "descending" : "ascending";
  return (
    <div
      id={props.id}
      role="columnheader"
      class={`cell ${column.id}${props.active ? " active" : ""}${column.sort ? " sorts" : ""}`}
      aria-sort={sorted ? order : column.sort ? "none" : undefined}
      onClick={props.onSort}
    >
      {column.id === "open" ? (
        <span class="heard">{say("table.open")}</span>
      ) : (
        <>
          {say(`table.${column.id}`)}
          {sorted && <span aria-hidden="true">{sort.descending ? " ↓" : " ↑"}</span>}
        </>
      )}
    </div>
  );
}

interface RowProps {
  index: number;
  start: number;
  columns: Column[];
  row: EntryRow | undefined;
  /** The active column, where the row is the active one. */
  active: number | undefined;
  cellId: (cell: Cell) => string;
  measure: ((element: HTMLDivElement | null) => void) | undefined;
  onOpen: (column: number) => void;
}

function Row({ index, start, columns, row, active, cellId, measure, onOpen }: RowProps) {
  const say = useSay();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (element.current) element.current.style.transform = `translateY(${start}px)`;
  }, [start]);
  useEffect(() => measure?.(element.current), [measure, row]);
  return (
    <div
      ref={element}
      role="row"
      class={active === undefined ? "grid-row" : "grid-row active-row"}
      data-index={index}
      aria-rowindex={index + 2}
    >
      {columns.map((column, at) => {
        const content = row ? column.cell(row, say) : at === 0 ? "…" : "";
        const label = column.id === "open" ? say("table.open") : say(`table.${column.id}`);
        return (
          <div
            key={column.id}
            id={cellId({ row: index, column: at })}
            role="gridcell"
            class={`cell ${column.id}${active === at ? " active" : ""}`}
            data-label={label}
            aria-label={column.id === "open" ? label : undefined}
            onClick={() => onOpen(at)}
          >
            {content}
          </div>
        );
      })}
    </div>
  );
}
