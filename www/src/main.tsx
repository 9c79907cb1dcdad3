/** The page: it loads its own parts, opens a file that a person chooses, and shows the answer. */
import { App } from "./app.js";
import { Controller } from "./controller.js";
import { firstLanguage } from "./language.js";
import { mount } from "./mount.js";

import "./style/base.css";
import "./style/frame.css";
import "./style/start.css";
import "./style/picker.css";
import "./style/alleles.css";
import "./style/work.css";
import "./style/result.css";
import "./style/narrow.css";
import "./style/genes.css";
import "./style/plots.css";
import "./style/table.css";
import "./style/sheet.css";
import "./style/settings.css";
import "./style/print.css";

mount((show) => {
  const controller = new Controller(firstLanguage(), show);
  void controller.boot();
  return () => <App state={controller.state} controller={controller} />;
});
