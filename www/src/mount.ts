/** Draws a page into its place, and again whenever its state changes. */
import { render, type VNode } from "preact";

import { keepFocus } from "./focus.js";

/** `start` makes what holds the state; it is told how to ask for a new picture, and gives how one is drawn. */
export function mount(start: (show: () => void) => () => VNode): void {
  const root = document.querySelector("#app");
  if (!root) throw new Error("the page has no #app");
  // What stands there is for where no script runs.
  root.replaceChildren();
  // Once for all changes of a turn; an effect that changes the state must not draw within a draw.
  let due = false;
  const show = () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      render(draw(), root);
    });
  };
  const draw = start(show);
  show();
  keepFocus();
}
