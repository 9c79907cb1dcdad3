/**
 * The rows near the view of a list whose rows differ in height (the table's rows, which are alike, are
 * `virtual.ts`'s). All is settled before the browser paints, from what it says
 * then: a list that is measured and scrolled later shows other rows for a moment.
 */
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

import { Heights } from "./heights.js";

interface Options {
  /** What scrolls, and in it what is as high as all rows and holds those that exist. */
  scroller: RefObject<HTMLElement | null>;
  whole: RefObject<HTMLElement | null>;
  /** What the rows are of: those of another are measured anew. */
  of: unknown;
  count: number;
  /** The height of a row before it was measured, in pixels. */
  usual: number;
  /** Pixels between two rows. */
  gap: number;
  /** How many rows exist beyond each end of the view. */
  beyond: number;
  /** A row that exists wherever the list is scrolled to: the keyboard is on it. */
  always: number;
}

interface Settled {
  /** Those that are to exist, in their order. Each is an element in `whole` with its `data-index`. */
  rows: { index: number; start: number }[];
  /** Scrolls as little as shows a row, or so that it is the first. */
  show: (index: number, how?: "first") => void;
}

/** Less is a matter of rounding. */
const SAME = 0.5;

export function useSettled(options: Options): Settled {
  const { scroller, whole, of, count, usual, gap, beyond } = options;
  const [, rerender] = useReducer((turn: number, _: undefined) => turn + 1, 0);
  const heights = useHeights(of, count, usual, gap);
  const wanted = useRef<{ index: number; how?: "first" } | undefined>(undefined);

  const range = (): [first: number, last: number] => {
    const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    const [top, bottom] = [heights.at(scrollTop), heights.at(scrollTop + clientHeight)];
    return [Math.max(top - beyond, 0), Math.min(bottom + beyond, count - 1)];
  };
  const drawn = range();
  const moved = () => range().join() !== drawn.join();

  const current = useRef(moved);
  current.current = moved;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => {
      if (current.current()) rerender(undefined);
    };
    // Lines break elsewhere in a list of another width.
    const sizes = new ResizeObserver(() => rerender(undefined));
    sizes.observe(box);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, []);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !whole.current) return;
    const grown = measure(heights, whole.current, box.scrollTop);
    whole.current.style.height = `${heights.total}px`;
    const before = box.scrollTop;
    const to = wanted.current && placeOf(heights, wanted.current, before, box.clientHeight);
    if (to !== undefined) box.scrollTop = to;
    else if (grown) box.scrollTop += grown;
    const settled = grown === undefined && Math.abs(box.scrollTop - before) < SAME;
    if (settled) wanted.current = undefined;
    if (!settled || moved()) rerender(undefined);
  });
  const show = (index: number, how?: "first") => {
    wanted.current = { index, ...(how && { how }) };
    rerender(undefined);
  };
  return { rows: rowsOf(heights, drawn, options.always), show };
}

/** Those of this list; others for every other one. */
function useHeights(of: unknown, count: number, usual: number, gap: number): Heights {
  const kept = useRef<{ of: unknown; usual: number; heights: Heights } | undefined>(undefined);
  const now = kept.current;
  if (now && now.of === of && now.usual === usual && now.heights.count === count) {
    return now.heights;
  }
  const heights = new Heights(count, usual, gap);
  kept.current = { of, usual, heights };
  return heights;
}

function rowsOf(heights: Heights, [first, last]: [number, number], always: number) {
  const rows = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  if (always >= 0 && always < heights.count) {
    if (always < first) rows.unshift(always);
    else if (always > last) rows.push(always);
  }
  return rows.map((index) => ({ index, start: heights.start(index) }));
}

/** Takes the heights of the rows that exist. What came in above the view; undefined where all are as they were. */
function measure(heights: Heights, whole: HTMLElement, top: number): number | undefined {
  let above: number | undefined;
  for (const row of whole.children as Iterable<Element> as Iterable<HTMLElement>) {
    const index = Number(row.dataset["index"]);
    const more = row.getBoundingClientRect().height - heights.height(index);
    if (Math.abs(more) < SAME) continue;
    const passed = heights.start(index) + heights.height(index) <= top;
    above = (above ?? 0) + (passed ? more : 0);
    heights.set(index, heights.height(index) + more);
  }
  return above;
}

/** Where the list is to be scrolled to so that a row is seen in a view of this height. */
function placeOf(
  heights: Heights,
  { index, how }: { index: number; how?: "first" },
  now: number,
  view: number,
): number {
  const start = heights.start(index);
  const end = start + heights.height(index);
  if (how === "first" || start < now) return start;
  return end > now + view ? end - view : now;
}

/** Puts a row where it belongs in its list; by the object model, since the policy allows no style attribute. */
export function useShift(element: RefObject<HTMLElement | null>, start: number): void {
  useLayoutEffect(() => {
    if (element.current) element.current.style.transform = `translateY(${start}px)`;
  }, [start]);
}
