/** The sealed page: it is given its own parts, opens a file that a person chooses, and shows the answer. */
import { App } from "./app.js";
import { Controller } from "./controller.js";
import { embedded } from "./embedding/embedded.js";
import { given } from "./given.js";
import { mount } from "./mount.js";
import { replaceTexts } from "./text/index.js";

import "./style/base.css";
import "./style/frame.css";
import "./style/start.css";
import "./style/picker.css";

void given().then((parts) => {
  replaceTexts(parts.embedding?.messages ?? {});
  mount((show) => {
    const controller = new Controller(parts, show);
    embedded(parts, controller);
    void controller.boot();
    return () => <App state={controller.state} controller={controller} />;
  });
});
