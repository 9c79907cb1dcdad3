/** A result on paper in both languages side by side, for readers of either: the same texts as on the screen. */
import type { EntryRow, Reason, Summary as Counts } from "genosieve";
import type { ComponentChildren, ComponentProps } from "preact";

import type { Findings } from "../job/findings.js";
import { answered } from "../job/genes.js";
import type { Summary } from "../job/protocol.js";
import type { Subject } from "../model.js";
import { isNarrowed, type Narrowing } from "../narrowing.js";
import { speaker, type Say } from "../text/index.js";
import { AboutDisease } from "./about-disease.js";
import { Opened } from "./actionable.js";
import { ByGene } from "./by-gene.js";
import { COLUMNS, Stars } from "./columns.js";
import { Language, Name, sentence } from "./common.js";
import { askedAbout, ASSUMED, ShareBar, STATES } from "./counts.js";
import { Footer, IntendedUse } from "./frame.js";
import { subjectName } from "./lists.js";
import { Mark } from "./marks.js";
import { inForce } from "./narrow.js";
import { noticeText } from "./notices.js";
import { rowsOf } from "./print-record.js";
import { TOGETHER } from "./print-rows.js";
import { incompleteText, sentences } from "./sentences.js";

/** Japanese left, English right. */
const BOTH = [speaker("ja"), speaker("en")] as const;

interface PrintBothProps {
  subject: Subject;
  summary: Summary;
  counts: Counts;
  /** At hand: printing does not wait. */
  found: Findings | undefined;
  narrowing: Narrowing;
  /** Entries that are held back. */
  held: number;
}

export function PrintBoth(props: PrintBothProps) {
  const { subject, summary, counts, narrowing, held } = props;
  const incomplete = incompleteText(summary, BOTH[0]) !== undefined;
  const narrowed = (say: Say) =>
    [
      say("paper.narrowed", {
        list: inForce(narrowing, say)
          .map(({ text }) => text)
          .join(say("list.separator")),
      }),
      say("narrow.left", { n: askedAbout(summary), total: summary.panel.alleles }),
    ].join(" ");
  return (
    <div class="wrap print-both">
      <Both of="print-head">
        {(say) => (
          <>
            <h1>{say("paper.title")}</h1>
            <p>
              <Name>{subjectName(subject, say)}</Name>
              <br />
              <Name>{counts.sample ?? say("check.samples.none")}</Name>
            </p>
          </>
        )}
      </Both>
      <Both of="note">{(say) => <p>{say("intended.short")}</p>}</Both>
      {incomplete && <Both of="note strong">{(say) => <p>{incompleteText(summary, say)}</p>}</Both>}
      <Title>{(say) => say("result.title")}</Title>
      {isNarrowed(narrowing) && <Both>{(say) => <p>{narrowed(say)}</p>}</Both>}
      {held > 0 && <Both>{(say) => <p>{say("sf.held", { n: held })}</p>}</Both>}
      <Answer {...props} />
      {summary.notices.length > 0 && (
        <Both of="note">
          {(say) => (
            <ul>
              {summary.notices.map((notice) => (
                <li key={notice.code + notice.detail}>{noticeText(notice, say)}</li>
              ))}
            </ul>
          )}
        </Both>
      )}
      {subject.part && (
        <Both>{() => subject.part && <AboutDisease {...{ summary }} part={subject.part} />}</Both>
      )}
      <Rows found={props.found} />
      <Reasons counts={counts} />
      {/* The drawing of the page follows, in which no word is. */}
      <Title>{(say) => say("plot.title")}</Title>
    </div>
  );
}

interface PrintBothEndProps extends Pick<ComponentProps<typeof ByGene>, "genes" | "actionable"> {
  summary: Summary;
  sha: string | undefined;
  /** Where the genes beside the purpose of a sequencing were opened. */
  opened: ComponentProps<typeof Opened> | undefined;
}

/** What comes behind the drawing: genes, the record of the run, and what the answer is not for. */
export function PrintBothEnd(props: PrintBothEndProps) {
  const { summary, sha, genes, actionable, opened } = props;
  return (
    <div class="wrap print-both">
      {genes.found && genes.found.groups.length > 0 && (
        // Nothing is chosen on paper.
        <Both>{() => <ByGene {...{ genes, actionable }} onGene={() => undefined} />}</Both>
      )}
      {opened && <Both>{() => <Opened {...opened} />}</Both>}
      <Record summary={summary} />
      <Both of="small">
        {() => (
          <>
            <IntendedUse />
            <Footer sha={sha} />
          </>
        )}
      </Both>
    </div>
  );
}

/** A block that is said in each language. */
function Both(props: { of?: string; children: (say: Say) => ComponentChildren }) {
  return (
    <div class={`both ${props.of ?? ""}`}>
      {BOTH.map((say) => (
        <Language.Provider key={say.language} value={say}>
          <div lang={say.language}>{props.children(say)}</div>
        </Language.Provider>
      ))}
    </div>
  );
}

/** A few words in each language, and once where both write the same. */
function Words({ children }: { children: (say: Say) => string }) {
  const [ja, en] = BOTH.map(children);
  return (
    <>
      <span lang="ja">{ja}</span>
      {en !== ja && <small lang="en">{en}</small>}
    </>
  );
}

function Title({ children }: { children: (say: Say) => string }) {
  return (
    <h2>
      <Words>{children}</Words>
    </h2>
  );
}

/** The counts, of equal size and in fixed order, and what they mean. */
function Answer({ summary, counts }: PrintBothProps) {
  const total = askedAbout(summary);
  if (total > 1 && answered(counts) + counts.indeterminate === 0) {
    return <Both>{(say) => <p>{say("result.compared0")}</p>}</Both>;
  }
  const states = [...STATES, ...ASSUMED.filter((state) => counts[state] > 0)];
  return (
    <>
      <ul class="counts">
        {states.map((state) => (
          <li key={state} class={state}>
            <span class={`state ${state}`}>
              <Mark state={state} />
              <span lang="ja">{BOTH[0].word(`state.${state}`)}</span>
            </span>
            <strong>{BOTH[0].number(counts[state])}</strong>
            <p lang="en">{sentence(BOTH[1].word(`state.${state}`))}</p>
          </li>
        ))}
      </ul>
      <ShareBar {...{ counts, total }} />
      <Both>
        {(say) => (
          <>
            <p>{sentences(summary, counts, total, say)}</p>
            <p class="muted">{say("result.scope")}</p>
          </>
        )}
      </Both>
    </>
  );
}

function Rows({ found }: Pick<PrintBothProps, "found">) {
  if (!found || found.found === 0) return null;
  const n = found.rows.length;
  const left = found.found - n;
  const groups = TOGETHER.map((ids) => COLUMNS.filter(({ id }) => ids.includes(id))).filter(
    (columns) => found.rows.some((row) => columns.some(({ text }) => text(row, BOTH[1]) !== "")),
  );
  return (
    <section class="print-rows">
      <Title>{(say) => say("paper.rows")}</Title>
      {left > 0 && (
        <Both of="small">
          {(say) => <p>{say("paper.more", { n, total: found.found, left })}</p>}
        </Both>
      )}
      <table>
        <thead>
          <tr>
            {groups.map((columns) => (
              <th key={columns[0]?.id} scope="col">
                <Words>
                  {(say) =>
                    columns
                      .map(({ id }) => (id === "open" ? "" : say(`table.${id}`)))
                      .join(say("list.separator"))
                  }
                </Words>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.number}>
              {groups.map((columns) => (
                <td key={columns[0]?.id}>
                  {columns.map((column) => (
                    <div key={column.id} class={column.id}>
                      <Cell {...{ row, column }} />
                    </div>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ row, column }: { row: EntryRow; column: (typeof COLUMNS)[number] }) {
  switch (column.id) {
    case "state":
      return (
        <span class={`state ${row.state}`}>
          <Mark state={row.state} />
          <span>
            <Words>{(say) => column.text(row, say)}</Words>
          </span>
        </span>
      );
    case "stars":
      return <Stars stars={row.stars} />;
    case "gene":
      return <b>{column.text(row, BOTH[1])}</b>;
    default:
      return <Words>{(say) => column.text(row, say)}</Words>;
  }
}

function Reasons({ counts }: { counts: Counts }) {
  const reasons = Object.entries(counts.reasons) as [Reason, number][];
  reasons.sort(([, a], [, b]) => b - a);
  return (
    <section class="print-reasons">
      <Title>{(say) => say("na.title")}</Title>
      <Both>{(say) => <p>{say(reasons.length > 0 ? "na.lead" : "na.none")}</p>}</Both>
      <dl class="pairs">
        {reasons.map(([reason, n]) => (
          <div key={reason}>
            <dt>
              <Words>{(say) => sentence(say.word(`reason.${reason}`))}</Words>
            </dt>
            <dd>{BOTH[1].number(n)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What was read, and what the answer can be had again with. */
function Record({ summary }: { summary: Summary }) {
  const { records, matched, skipped, complete } = summary.accounting;
  const total = Object.values(skipped).reduce((sum, { count }) => sum + count, 0);
  const rows = (say: Say): [string, string[]][] => [
    ...rowsOf(summary, say),
    [say("account.records"), [say.number(records)]],
    [say("account.matched"), [say.number(matched)]],
    [say("account.skipped"), [say.number(total)]],
    [say("account.end"), [say(complete ? "account.end.yes" : "account.end.no")]],
  ];
  const [ja, en] = [rows(BOTH[0]), rows(BOTH[1])];
  return (
    <section class="print-pairs">
      <Title>{(say) => say("paper.record")}</Title>
      <dl class="pairs">
        {ja.map(([term, values], at) => (
          <div key={at}>
            <dt>
              <Words>{({ language }) => (language === "ja" ? term : (en[at]?.[0] ?? ""))}</Words>
            </dt>
            <dd>
              <Words>
                {({ language }) => (language === "ja" ? values : (en[at]?.[1] ?? [])).join(" · ")}
              </Words>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
