import type { Language, ReportData } from "genosieve";
import { el, mark } from "./dom.ts";
import type { ErrorFields } from "./failure.ts";
import type { Tell } from "./protocol.ts";
import { result } from "./result.ts";
import { text, type Key } from "./text.ts";

export type Ready = Extract<Tell, { kind: "ready" }>;

export type Phase =
  | { kind: "loading" | "idle" }
  | { kind: "running"; percent: number }
  | { kind: "report"; report: ReportData }
  | { kind: "error"; error: ErrorFields };

export interface Model {
  language: Language;
  phase: Phase;
  /** Null until the worker has loaded everything. */
  ready: Ready | null;
  sent: number;
}

export interface Actions {
  run: () => void;
  choose: (language: Language) => void;
}

/** The whole page for a model. */
export function page(model: Model, actions: Actions): Node[] {
  const t = (key: Key, values?: Record<string, string>) => text(model.language, key, values);
  const main = el(
    "main",
    { class: "wrap" },
    el("section", { class: "hero" }, el("h1", {}, t("hero.title")), el("p", {}, t("hero.lead"))),
    demo(model, actions),
  );
  if (model.phase.kind === "error") main.append(failure(model, model.phase.error));
  if (model.phase.kind === "report" && model.ready) {
    main.append(...result(model.phase.report, model.language, model.ready.words[model.language]));
  }
  main.append(facts(t), intended(t));
  return [header(model, actions), main, footer(model)];
}

function header(model: Model, actions: Actions): Node {
  const t = (key: Key, values?: Record<string, string>) => text(model.language, key, values);
  const choice = (language: Language, word: string) => {
    const button = el("button", { type: "button", id: `lang-${language}`, lang: language }, word);
    button.setAttribute("aria-pressed", String(model.language === language));
    button.addEventListener("click", () => actions.choose(language));
    return button;
  };
  return el(
    "header",
    { class: "top" },
    el(
      "div",
      { class: "wrap" },
      el("p", { class: "brand" }, mark("logo", "logo"), "Genosieve"),
      el(
        "p",
        { class: "sent", title: t("privacy.help"), id: "sent" },
        t("privacy.chip", { n: String(model.sent) }),
      ),
      el(
        "div",
        { class: "lang", role: "group", "aria-label": t("lang.label") },
        choice("ja", "日本語"),
        choice("en", "English"),
      ),
    ),
  );
}

function demo(model: Model, actions: Actions): Node {
  const t = (key: Key, values?: Record<string, string>) => text(model.language, key, values);
  const { phase, ready } = model;
  const button = el("button", { type: "button", class: "primary", id: "run" }, t("demo.run"));
  button.disabled = !ready || phase.kind === "running";
  button.addEventListener("click", actions.run);
  let status = "";
  if (phase.kind === "loading") status = t("demo.loading");
  if (phase.kind === "running") status = t("demo.running", { n: String(phase.percent) });
  const panel = ready ? t("demo.panel.body", { n: String(ready.panel.alleles) }) : "…";
  return el(
    "section",
    { class: "card pad demo", "aria-labelledby": "demo-title" },
    el("h2", { id: "demo-title" }, t("demo.title")),
    el(
      "dl",
      {},
      el("dt", {}, t("demo.panel")),
      el(
        "dd",
        {},
        panel,
        ready ? el("small", {}, `${ready.panel.name} · ${ready.panel.build ?? "?"}`) : null,
      ),
      el("dt", {}, t("demo.file")),
      el(
        "dd",
        {},
        t("demo.note"),
        ready ? el("small", {}, `${ready.genome.name} · ${kilobytes(ready.genome.bytes)}`) : null,
      ),
    ),
    el("div", { class: "go" }, button, el("p", { class: "status", role: "status" }, status)),
  );
}

function failure(model: Model, error: ErrorFields): Node {
  const words = model.ready?.words[model.language] ?? {};
  const fill = (key: string, fallback: string) =>
    (words[key] ?? fallback).replaceAll("{0}", () => error.detail);
  return el(
    "section",
    { class: "card pad failure", role: "alert" },
    el("h2", {}, text(model.language, "error.title")),
    el("p", {}, fill(`error.${error.code}.message`, error.message)),
    el("p", {}, fill(`error.${error.code}.remedy`, error.remedy)),
    el(
      "p",
      { class: "small" },
      `${text(model.language, "error.code")}: `,
      el("code", {}, error.code),
    ),
  );
}

type Say = (key: Key, values?: Record<string, string>) => string;

function facts(t: Say): Node {
  const fact = (title: Key, body: Key, icon: string) =>
    el("li", {}, mark(icon), el("h3", {}, t(title)), el("p", {}, t(body)));
  return el(
    "ul",
    { class: "facts" },
    fact("fact.local.title", "fact.local.body", "carried"),
    fact("fact.silence.title", "fact.silence.body", "notAssessed"),
    fact("fact.evidence.title", "fact.evidence.body", "notCarried"),
  );
}

function intended(t: Say): Node {
  return el(
    "section",
    { class: "intended" },
    el("p", {}, el("strong", {}, t("intended.short"))),
    el("p", {}, t("intended.counsel")),
  );
}

function footer(model: Model): Node {
  const version = model.ready
    ? text(model.language, "footer.version", { v: model.ready.version })
    : "";
  return el(
    "footer",
    { class: "wrap foot" },
    el("p", {}, `Genosieve · MIT OR Apache-2.0 · ${version}`),
  );
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
