/** The report on the page. Six counts of equal weight come first, in a fixed order. */
import type { ReportData, State, Summary, Verdict } from "genosieve";

import { h } from "./dom.js";
import { mark } from "./marks.js";
import type { Say } from "./messages.js";

const STATES: State[] = [
  "carried",
  "notCarried",
  "notAssessed",
  "indeterminate",
  "carriedAssumed",
  "notCarriedAssumed",
];

const number = (value: number) => value.toLocaleString("en");

export function result(report: ReportData, say: Say): HTMLElement[] {
  // What limits the answer is said before it is seen.
  const limits = report.notices.length > 0;
  return [
    facts(report, say),
    ...(limits ? [notices(report, say)] : []),
    ...report.summary.map((summary) => counts(summary, report, say)),
    findings(report.verdicts, say),
    h("div", { class: "pair" }, reasons(report, say), accounting(report, say)),
    ...(limits ? [] : [notices(report, say)]),
  ];
}

function facts({ panel, input, accounting }: ReportData, say: Say): HTMLElement {
  const read = accounting.complete ? "result.read.complete" : "result.read.incomplete";
  const rows: [string, string][] = [
    ["result.panel", say("result.panel.value", panel.name, panel.alleles, panel.build ?? "–")],
    ["result.file", [input.name, input.build].filter(Boolean).join(" · ")],
    ["result.sample", input.samples.join(", ") || "–"],
    ["result.read", say(read, accounting.records)],
  ];
  const items = rows.map(([key, value]) => h("div", {}, h("dt", {}, say(key)), h("dd", {}, value)));
  return h("dl", { class: "facts" }, ...items);
}

function counts(summary: Summary, report: ReportData, say: Say): HTMLElement {
  const cards = STATES.map((state) =>
    h(
      "li",
      { class: `count ${state}` },
      h("span", { class: "state" }, mark(state), say(`state.${state}`)),
      h("strong", {}, number(summary[state])),
      h("p", {}, say(`state.${state}.help`)),
    ),
  );
  const sentence = say(
    "result.sentence",
    report.panel.alleles,
    summary.carried,
    summary.notAssessed + summary.indeterminate,
  );
  return h(
    "section",
    { "aria-label": summary.sample ?? say("result.title") },
    h("ul", { class: "counts" }, ...cards),
    h("p", { class: "sentence" }, sentence),
  );
}

function findings(verdicts: Verdict[], say: Say): HTMLElement {
  const shown = verdicts.filter(({ state }) => state !== "notCarried" && state !== "notAssessed");
  const section = h("section", {}, h("h2", {}, say("findings.title")));
  if (shown.length === 0) {
    section.append(h("p", { class: "card pad" }, say("findings.none")));
    return section;
  }
  const columns = ["state", "name", "position", "change", "zygosity", "match", "line"];
  const head = columns.map((key) => h("th", { scope: "col" }, say(`findings.${key}`)));
  const table = h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...head)),
    h("tbody", {}, ...shown.map((verdict) => row(verdict, columns, say))),
  );
  section.append(h("div", { class: "card" }, table));
  return section;
}

function row(verdict: Verdict, columns: string[], say: Say): HTMLElement {
  const { entry, state } = verdict;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const cells: (Node | string)[][] = [
    [h("span", { class: `state ${state}` }, mark(state), say(`state.${state}`))],
    [
      h(
        "span",
        {},
        h("b", {}, text(entry["name"]) || text(entry["gene"])),
        " ",
        h("small", {}, entry.id ?? ""),
      ),
    ],
    [h("code", {}, `${entry.contig}:${number(entry.pos)}`)],
    [h("code", {}, change(verdict, say))],
    [zygosity(verdict, say)],
    [verdict.match ? say(`match.${verdict.match}`) : ""],
    verdict.records.map(({ line, gt }) => h("code", {}, `${number(line)} ${gt ?? ""}`)),
  ];
  return h(
    "tr",
    {},
    ...cells.map((cell, at) => h("td", { "data-label": say(`findings.${columns[at]}`) }, ...cell)),
  );
}

function change({ entry }: Verdict, say: Say): string {
  return entry.effectIsRef
    ? `${entry.ref} ${say("findings.effect_is_ref")}`
    : `${entry.ref}>${entry.alt}`;
}

function zygosity({ zygosity: word, reason, copies }: Verdict, say: Say): string {
  if (word === null) return reason === null ? "" : say(`reason.${reason}`);
  return word === "copies" && copies
    ? say("zygosity.copies", copies.carried, copies.ploidy)
    : say(`zygosity.${word}`);
}

function reasons({ summary }: ReportData, say: Say): HTMLElement {
  const total = new Map<string, number>();
  for (const { reasons } of summary) {
    for (const [reason, count] of Object.entries(reasons)) {
      total.set(reason, (total.get(reason) ?? 0) + count);
    }
  }
  const rows = [...total].map(([reason, count]): [string, string] => [
    say(`reason.${reason}`),
    number(count),
  ]);
  return listed("reasons", rows, say);
}

function accounting({ accounting: read }: ReportData, say: Say): HTMLElement {
  const skipped = Object.values(read.skipped).reduce((sum, { count }) => sum + count, 0);
  const rows: [string, string][] = [
    [say("accounting.records"), number(read.records)],
    [say("accounting.matched"), number(read.matched)],
    [say("accounting.skipped"), number(skipped)],
    [say("accounting.unknown"), number(read.unknownContigs.length)],
    [say("accounting.duplicates"), number(read.duplicates)],
    [say("accounting.end"), say(read.complete ? "accounting.end.yes" : "accounting.end.no")],
  ];
  return listed("accounting", rows, say);
}

function notices(report: ReportData, say: Say): HTMLElement {
  const rows = report.notices.map(({ code, detail }): [string, string] => [
    say(`notice.${code}`, detail),
    code,
  ]);
  return listed("notices", rows, say);
}

function listed(name: string, rows: [string, string][], say: Say): HTMLElement {
  const items = rows.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value)));
  const body =
    items.length > 0
      ? h("dl", { class: "card list" }, ...items)
      : h("p", { class: "card pad" }, say(`${name}.none`));
  return h("section", {}, h("h2", {}, say(`${name}.title`)), body);
}
