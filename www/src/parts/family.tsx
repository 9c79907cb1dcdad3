/** The answer about a family, or a tumour and its matched sample: what all members record, side by side. */
import type { FamilyOverview, FamilyView, Notice } from "genosieve";
import { useEffect, useState } from "preact/hooks";

import { isClinVar } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { Subject } from "../model.js";
import { familySay, type FamilySay } from "../text/family.js";
import { familyEn } from "../text/family.en.js";
import type { Say } from "../text/index.js";
import type { Resources } from "../resources.js";
import { HeldBack } from "./actionable.js";
import { Heading, useSay } from "./common.js";
import { ContextList, shownSeconds, type ContextRow } from "./context.js";
import { statesOf } from "./counts.js";
import { FamilyActionable } from "./family-actionable.js";
import { memberName } from "./family-cells.js";
import { Drawing, type DrawnLine } from "./family-drawing.js";
import { FamilyChecks, FamilyOpen } from "./family-open.js";
import { Pairs } from "./family-pairs.js";
import { FamilyPrintRows } from "./family-print.js";
import { FamilySave } from "./family-save.js";
import { FamilyTable } from "./family-table.js";
import { Views } from "./family-views.js";
import { IntendedUse } from "./frame.js";
import { subjectName } from "./lists.js";
import { noticeText } from "./notices.js";
import { PrintRecord } from "./print-record.js";
import { policyText } from "./policy.js";

interface ResultProps {
  controller: Controller;
  subject: Subject;
  overview: FamilyOverview;
  seconds: number;
  held: number;
  opened: boolean;
  resources: Resources | undefined;
}

export function FamilyResult(props: ResultProps) {
  const { controller, subject, overview, held, opened, resources } = props;
  const plain = useSay();
  const say = familySay(plain);
  const { kind, reports } = overview;
  const [first] = reports;
  const title = isAlone(overview) ? "alone" : kind;
  const [views, setViews] = useState<FamilyView[]>([]);
  const [search, setSearch] = useState("");
  useEffect(() => controller.say((later) => familySay(later)("said.done")), [overview]);
  const tables = { controller, overview, views, search, onSearch: setSearch };
  const toGene = (gene: string) => {
    setViews([]);
    setSearch(gene);
    document.querySelector(".family-entries")?.scrollIntoView({ block: "start" });
    document.querySelector<HTMLElement>(".family-entries [type=search]")?.focus({
      preventScroll: true,
    });
  };
  return (
    <>
      <div class="wrap family">
        <div class="head">
          <div>
            <Heading>{say(`result.${title}`)}</Heading>
            {kind === "family" && <p class="muted">{say("result.relatives")}</p>}
          </div>
          <div class="acts">
            <button
              type="button"
              class="button"
              onClick={() => {
                controller.chooseAnother();
                controller.checkAgain();
              }}
            >
              {plain("result.again")}
            </button>
            <FamilySave {...{ controller, overview }} exporter={resources?.modules.exporter} />
          </div>
        </div>
        <Context {...props} />
        {reports.map(
          ({ accounting, input }) =>
            !accounting.complete && (
              <p key={input.name} class="note strong" role="note">
                {say("result.incomplete", { name: input.name })}
              </p>
            ),
        )}
        {!opened && <HeldBack {...{ held }} asked={[]} />}
        <div class="family-top">
          <section class="card pad" aria-labelledby="family-drawing">
            <h2 id="family-drawing">
              {say(kind === "family" ? "drawing.family" : "drawing.pair")}
            </h2>
            <p class="muted small">{say("drawing.entries")}</p>
            <Drawing
              {...{ overview }}
              lines={(at) => countsOf(overview, at, plain)}
              label={spoken(overview, plain, say)}
            />
            {overview.members.some(({ affected }) => affected === true) && (
              <p class="muted small">{say("drawing.affected")}</p>
            )}
          </section>
          <Views {...{ overview }} chosen={views} onChoose={setViews} />
        </div>
        <Notices {...{ overview }} />
        {kind === "family" ? (
          <FamilyTable
            {...tables}
            title={say("section.family")}
            order={overview.members.map((_, at) => at)}
          />
        ) : (
          <Sections {...tables} />
        )}
        <FamilyPrintRows {...{ controller, overview }} />
        <Pairs {...{ controller, overview }} onGene={toGene} />
        <div class="two">
          <FamilyOpen {...{ overview }} />
          {kind === "family" && <FamilyChecks {...{ overview }} />}
        </div>
        {first && <PrintRecord summary={first} inputs={reports.map(({ input }) => input)} />}
        {isClinVar(subject.choice) && resources && (
          <FamilyActionable
            {...{ controller, overview, held, opened }}
            actionable={resources.actionable}
          />
        )}
      </div>
      <IntendedUse />
    </>
  );
}

/** A tumour without a matched sample. */
const isAlone = ({ kind, members }: FamilyOverview) => kind === "tumor" && members.length === 1;

type TablesProps = Omit<Parameters<typeof FamilyTable>[0], "title" | "order">;

/** The matched sample's entries, and the tumour's. */
function Sections(props: TablesProps) {
  const say = familySay(useSay());
  const { members } = props.overview;
  const tumor = members.findIndex(({ role }) => role === "tumor");
  const normal = members.findIndex(({ role }) => role === "normal");
  const first = (at: number) => [at, tumor + normal - at];
  return (
    <>
      {normal >= 0 && (
        <FamilyTable
          {...props}
          within="germlineSection"
          title={say("section.normal")}
          lead={say("section.normal.lead")}
          order={first(normal)}
        />
      )}
      <FamilyTable
        {...props}
        within="tumorSection"
        title={say("section.tumor")}
        lead={say("section.tumor.lead")}
        order={normal >= 0 ? first(tumor) : [tumor]}
      />
    </>
  );
}

function countsOf(overview: FamilyOverview, at: number, say: Say): DrawnLine[] {
  const member = overview.members[at];
  const counts = member && overview.reports[member.report]?.summary[member.summary];
  if (!counts) return [];
  return statesOf(counts).map((state) => ({
    state,
    text: say.word(`state.${state}`),
    more: say.number(counts[state]),
  }));
}

/** The drawing in words. */
function spoken(overview: FamilyOverview, plain: Say, say: FamilySay): string {
  return overview.members
    .map((member, at) =>
      say("drawing.of", {
        role: say(`role.short.${member.role}`),
        name: memberName(member, overview),
        list: countsOf(overview, at, plain)
          .map(({ text, more }) => `${text} ${more}`)
          .join(plain("list.separator")),
      }),
    )
    .join(plain.language === "ja" ? "。" : "; ");
}

function Context({ subject, overview, seconds }: ResultProps) {
  const say = useSay();
  const own = familySay(say);
  const [first] = overview.reports;
  if (!first) return null;
  const { panel, policy, filter } = first;
  const took = shownSeconds(seconds);
  const date = panel.sources[0]?.date;
  const [set, ...more] = policyText(policy, say);
  const rows: ContextRow[] = [
    [
      say("result.panel"),
      subjectName(subject, say),
      [
        say("panel.entries", { n: filter?.entries ?? panel.alleles }),
        panel.build,
        date && say("panel.dated", { date }),
      ],
    ],
    [
      own("result.files"),
      overview.reports.map(({ input }) => input.name).join(say("list.separator")),
      [say("result.took", { n: took })],
    ],
  ];
  if (set) rows.push([say("result.policy"), set, more]);
  return <ContextList {...{ rows }} />;
}

/** Codes of what is said in other words: below the heading, and of a tumour alone. */
const SAID = ["relatives", "no_matched_sample"];

type FamilyNotice = Extract<keyof typeof familyEn, `notice.${string}`>;

const isOwn = (key: string): key is FamilyNotice => key in familyEn;

/** Of the comparison first, then those of each file under its name. */
function Notices({ overview }: { overview: FamilyOverview }) {
  const say = useSay();
  const own = familySay(say);
  const words = (notice: Notice) => {
    const key = `notice.${notice.code}`;
    return isOwn(key) ? own.with(key, { detail: notice.detail }) : noticeText(notice, say);
  };
  const all = overview.notices.filter(({ code }) => !SAID.includes(code)).map(words);
  if (isAlone(overview)) all.unshift(own("result.tumorOnly"));
  const files = overview.reports.flatMap(({ input, notices }) =>
    notices
      .filter(({ code }) => code !== "incomplete")
      .map((notice) => `${input.name}: ${noticeText(notice, say)}`),
  );
  const texts = [...new Set([...all, ...files])];
  if (texts.length === 0) return null;
  return (
    <section class="note" aria-labelledby="notices">
      <h2 id="notices">{say("notices.title")}</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
