/** The library: lists that are kept in this browser. It never opens a genome. */
import { firstLanguage } from "../language.js";
import { mount } from "../mount.js";
import { LibraryApp } from "./app.js";
import { LibraryController } from "./controller.js";

import "../style/base.css";
import "../style/frame.css";
import "../style/sheet.css";
import "../style/start.css";
import "../style/library.css";
import "../style/print.css";

mount((show) => {
  const controller = new LibraryController(firstLanguage(), show);
  void controller.boot();
  return () => <LibraryApp state={controller.state} controller={controller} />;
});
