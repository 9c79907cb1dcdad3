/** The page: runs the demonstration in a worker once, and shows it in either language. */
import type { Language, ReportData } from "genosieve";

import { h } from "./dom.js";
import { logo } from "./marks.js";
import { speaker, type Say, type Texts } from "./messages.js";
import type { Failure, Told } from "./protocol.js";
import { result } from "./result.js";

let language: Language = navigator.language.startsWith("ja") ? "ja" : "en";
let core: Record<Language, Texts> = { en: {}, ja: {} };
let report: ReportData | undefined;
let failure: Failure | undefined;

const page = document.querySelector("#page");
// Screen readers hear what happened; it is replaced, never rebuilt.
const status = h("p", { class: "spoken", role: "status" });

function show(): void {
  const say = speaker(language, core[language]);
  document.documentElement.lang = language;
  status.textContent = announcement(say);
  page?.replaceChildren(
    header(say),
    h(
      "main",
      { class: "wrap" },
      h(
        "div",
        { class: "head" },
        h("p", { class: "small" }, say("demo.label")),
        h("h1", {}, say(report ? "result.title" : "hero.title")),
        h("p", {}, say("hero.lead")),
      ),
      ...body(say),
      h("p", { class: "small" }, say("privacy.local")),
    ),
    footer(say),
  );
}

function header(say: Say): HTMLElement {
  const buttons = (["ja", "en"] as const).map((choice) => {
    const name = choice === "ja" ? "日本語" : "English";
    const pressed = String(choice === language);
    const button = h("button", { type: "button", lang: choice, "aria-pressed": pressed }, name);
    button.addEventListener("click", () => {
      language = choice;
      show();
      page?.querySelector<HTMLElement>(`button[lang=${choice}]`)?.focus();
    });
    return button;
  });
  return h(
    "header",
    { class: "top" },
    h(
      "div",
      { class: "wrap" },
      h("span", { class: "brand" }, logo(), "Genosieve"),
      h(
        "div",
        { class: "language", role: "group", "aria-label": say("language.label") },
        ...buttons,
      ),
    ),
  );
}

function body(say: Say): HTMLElement[] {
  if (failure) return [trouble(failure, say)];
  return report ? result(report, say) : [h("p", { class: "card pad" }, say("run.working"))];
}

function trouble({ code, position, detail }: Failure, say: Say): HTMLElement {
  const place = position.line ?? position.byte;
  return h(
    "section",
    { class: "card pad" },
    h("h2", {}, say("error.title")),
    h("p", {}, say(`error.${code}.message`, detail), " ", say(`error.${code}.remedy`, detail)),
    h("p", {}, h("code", {}, place === undefined ? code : `${code} (${place})`)),
  );
}

function footer(say: Say): HTMLElement {
  const version = report ? h("p", {}, say("footer.version", report.tool.version)) : null;
  const use = core[language]["intended.full"];
  return h("footer", { class: "wrap" }, use ? h("p", {}, use) : null, version);
}

function announcement(say: Say): string {
  if (failure) return say("error.title");
  if (!report) return say("run.working");
  const carried = report.summary.reduce((sum, sample) => sum + sample.carried, 0);
  return say("run.done", carried, report.panel.alleles);
}

function hear(told: Told): void {
  switch (told.kind) {
    case "texts":
      core = told.texts;
      break;
    case "report":
      report = told.report;
      break;
    case "failure":
      failure = told.failure;
      break;
    case "progress":
      return;
  }
  show();
}

document.body.append(status);
show();
const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
worker.addEventListener("message", (event: MessageEvent<Told>) => hear(event.data));
worker.addEventListener("error", () => {
  failure = { code: "worker", position: {}, detail: "" };
  show();
});
