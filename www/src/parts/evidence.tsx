/** The evidence of one entry: why its state, the very lines of the file, what the list says. */
import type { EntryRow, PanelInfo } from "genosieve";
import { useState } from "preact/hooks";

import {
  conditionsOf,
  makerOf,
  nameOf,
  othersOf,
  reviewOf,
  significanceOf,
} from "../annotation.js";
import type { Controller } from "../controller.js";
import { copyText } from "../copy.js";
import { JobError } from "../job/error.js";
import type { Summary } from "../job/protocol.js";
import { Alignment } from "./alignment.js";
import { matchText, Stars } from "./columns.js";
import { sentence, StateWord, useSay } from "./common.js";
import { Inside } from "./inside.js";
import { alleleText, placeText } from "./place.js";
import { RecordLine, type ReadLine } from "./record.js";
import { isMarked, statement, steps } from "./steps.js";

interface EvidenceProps {
  controller: Controller;
  summary: Summary;
  sample: number;
  row: EntryRow;
}

export function Evidence(props: EvidenceProps) {
  const { controller, summary, sample } = props;
  const say = useSay();
  const [row, setRow] = useState(props.row);
  const { entry } = row;
  const place = placeText(entry, say);
  return (
    <>
      <StateWord state={row.state} />
      <p class="big">
        {nameOf(entry) || place} <code>{alleleText(entry, say)}</code>
        {entry.effectIsRef && ` ${say("table.reference")}`}
      </p>
      <p class="muted">
        <code>{place}</code>
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
      <Records
        read={(line) => controller.ask("line", { line })}
        row={row}
        samples={summary.input.samples}
      />
      {isMarked(row) && entry.regionEnd === undefined && (
        <Find
          {...{ controller }}
          find={() => controller.ask("evidence", { number: row.number, sample })}
          onFound={setRow}
        />
      )}
      <Database panel={summary.panel} {...row} />
    </>
  );
}

/** The lines behind the state, and how they spell the entry. */
function Records(props: { read: ReadLine; row: EntryRow; samples: string[] }) {
  const { match, records } = props.row;
  if (match === "inRegion") return <Inside {...props} />;
  return (
    <>
      {match !== null && match !== "exact" && <Spelling row={props.row} />}
      {records.map((record) => (
        <RecordLine key={record.line} {...props} record={record} />
      ))}
    </>
  );
}

/** The entry and the lines that make it, one above the other. */
export function Spelling({ row }: { row: EntryRow }) {
  const say = useSay();
  const { entry, records } = row;
  return (
    <>
      <h3>{`${say("drawer.spelling")}: ${matchText(row, say)}`}</h3>
      <Alignment row={row} />
      <dl class="spelling">
        <div>
          <dt>{say("drawer.entry")}</dt>
          <dd>
            <code>{`${placeText(entry, say)} ${alleleText(entry, say, true)}`}</code>
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

/** Reads the file once more for the lines of a proof that was kept as a mark. */
export function Find<Found extends Pick<EntryRow, "records">>(props: {
  controller: Controller;
  find: () => Promise<Found | undefined>;
  onFound: (found: Found) => void;
}) {
  const { controller, find: ask, onFound } = props;
  const say = useSay();
  const [at, setAt] = useState<"idle" | "reading" | "nothing" | { failed: string }>("idle");
  const find = async () => {
    setAt("reading");
    try {
      const found = await ask();
      if (!found) return;
      if (found.records.length === 0) setAt("nothing");
      else onFound(found);
    } catch (error) {
      const code = error instanceof JobError ? error.failure.code : "trap";
      setAt(code === "abandoned" ? "idle" : { failed: code });
    }
  };
  const stop = () => void controller.ask("abandon", {});
  return (
    <>
      <h3>{say("drawer.lines")}</h3>
      <p class="muted small" role="status">
        {at === "idle" && say("drawer.find.note")}
        {at === "reading" && say("drawer.finding")}
        {at === "nothing" && say("drawer.found.none")}
        {typeof at === "object" && say("drawer.failed", { code: at.failed })}
      </p>
      <button type="button" class="button" onClick={at === "reading" ? stop : () => void find()}>
        {say(at === "reading" ? "drawer.stop" : "drawer.find")}
      </button>
    </>
  );
}

/** What the list says of an entry, and from when it is. */
export function Database(props: Pick<EntryRow, "entry" | "stars"> & { panel: PanelInfo }) {
  const { entry, stars, panel } = props;
  const say = useSay();
  const significance = significanceOf(entry);
  const conditions = conditionsOf(entry);
  const others = othersOf(entry);
  return (
    <>
      <h3>{say("drawer.database")}</h3>
      {significance && (
        <p>
          {say("drawer.stamp", {
            source: makerOf(panel),
            class: significance,
            stars: stars === null ? say("drawer.stamp.noStars") : say("stars.label", { n: stars }),
            date: panel.sources[0]?.date ?? say("drawer.stamp.noDate"),
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
