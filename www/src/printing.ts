/** Putting the page on paper: whether it is, and the key for it. */
import { useEffect, useState } from "preact/hooks";

const PAPER = "print";

/** The page as it is, in its language; or a report in both, side by side. */
export type Sheets = "page" | "both";

let asked: Sheets = "page";

/** Prints. What was asked for holds for this printing alone. */
export function printAs(sheets: Sheets): void {
  asked = sheets;
  addEventListener("afterprint", () => (asked = "page"), { once: true });
  print();
}

/**
 * What is printed, from before the browser lays the page out for paper; undefined on the screen. It waits for nothing by then: what is to be drawn
 * must be at hand.
 */
export function usePrinting(): Sheets | undefined {
  const [printing, setPrinting] = useState<Sheets | undefined>(sheets);
  useEffect(() => {
    const paper = matchMedia(PAPER);
    const begin = () => setPrinting(asked);
    const end = () => setPrinting(undefined);
    // A preview that shows the page as paper starts no printing.
    const change = () => setPrinting(sheets());
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    paper.addEventListener("change", change);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
      paper.removeEventListener("change", change);
    };
  }, []);
  return printing;
}

const sheets = () => (matchMedia(PAPER).matches ? asked : undefined);

/** The keys that print in every browser: in a frame it would print what stands around the frame instead. */
export function usePrintKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (key.toLowerCase() !== "p" || altKey || shiftKey || ctrlKey === metaKey) return;
      event.preventDefault();
      print();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
