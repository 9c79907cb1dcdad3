/** The library: lists that are kept in this browser. It never opens a genome. */
import { render } from "preact";

import { keepFocus } from "../focus.js";
import { firstLanguage } from "../language.js";
import { LibraryApp } from "./app.js";
import { LibraryController } from "./controller.js";

import "../style/base.css";
import "../style/frame.css";
import "../style/sheet.css";
import "../style/start.css";
import "../style/library.css";

const root = document.querySelector("#app");
if (!root) throw new Error("the page has no #app");

// What stands there is for where no script runs.
root.replaceChildren();

/** Draws once for all changes of a turn; an effect that changes the state must not draw within a draw. */
let due = false;
const show = () => {
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    render(<LibraryApp state={controller.state} controller={controller} />, root);
  });
};
const controller = new LibraryController(firstLanguage(), show);
show();
keepFocus();
void controller.boot();
