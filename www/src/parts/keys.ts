/** How keys move through a grid (WAI-ARIA Authoring Practices, grid pattern). */

/** Where the keyboard is; row −1 is the heading. */
export interface Cell {
  row: number;
  column: number;
}

interface Size {
  /** The first row that can be reached: −1 with a heading, 0 without. */
  first: number;
  rows: number;
  columns: number;
}

/** Rows of a page. */
const PAGE = 8;

/** The cell that a key leads to; undefined for keys that move nothing. */
export function move({ row, column }: Cell, event: KeyboardEvent, size: Size): Cell | undefined {
  const last = size.rows - 1;
  const within = (wanted: number) => Math.min(last, Math.max(size.first, wanted));
  switch (event.key) {
    case "ArrowDown":
      return { row: within(row + 1), column };
    case "ArrowUp":
      return { row: within(row - 1), column };
    case "PageDown":
      return { row: within(row + PAGE), column };
    case "PageUp":
      return { row: within(Math.max(0, row - PAGE)), column };
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
