/** The page: it loads its own parts, opens a file that a person chooses, and shows the answer. */
import { render } from "preact";

import { App } from "./app.js";
import { Controller } from "./controller.js";
import type { State } from "./model.js";

import "./style/base.css";
import "./style/frame.css";
import "./style/start.css";
import "./style/work.css";
import "./style/result.css";
import "./style/table.css";
import "./style/sheet.css";

const root = document.querySelector("#app");
if (!root) throw new Error("the page has no #app");

const show = (state: State) => render(<App {...{ state, controller }} />, root);
const language = navigator.language.startsWith("ja") ? "ja" : "en";
const controller = new Controller(language, show);
show(controller.state);
void controller.boot();
