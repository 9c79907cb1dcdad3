// With a bundler: import { define } from "genosieve/element";
import { define } from "./node_modules/genosieve/dist/element.js";

define();

const [first] = document.querySelectorAll("genosieve-screener");
first.messages = { en: { "hero.title": "What does your genome’s file record?" } };

// All that a portal learns: words, and the report that the person hands over.
for (const name of ["ready", "screen", "report", "error"])
  addEventListener(`genosieve-${name}`, ({ target, detail }) => {
    const item = document.createElement("li");
    const said = name === "report" ? JSON.parse(detail).summary[0].carried : (detail ?? "");
    item.textContent = `${target.getAttribute("language")} ${name} ${said}`.trim();
    document.querySelector("ol").append(item);
  });
