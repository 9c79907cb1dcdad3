/** The table itself: a grid with one tab stop, of which only the rows on the screen exist. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { copyText } from "../copy.js";
import type { Say } from "../text/index.js";
import { useSay } from "./common.js";
import { move, type Cell } from "./keys.js";
import { useRows, type AskRows, type Listed } from "./listing.js";
import { useVirtual } from "./virtual.js";

/** Heights in rem: a row of the table, one of two lines, a card of a narrow screen, the heading. */
const ROW = 3.0625;
const TALL = 3.75;
const CARD = 13;
const HEAD = 2.75;
/** As in `table.css`: below it rows are cards. */
const NARROW = "(max-width: 67.5rem)";
/** Browsers end an element at some 17 million pixels, and cards may be taller than is guessed. */
const TALLEST = 8_000_000;

const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
const isNarrow = () => matchMedia(NARROW).matches;
const rowHeight = (tall = false) => (isNarrow() ? CARD : tall ? TALL : ROW) * rem();

/** How many rows can be scrolled to. */
export const scrolled = () => Math.floor(TALLEST / rowHeight());

/** The rem of a track, or of the least that it may have. */
const leastOf = (width: string) => Number(/[\d.]+/.exec(width)?.[0] ?? 0);

/** What a column shows of a row. */
export interface GridColumn<Row> {
  id: string;
  /** What the style knows it by, where several look alike; else its id. */
  shape?: string;
  /** What it sorts by. */
  sort: string | undefined;
  /** Its track in the grid. */
  width: string;
  /** What it says: as it stands in a row that is copied, and in the cell where that shows nothing else. */
  text: (row: Row, say: Say) => string;
  cell?: (row: Row, say: Say) => ComponentChildren;
}

interface GridSort<Key> {
  key: Key;
  descending: boolean;
}

interface GridProps<Row, Column extends GridColumn<Row>> {
  controller: Controller;
  listing: Listed<Row>;
  ask: AskRows<Row>;
  columns: Column[];
  /** The heading of a column. */
  head: (column: Column, say: Say) => string;
  label: string;
  /** Whether rows have two lines. */
  tall?: boolean;
  sort: GridSort<Column["sort"]>;
  /** The row whose evidence is open. */
  shown: number | undefined;
  onSort: (sort: GridSort<NonNullable<Column["sort"]>>) => void;
  onOpen: (index: number) => void;
}

/** The column that opens a row: it has nothing to sort, and nothing to copy. */
const OPEN = "open";

/** A row as a line of a table, without line feeds or tabs in its cells. */
export function rowText<Row>(row: Row, columns: GridColumn<Row>[], say: Say): string {
  const cells = columns.filter(({ id }) => id !== OPEN).map(({ text }) => text(row, say));
  return cells.map((cell) => cell.replace(/\s+/g, " ")).join("\t");
}

/** Rendered again when the window becomes narrow or wide. */
function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(isNarrow);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const tell = () => setNarrow(query.matches);
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  }, []);
  return narrow;
}

export function Grid<Row, Column extends GridColumn<Row>>(props: GridProps<Row, Column>) {
  const { controller, listing, ask, columns, head, sort, shown, onSort, onOpen } = props;
  const { tall = false } = props;
  const say = useSay();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const height = rowHeight(tall);
  const count = Math.min(listing.count, Math.floor(TALLEST / height));
  const virtual = useVirtual({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    scrollPaddingEnd: narrow ? 0 : HEAD * rem(),
    overscan: 8,
    always: active.row,
  });
  const items = virtual.getVirtualItems();
  const rowAt = useRows(
    ask,
    listing,
    items.map(({ index }) => index),
  );
  const cellId = ({ row, column }: Cell) => `${id}-${row}-${column}`;
  // A row has no cells before it was read.
  const drawn = items.some(({ index }) => index === active.row && rowAt(index) !== undefined);
  useEffect(() => {
    virtual.measure();
  }, [height, listing.view]);
  const widths = columns.map(({ width }) => width).join(" ");
  useEffect(() => {
    scroller.current?.style.setProperty("--columns", widths);
    // More columns than there is room for are scrolled to, and a row reaches as far.
    const least = columns.reduce((sum, { width }) => sum + leastOf(width), 0);
    scroller.current?.style.setProperty("--least", `${least}rem`);
    setActive((now) => ({ ...now, column: Math.min(now.column, columns.length - 1) }));
  }, [widths]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0, left: 0 });
    setActive({ row: 0, column: 0 });
  }, [listing.view]);
  useEffect(() => {
    // The active cell of a wide table may lie to the side. Without the focus nothing scrolls.
    if (document.activeElement !== scroller.current) return;
    document
      .getElementById(cellId(active))
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  useEffect(() => {
    if (shown === undefined || shown === active.row) return;
    setActive({ ...active, row: shown });
    virtual.scrollToIndex(shown);
  }, [shown]);

  const sortBy = (column: Column) => {
    const key: Column["sort"] = column.sort;
    if (key === undefined) return;
    onSort({ key, descending: sort.key === key && !sort.descending });
  };
  const keys = (event: KeyboardEvent) => {
    const column = columns[active.column];
    const row = rowAt(active.row);
    if (event.key === "c" && (event.ctrlKey || event.metaKey) && row) {
      // A part of the page that someone has marked is what they want.
      if (!getSelection()?.isCollapsed) return;
      event.preventDefault();
      const done = copyText(rowText(row, columns, say));
      controller.say((later) => later(done ? "table.copied" : "table.copied.not"));
      return;
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (active.row === -1 && column) sortBy(column);
      else onOpen(active.row);
      return;
    }
    // Cards have no heading and no columns to move in.
    const size = { first: narrow ? 0 : -1, rows: count, columns: narrow ? 1 : columns.length };
    const next = move(active, event, size);
    if (!next) return;
    event.preventDefault();
    setActive(next);
    if (next.row >= 0 && next.row !== active.row) virtual.scrollToIndex(next.row);
  };
  return (
    <div
      ref={scroller}
      class={tall ? "grid tall" : "grid"}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={listing.count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={drawn || active.row === -1 ? cellId(active) : undefined}
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
              text={head(column, say)}
              onSort={() => {
                setActive({ row: -1, column: at });
                sortBy(column);
              }}
            />
          ))}
        </div>
      </div>
      <Body height={virtual.getTotalSize()}>
        {items.map(({ index, start }) => (
          <Row
            key={`${listing.view}-${index}`}
            {...{ index, start, columns, head, cellId }}
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

/** Heights and places go through the object model: the policy allows no style attribute. */
function Body({ height, children }: { height: number; children: ComponentChildren }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (element.current) element.current.style.height = `${height}px`;
  }, [height]);
  return (
    <div ref={element} role="rowgroup" class="grid-body">
      {children}
    </div>
  );
}

function HeadCell(props: {
  id: string;
  column: Pick<GridColumn<never>, "id" | "shape" | "sort">;
  text: string;
  sort: GridSort<string | undefined>;
  active: boolean;
  onSort: () => void;
}) {
  const { column, sort, text } = props;
  const sorted = column.sort !== undefined && column.sort === sort.key;
  const order = sort.descending ? "descending" : "ascending";
  return (
    <div
      id={props.id}
      role="columnheader"
      class={`cell ${column.shape ?? column.id}${props.active ? " active" : ""}${column.sort ? " sorts" : ""}`}
      aria-sort={sorted ? order : column.sort ? "none" : undefined}
      onClick={props.onSort}
    >
      {column.id === OPEN ? (
        <span class="heard">{text}</span>
      ) : (
        <>
          {text}
          {sorted && <span aria-hidden="true">{sort.descending ? " ↓" : " ↑"}</span>}
        </>
      )}
    </div>
  );
}

interface RowProps<Row, Column extends GridColumn<Row>> {
  index: number;
  start: number;
  columns: Column[];
  head: (column: Column, say: Say) => string;
  row: Row | undefined;
  /** The active column, where the row is the active one. */
  active: number | undefined;
  cellId: (cell: Cell) => string;
  measure: ((element: HTMLDivElement | null) => void) | undefined;
  onOpen: (column: number) => void;
}

function Row<Of, Column extends GridColumn<Of>>(props: RowProps<Of, Column>) {
  const { index, start, columns, head, row, active, cellId, measure, onOpen } = props;
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
        const content = row ? (column.cell ?? column.text)(row, say) : at === 0 ? "…" : "";
        const label = head(column, say);
        return (
          <div
            key={column.id}
            id={cellId({ row: index, column: at })}
            role="gridcell"
            class={`cell ${column.shape ?? column.id}${active === at ? " active" : ""}`}
            data-label={label}
            aria-label={column.id === OPEN ? label : undefined}
            onClick={() => onOpen(at)}
          >
            {content}
          </div>
        );
      })}
    </div>
  );
}
