/** The evidence of one entry: why its state, and the very lines of the file. */
import type { EntryRow, Summary as Counts } from "genosieve";
import { useEffect, useRef, useState } from "preact/hooks";

import {
  alleleOf,
  conditionsOf,
  makerOf,
  nameOf,
  othersOf,
  reviewOf,
  significanceOf,
} from "../annotation.js";
import { copyText } from "../copy.js";
import type { Controller } from "../controller.js";
import type { Listing, Summary } from "../job/protocol.js";
import type { Say } from "../text/index.js";
import { entryText, matchText, Stars, zygosityText } from "./columns.js";
import { sentence, StateWord, useSay } from "./common.js";
import { Icon } from "./marks.js";
import { RecordLine } from "./record.js";

interface DrawerProps {
  controller: Controller;
  summary: Summary;
  counts: Counts;
  sample: number;
  listing: Listing;
  index: number;
  onMove: (index: number) => void;
  onClose: () => void;
}

export function Drawer(props: DrawerProps) {
  const { controller, listing, index, onMove, onClose } = props;
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [row, setRow] = useState<EntryRow>();
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    let current = true;
    void controller.ask("rows", { view: listing.view, from: index, to: index + 1 }).then((rows) => {
      if (!current) return;
      setRow(rows?.[0]);
      body.current?.scrollTo({ top: 0 });
    });
    return () => {
      current = false;
    };
  }, [listing, index]);
  const move = (by: number) => {
    const next = index + by;
    if (next >= 0 && next < listing.count) onMove(next);
  };
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    move(by);
  };
  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby="drawer-title"
      onClose={onClose}
      onKeyDown={keys}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="sheet-head">
        <h2 id="drawer-title">{say("drawer.title")}</h2>
        <Go label={say("drawer.previous")} icon="left" off={index === 0} act={() => move(-1)} />
        <Go
          label={say("drawer.next")}
          icon="right"
          off={index + 1 >= listing.count}
          act={() => move(1)}
        />
        <Go
          label={say("drawer.close")}
          icon="close"
          off={false}
          act={() => dialog.current?.close()}
        />
      </div>
      <div ref={body} class="sheet-body" tabIndex={0} role="group" aria-labelledby="drawer-title">
        {row && <Evidence key={row.number} {...props} row={row} />}
      </div>
    </dialog>
  );
}

function Go(props: {
  label: string;
  icon: "left" | "right" | "close";
  off: boolean;
  act: () => void;
}) {
  return (
    <button
      type="button"
      class="go"
      aria-label={props.label}
      aria-disabled={props.off}
      onClick={props.act}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** What the file says of the row. */
function statement(row: EntryRow, say: Say): string {
  const allele = entryText(row, say);
  const reason = row.reason === null ? "" : say.word(`reason.${row.reason}`);
  switch (row.state) {
    case "carried":
    case "carriedAssumed":
      return row.sample === null
        ? say("say.carried.sites", { allele })
        : say("say.carried", { who: row.sample, allele, zygosity: zygosityText(row, say) });
    case "notCarried":
    case "notCarriedAssumed":
      return say("say.notCarried", { allele });
    case "notAssessed":
      return say("say.notAssessed", { reason });
    case "indeterminate":
      return say("say.indeterminate", { reason });
  }
}

/** States whose proof may have been kept as a mark, without its line. */
const MARKED = ["notCarried", "notAssessed"];
/** Reasons that speak of a line. */
const LINELESS = ["no_record", "contig_absent", "contig_differs", "entry_not_representable"];

/** The steps that lead to the state. */
function steps(row: EntryRow, say: Say): string[] {
  const { records, match, state, copies, reason } = row;
  const proved = state === "notCarried" && records.length === 0;
  const near = proved
    ? say("step.blocks")
    : records.length > 0
      ? say("step.near", { n: records.length })
      : LINELESS.includes(reason ?? "")
        ? ""
        : say("step.noline");
  const calls = [...new Set(records.flatMap(({ gt }) => (gt === null ? [] : [gt])))];
  const gt = calls.join(say("list.separator"));
  return [
    near,
    row.entry.effectIsRef && say("step.effectIsRef"),
    match && say(`step.${match}`),
    gt &&
      (state === "carried" && copies
        ? say("step.copies", { gt, n: copies.carried, ploidy: copies.ploidy })
        : say("step.gt", { gt })),
    state === "notCarried" && !proved && say("step.absent"),
    reason && say(`reason.${reason}.help`),
    state === "carried" && say("step.quality"),
  ].filter((step) => typeof step === "string" && step !== "") as string[];
}

function Evidence(props: DrawerProps & { row: EntryRow }) {
  const { controller, summary, sample } = props;
  const say = useSay();
  const [row, setRow] = useState(props.row);
  const { entry } = row;
  return (
    <>
      <StateWord state={row.state} />
      <p class="big">
        {nameOf(entry) || entry.id || "–"} <code>{alleleOf(entry)}</code>
      </p>
      <p class="muted">
        <code>{`${entry.contig}:${say.number(entry.pos)}`}</code>
        {summary.panel.build && ` · ${summary.panel.build}`}
      </p>
      <p class="statement">{statement(row, say)}</p>
      <h3>{say("drawer.why")}</h3>
      <ol class="why">
        {steps(row, say).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {row.flags.length > 0 && (
        <>
          <h3>{say("drawer.flags")}</h3>
          <p>
            {row.flags.map((flag) => (
              <span key={flag} class="flag">
                {sentence(say.word(`flag.${flag}`))}
              </span>
            ))}
          </p>
        </>
      )}
      {row.match !== null && row.match !== "exact" && <Spelling row={row} />}
      <Lines {...{ controller, summary, row, sample }} onFound={setRow} />
      <Database {...{ summary, row }} />
    </>
  );
}

/** The entry and the lines that make it, one above the other. */
function Spelling({ row }: { row: EntryRow }) {
  const say = useSay();
  const { entry, records } = row;
  return (
    <>
      <h3>{`${say("drawer.spelling")}: ${matchText(row, say)}`}</h3>
      <dl class="spelling">
        <div>
          <dt>{say("drawer.entry")}</dt>
          <dd>
            <code>{`${entry.contig}:${say.number(entry.pos)} ${alleleOf(entry, true)}`}</code>
          </dd>
        </div>
        {records.map((record) => (
          <div key={record.line}>
            <dt>{say("drawer.file")}</dt>
            <dd>
              <code>{`${record.contig}:${say.number(record.pos)} ${record.ref}>${record.alt}`}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Lines(props: {
  controller: Controller;
  summary: Summary;
  row: EntryRow;
  sample: number;
  onFound: (row: EntryRow) => void;
}) {
  const { controller, summary, row, sample } = props;
  const say = useSay();
  const [finding, setFinding] = useState<"no" | "now" | "nothing">("no");
  const findable = MARKED.includes(row.state) && !LINELESS.includes(row.reason ?? "");
  if (row.records.length === 0 && !findable) return null;
  const find = async () => {
    setFinding("now");
    const found = await controller.ask("evidence", { number: row.number, sample });
    if (!found) return;
    setFinding(found.records.length > 0 ? "no" : "nothing");
    props.onFound(found);
  };
  if (row.records.length > 0) {
    return (
      <>
        {row.records.map((record) => (
          <RecordLine
            key={record.line}
            {...{ controller, record, row }}
            samples={summary.input.samples}
          />
        ))}
      </>
    );
  }
  return (
    <>
      <h3>{say("drawer.lines")}</h3>
      {finding === "no" && (
        <>
          <p class="muted small">{say("drawer.find.note")}</p>
          <button type="button" class="button" onClick={() => void find()}>
            {say("drawer.find")}
          </button>
        </>
      )}
      {finding !== "no" && (
        <p role="status">{say(finding === "now" ? "drawer.finding" : "drawer.found.none")}</p>
      )}
    </>
  );
}

function Database({ summary, row }: { summary: Summary; row: EntryRow }) {
  const say = useSay();
  const { entry, stars } = row;
  const significance = significanceOf(entry);
  const conditions = conditionsOf(entry);
  const [source] = summary.panel.sources;
  const others = othersOf(entry);
  return (
    <>
      <h3>{say("drawer.database")}</h3>
      {significance && (
        <p>
          {say("drawer.stamp", {
            source: makerOf(summary.panel),
            class: significance,
            stars: stars === null ? say("drawer.stamp.noStars") : say("stars.label", { n: stars }),
            date: source?.date ?? say("drawer.stamp.noDate"),
          })}
        </p>
      )}
      {stars !== null && (
        <p class="muted small">
          <Stars stars={stars} /> <span lang="en">{reviewOf(entry)}</span>
        </p>
      )}
      {conditions.length > 0 && (
        <>
          <h3>{say("drawer.conditions")}</h3>
          <ul class="conditions" lang="en">
            {conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{say("drawer.ids")}</h3>
          <dl class="ids">
            {others.map(([key, value]) => (
              <Other key={key} {...{ name: key, value }} />
            ))}
          </dl>
        </>
      )}
      <p class="muted small">{say("drawer.links")}</p>
    </>
  );
}

function Other({ name, value }: { name: string; value: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
        <button
          type="button"
          class="link small"
          aria-label={`${say("drawer.copy")}: ${value}`}
          onClick={() => setCopied(copyText(value))}
        >
          <span role="status">{say(copied ? "drawer.copied" : "drawer.copy")}</span>
        </button>
      </dd>
    </div>
  );
}
