import type { Language, ReportData, State, Verdict } from "genosieve";
import { el, mark, svg } from "./dom.ts";
import type { Words } from "./protocol.ts";
import { text, type Key } from "./text.ts";

/** The four states that a file can answer with, in fixed order and equal weight. */
const STATES = ["carried", "notCarried", "notAssessed", "indeterminate"] as const satisfies State[];

type Shown = (typeof STATES)[number];
type Say = (key: Key, values?: Record<string, string>) => string;
type Word = (key: string) => string;

/** Everything below the demonstration card, from one report of one sample. */
export function result(report: ReportData, language: Language, words: Words): Node[] {
  const t: Say = (key, values) => text(language, key, values);
  const word: Word = (key) => words[key] ?? key;
  const summary = report.summary[0];
  if (!summary) return [];
  const total = String(report.panel.alleles);
  const notices = report.notices.map((notice) =>
    el(
      "p",
      { class: "note" },
      word(`notice.${notice.code}`).replaceAll("{0}", () => notice.detail),
    ),
  );
  return [
    el(
      "section",
      { class: "sec", "aria-labelledby": "result-title", id: "result" },
      el("h2", { id: "result-title", class: "big" }, t("result.title")),
      ...notices,
      el("ul", { class: "four" }, ...STATES.map((state) => count(state, summary[state], t, word))),
      share(summary, report.panel.alleles, t, word),
      el(
        "div",
        { class: "say" },
        el(
          "p",
          {},
          t("result.sentence", {
            total,
            carried: String(summary.carried),
            na: String(summary.notAssessed),
          }),
        ),
        el("p", {}, t("result.scope")),
      ),
    ),
    el(
      "section",
      { class: "sec", "aria-labelledby": "table-title" },
      el("h2", { id: "table-title" }, t("table.title")),
      el("div", { class: "card" }, table(report.verdicts, t, word)),
    ),
    el("div", { class: "two" }, reasons(summary.reasons, t, word), accounting(report, t)),
  ];
}

function label(state: string, word: Word): Node {
  return el("span", { class: `state ${state}` }, mark(state), word(`state.${state}`));
}

function count(state: Shown, n: number, t: Say, word: Word): Node {
  return el(
    "li",
    { class: state },
    label(state, word),
    el(
      "span",
      { class: "number", "data-state": state },
      n.toLocaleString("en"),
      el("small", {}, t("count.unit")),
    ),
    el("p", {}, t(`help.${state}`)),
  );
}

/** Shares of all entries, never rescaled to hide what was not assessed. */
function share(summary: Record<Shown, number>, total: number, t: Say, word: Word): Node {
  const parts = STATES.map((state) => `${word(`state.${state}`)} ${summary[state]}`).join(", ");
  const bar = svg("svg", {
    class: "share",
    role: "img",
    "aria-label": t("share.label", { total: String(total), parts }),
  });
  let at = 0;
  for (const state of STATES) {
    const width = (summary[state] / Math.max(total, 1)) * 100;
    if (width === 0) continue;
    bar.append(
      svg("rect", { class: `bar-${state}`, x: `${at}%`, width: `${width}%`, height: "14" }),
    );
    at += width;
  }
  return bar;
}

const COLUMNS = ["state", "name", "locus", "allele", "zygosity", "gt", "line", "why"] as const;

function table(verdicts: Verdict[], t: Say, word: Word): Node {
  const head = COLUMNS.map((column) => el("th", { scope: "col" }, t(`table.${column}`)));
  const rows = verdicts.map((verdict) => el("tr", {}, ...cells(verdict, t, word)));
  return el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
}

function cells(verdict: Verdict, t: Say, word: Word): Node[] {
  const { entry, records } = verdict;
  const named = [entry["name"], entry["gene"], entry.id].find((name) => typeof name === "string");
  const reason = verdict.reason === null ? [] : [word(`reason.${verdict.reason}`)];
  const why = [...reason, ...verdict.flags.map((flag) => word(`flag.${flag}`))].join(" · ");
  const zygosity = verdict.zygosity === null ? "" : word(`zygosity.${verdict.zygosity}`);
  const content: Record<(typeof COLUMNS)[number], Node | string> = {
    state: label(verdict.state, word),
    name: el("span", {}, el("b", {}, String(named ?? "")), el("small", {}, entry.id ?? "")),
    locus: el("span", { class: "mono" }, `${entry.contig}:${entry.pos.toLocaleString("en")}`),
    allele: el("span", { class: "mono" }, `${entry.ref}>${entry.alt}`),
    zygosity: zygosity
      .replace("{0}", String(verdict.copies?.carried))
      .replace("{1}", String(verdict.copies?.ploidy)),
    gt: el("span", { class: "mono" }, records.map((record) => record.gt ?? "").join(" ")),
    line: el(
      "span",
      { class: "mono" },
      records.map((record) => record.line.toLocaleString("en")).join(", "),
    ),
    why,
  };
  return COLUMNS.map((column) =>
    el("td", { class: column, "data-label": t(`table.${column}`) }, content[column]),
  );
}

function reasons(counts: Record<string, number>, t: Say, word: Word): Node {
  const rows = Object.entries(counts).map(([reason, n]) =>
    el("div", {}, el("dt", {}, word(`reason.${reason}`)), el("dd", {}, String(n))),
  );
  const list = rows.length > 0 ? el("dl", { class: "rows" }, ...rows) : el("p", {}, t("na.none"));
  return el(
    "section",
    { class: "sec", "aria-labelledby": "na-title" },
    el("h2", { id: "na-title" }, t("na.title")),
    el("div", { class: "card pad" }, el("p", { class: "small" }, t("na.lead")), list),
  );
}

function accounting(report: ReportData, t: Say): Node {
  const { accounting: read, input } = report;
  const skipped = Object.values(read.skipped).reduce((sum, { count: n }) => sum + n, 0);
  const last = read.lastPosition;
  const rows: [Key, string][] = [
    ["acct.build", input.build ?? "?"],
    ["acct.records", read.records.toLocaleString("en")],
    ["acct.matched", read.matched.toLocaleString("en")],
    ["acct.skipped", skipped.toLocaleString("en")],
    ["acct.contigs", String(read.unknownContigs.length)],
    ["acct.last", last ? `${last.contig}:${last.pos.toLocaleString("en")}` : ""],
    ["acct.complete", t(read.complete ? "acct.yes" : "acct.no")],
  ];
  return el(
    "section",
    { class: "sec", "aria-labelledby": "acct-title" },
    el("h2", { id: "acct-title" }, t("acct.title")),
    el(
      "div",
      { class: "card pad" },
      el(
        "dl",
        { class: "rows" },
        ...rows.map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value))),
      ),
    ),
  );
}
