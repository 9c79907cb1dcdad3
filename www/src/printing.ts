/** Putting the page on paper: whether it is, and the key for it. */
import { useEffect, useState } from "preact/hooks";

const PAPER = "print";

/**
 * True from before the browser lays the page out for paper. It waits for nothing by then: what is to be drawn
 * must be at hand.
 */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(() => matchMedia(PAPER).matches);
  useEffect(() => {
    const paper = matchMedia(PAPER);
    const begin = () => setPrinting(true);
    const end = () => setPrinting(false);
    // A preview that shows the page as paper starts no printing.
    const change = () => setPrinting(paper.matches);
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
