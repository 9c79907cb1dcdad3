// docs/privacy-proof.md, out of what whole runs have kept: all browsers at once, or one after the other.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { target } from "./build.mjs";
import { conceded, faults, ofBrowser, quiet, rows } from "./verdict.mjs";

/** A file for each browser. */
const KEPT = join(target, "runs");

const file = fileURLToPath(new URL("../../docs/privacy-proof.md", import.meta.url));

const isOut = ({ kinds }) => kinds.length > 0;

const held = (runs) => runs.filter(({ site }) => site.expected === "held");
const called = ({ browser }) => `${browser.name} ${browser.version}`;

const major = ({ browser }) => Number.parseInt(browser.version, 10);

const row = (...cells) => `| ${cells.join(" | ")} |`;
const head = (...cells) => [row(...cells), row(...cells.map(() => "---"))];
const code = (names) => names.map((name) => `\`${name}\``).join(" ");

const INTRODUCTION = `# Proof that nothing leaves the sealed page

This file is written by \`make prove-private\`, with the figures of that run. It is no argument but an experiment:
hostile code is put inside the page's own scripts and its workers', as a compromised dependency would be, tries
every way out that we know of, and everything that arrives anywhere is counted.`;

const SET_UP = `## How it is done

- Each browser runs in a network namespace of its own (\`tests/sealed/namespace.sh\`). The only name server, web
  server, TLS and STUN server there is the sink (\`tests/sealed/sink/\`), which writes down whatever arrives. A packet
  to any other address leaves by an interface that reaches nobody, and is counted.
- Each channel has a host name of its own, \`<channel>.<page|worker>.<site>.sink.test\`, so that a lookup alone is
  enough to tell which attack got out. Requests to the host that served the page count as well, since it keeps a log;
  so does everything that the page around could find later: storage, cookies, broadcasts.
- Attacks run with a real click, in the frame and in a worker that the page itself made
  (\`tests/sealed/attacks/\`). Channels that may end their page get a page each.
- A control page without a policy proves that each attack works in this browser. One with a weak guard proves those
  attacks that are made against a guard. A channel that did not get out of the control proves nothing, and is listed
  below with the reason.

To repeat it: \`make prove-private\` (Linux; needs no rights but to make a user namespace). \`CHROME\` and \`FIREFOX\`
name other browsers. \`make prove-private SHORT=yes\` takes minutes and writes no document; \`make test\` runs that.`;

const LIMITS = `## What this does not prove

A replaced host or shell, extensions, the browser and the system themselves, side channels of the machine, and what a
person does with a saved file are outside of what a page can hold. What a browser asks its own maker for, without any
word of the page, is listed above and is not counted.`;

const EXPECTED = {
  leaks: "all that this browser has",
  these: "those that show the fault",
  held: "nothing",
};

/** What the sealed pages let out, in a few words of Japanese. */
function inJapanese(runs) {
  const lines = held(runs).map((run) => {
    const all = rows(run);
    const tried = all.filter(({ absent }) => !absent).length;
    const out = all.filter(isOut).length;
    const seen =
      faults(run).length > 0
        ? "**想定外の結果があります**（下の表を見てください）"
        : out === 0
          ? "何も外に出ませんでした（DNS の問い合わせも含みます）"
          : `${out} 経路で、区画が自分自身を別の場所へ移動させ、行き先のホスト名 1 件が DNS に問い合わせられました。` +
            "そのたびに区画は画面から消えました";
    return `- ${run.site.ja}、${called(run)}：${tried} 経路を試し、${seen}。`;
  });
  return [
    "**日本語の要約。** この文書は `make prove-private` が書いたものです。ゲノムを開く画面（封止区画）とそのワーカーの",
    "スクリプトに攻撃コードを埋め込み、知られている送信経路をすべて試し、外に出た通信を数えました。",
    "",
    ...lines,
  ];
}

function summary(runs) {
  const lines = head("site", "browser", "attacks", "got out", "expected to get out", "as expected");
  for (const run of runs) {
    const all = rows(run);
    const { site, browser } = run;
    const conceding = site.expected === "held" && all.some(isOut);
    lines.push(
      row(
        site.says,
        called(run),
        all.filter(({ absent }) => !absent).length,
        all.filter(isOut).length,
        conceding ? "names by navigation" : EXPECTED[site.expected],
        faults(run).length === 0 ? "yes" : "**no**",
      ),
    );
  }
  return lines;
}

/** What got out of sealed pages as the design says, and whatever is not as it should be. */
function departures(runs) {
  const names = held(runs)
    .map((run) => [run, rows(run).filter((each) => isOut(each) && conceded(each, run))])
    .filter(([, out]) => out.length > 0)
    .map(
      ([run, out]) =>
        `- ${run.site.says}, ${called(run)}: the name of where it went was looked up by ` +
        `${code(out.map(({ channel }) => channel.id))}; the frame was gone after each.`,
    );
  const others = runs.flatMap((run) =>
    faults(run).map(
      (fault) => `- **Not as it should be:** ${run.site.label}, ${called(run)}: ${fault}.`,
    ),
  );
  const all = [...names, ...others];
  return all.length > 0 ? all : ["Nothing at all got out of the sealed pages."];
}

/** Channels of the control that showed nothing, by the reason. */
function unproved(runs) {
  return runs
    .filter(({ site }) => site.expected === "leaks")
    .flatMap((run) => {
      const still = rows(run).filter((each) => !isOut(each) && !each.channel.guard);
      const absent = still.filter((each) => each.absent);
      const silent = still.filter((each) => !each.absent);
      const { name, version } = run.browser;
      const ids = [...new Set(absent.map(({ channel }) => channel.id))];
      return [
        `In ${name} ${version} there is no ${code(ids)}. These are there and did nothing, even in the control:`,
        "",
        ...head("channel", "why"),
        ...silent.map(({ channel, context }) =>
          row(`\`${channel.id}\` (${context})`, quiet(channel, run.browser) ?? "unknown"),
        ),
        "",
      ];
    });
}

const mark = (each) =>
  each === undefined ? "" : each.absent ? "absent" : isOut(each) ? each.kinds.join(", ") : "–";

/** Every channel beside what was seen of it in the control and in the sealed pages. */
function details(runs) {
  const shown = runs.filter(({ site }) => ["leaks", "held"].includes(site.expected));
  const columns = shown.map((run) => new Map(rows(run).map((each) => [each.key, each])));
  const titles = shown.map((run) => `${run.site.label}, ${run.browser.name} ${major(run)}`);
  const all = new Map(shown.flatMap((run) => rows(run).map((each) => [each.key, each])));
  return [
    ...head("channel", "what it is", "in", ...titles),
    ...[...all.values()].map(({ key, channel, context }) =>
      row(
        `\`${channel.id}\``,
        channel.says.replaceAll("<", "&lt;").replaceAll("|", "\\|"),
        context,
        ...columns.map((column) => mark(column.get(key))),
      ),
    ),
  ];
}

/** Keeps the runs of each browser that was there: those of other versions stay. */
export async function keep(runs) {
  await mkdir(KEPT, { recursive: true });
  const called = ({ browser: { name, version } }) => `${name}-${version}`;
  for (const name of new Set(runs.map(called))) {
    const own = runs.filter((run) => called(run) === name);
    await writeFile(join(KEPT, `${name}.json`), JSON.stringify(own));
  }
}

async function kept() {
  const files = (await readdir(KEPT)).sort().map((name) => readFile(join(KEPT, name), "utf8"));
  return (await Promise.all(files)).flatMap((text) => JSON.parse(text));
}

async function writeDocument(runs) {
  const day = new Date().toISOString().slice(0, 10);
  const asked = [...new Set(runs.flatMap(({ result }) => ofBrowser(result)))];
  const outside = held(runs).reduce((sum, { result }) => sum + result.outside, 0);
  const text = [
    INTRODUCTION,
    "",
    ...inJapanese(runs),
    "",
    `## The run of ${day}`,
    "",
    ...summary(runs),
    "",
    `Packets that any sealed page sent to an address other than the sink's: ${outside}.`,
    "",
    ...departures(runs),
    "",
    `The browsers asked their makers for ${code(asked)} by themselves.`,
    "",
    SET_UP,
    "",
    "## What proves nothing here",
    "",
    ...unproved(runs),
    LIMITS,
    "",
    "## Every channel",
    "",
    "`–`: tried, and nothing arrived. Otherwise what the sink saw.",
    "",
    ...details(runs),
    "",
  ];
  await writeFile(file, text.join("\n"));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeDocument(await kept());
