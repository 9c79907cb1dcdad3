/** The page: it loads its own parts, opens a file that a person chooses, and shows the answer. */
import { render } from "preact";

import { App } from "./app.js";
import { keepFocus } from "./focus.js";
import { Controller } from "./controller.js";
import { firstLanguage } from "./language.js";

import "./style/base.css";
import "./style/frame.css";
import "./style/start.css";
import "./style/picker.css";
import "./style/work.css";
import "./style/result.css";
import "./style/table.css";
import "./style/sheet.css";

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
    render(<App state={controller.state} controller={controller} />, root);
  });
};
const controller = new Controller(firstLanguage(), show);
show();
keepFocus();
void controller.boot();
