/** Preact's end of @tanstack/virtual-core: which rows of a long list are on the screen. */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type Range,
  type VirtualizerOptions,
} from "@tanstack/virtual-core";
import { useLayoutEffect, useReducer, useState } from "preact/hooks";

type Options = Pick<
  VirtualizerOptions<HTMLDivElement, HTMLDivElement>,
  "count" | "getScrollElement" | "estimateSize" | "scrollPaddingEnd" | "overscan"
> & {
  /** A row that exists wherever the list is scrolled to: the keyboard is on it. */
  always: number;
};

export function useVirtual({
  always,
  ...options
}: Options): Virtualizer<HTMLDivElement, HTMLDivElement> {
  const [, rerender] = useReducer((turn: number) => turn + 1, 0);
  const whole = {
    ...options,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    rangeExtractor: (range: Range) => {
      const rows = defaultRangeExtractor(range);
      const missing = always >= 0 && always < range.count && !rows.includes(always);
      return missing ? [...rows, always].sort((a, b) => a - b) : rows;
    },
    onChange: () => rerender(0),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, HTMLDivElement>(whole));
  virtualizer.setOptions(whole);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
