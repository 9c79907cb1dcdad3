/** A form for alleles that a person types: what they were read as shows before they are used. */
import type { Build, ReportEntry } from "genosieve";
import { useEffect, useId, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { State } from "../model.js";
import { en } from "../text/en.js";
import type { Key, Say } from "../text/index.js";
import { entriesOf, linesOf, MOST_LINES, type ReadAlleles } from "../typed.js";
import { Name, useSay } from "./common.js";
import { alleleText, placeText } from "./place.js";

interface AllelesProps {
  state: State;
  controller: Controller;
}

export function Alleles({ state, controller }: AllelesProps) {
  const say = useSay();
  const id = useId();
  const { text, busy, read, failure } = state.typed;
  const lines = linesOf(text).length;
  const ready = state.resources !== undefined && lines > 0 && lines <= MOST_LINES;
  const check = () => {
    if (ready) void controller.checkAlleles();
  };
  const refused = read?.lines.some((line) => "reason" in line) ?? false;
  return (
    <section class="alleles" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{say("allele.title")}</h3>
      <p class="muted small" id={`${id}-hint`}>
        <WithCodes text={say("allele.hint")} />
      </p>
      <textarea
        class="plain-field mono"
        rows={Math.min(10, Math.max(1, text.split("\n").length))}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="go"
        aria-label={say("allele.label")}
        aria-describedby={`${id}-hint ${id}-keys ${id}-read`}
        aria-invalid={refused || failure !== undefined}
        placeholder="chr7-140753336-A-T"
        value={text}
        onInput={(event) => controller.typeAlleles(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!checks(event)) return;
          event.preventDefault();
          check();
        }}
      />
      <div class="acts">
        <button type="button" class="button plain" disabled={!ready || busy} onClick={check}>
          {say("allele.check")}
        </button>
        <span class="muted small" id={`${id}-keys`}>
          {say("allele.keys")}
        </span>
      </div>
      <div id={`${id}-read`} class="read-back">
        {lines > MOST_LINES && (
          <p class="note allele-note">{say("allele.many", { n: MOST_LINES })}</p>
        )}
        {failure && <Unread code={failure.code} detail={failure.detail} />}
        {read && <Read key={text} {...{ state, controller, read, busy }} />}
      </div>
    </section>
  );
}

/** Enter, unless it begins another line or ends what an input method offers. */
function checks({ key, isComposing, shiftKey, ctrlKey, metaKey, currentTarget }: KeyboardEvent) {
  if (key !== "Enter" || isComposing || shiftKey) return false;
  const one = currentTarget instanceof HTMLTextAreaElement && !currentTarget.value.includes("\n");
  return one || ctrlKey || metaKey;
}

function Unread({ code, detail }: { code: string; detail: string }) {
  const say = useSay();
  const [title, found, fix] = say.error(code, detail);
  return (
    <div class="note allele-note">
      <p class="strong">{title}</p>
      <p>{say.sentences(found, fix)}</p>
      <p class="muted small">
        <code>{code}</code>
      </p>
    </div>
  );
}

type FixKey = Extract<Key, `allele.fix.${string}`>;

const isFix = (key: string): key is FixKey => key in en;

/** Why a line is no entry, and what to do. */
function reasonText(reason: string, say: Say): string {
  const key = `allele.fix.${reason}`;
  return say("allele.refused", {
    reason: say.reason(reason),
    fix: isFix(key) ? say.with(key, {}) : "",
  }).trim();
}

/** Place and change, as the table of a result writes them. */
function entryText(entry: ReportEntry, say: Say): string {
  const same = entry.effectIsRef && say("table.reference");
  return [placeText(entry, say), alleleText(entry, say), same].filter(Boolean).join(" ");
}

type Note = "allele.from1" | "allele.letters";

/** What to know of an entry before it is used. */
function notesOf(text: string, { pos, ref, alt }: ReportEntry): Note[] {
  // Four parts as SPDI has them, read as others write them.
  const [, second, ...rest] = text.split(":");
  const notes: [boolean, Note][] = [
    [rest.length === 2 && Number(second) === pos, "allele.from1"],
    [/[^ACGT]/.test(ref + alt), "allele.letters"],
  ];
  return notes.flatMap(([known, key]) => (known ? key : []));
}

/** A text in which alleles are never broken across lines. */
function WithCodes({ text }: { text: string }) {
  const parts = text.split(/((?:chr|NC_)\d+[\w.:>-]*\w(?: [ACGT]>[ACGT])?)/);
  return <>{parts.map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</>;
}

interface ReadProps extends AllelesProps {
  read: ReadAlleles;
  busy: boolean;
}

/** Each line with what it was read as, and what is left to say before it is used. */
function Read({ state, controller, read, busy }: ReadProps) {
  const say = useSay();
  const id = useId();
  const n = entriesOf(read).length;
  const known = buildOf(state);
  const [stated, setStated] = useState<Build | undefined>(known);
  // The file may come later.
  useEffect(() => setStated((now) => now ?? known), [known]);
  const build = read.build ?? stated;
  return (
    <>
      <ul class="typed">
        {read.lines.map((line, at) => (
          <li key={at} class={"entry" in line ? undefined : "refused-line"}>
            <code class="muted">
              <Name>{line.text}</Name>
            </code>
            {"entry" in line ? (
              <span>
                {say("allele.as")} <code class="strong">{entryText(line.entry, say)}</code>
                {notesOf(line.text, line.entry).map((key) => (
                  <small key={key}>
                    <WithCodes text={say(key)} />
                  </small>
                ))}
              </span>
            ) : (
              <span>
                <WithCodes text={reasonText(line.reason, say)} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {n > 0 && (
        <>
          {read.build === null ? (
            <Builds chosen={stated} known={known} onChoose={setStated} id={`${id}-build`} />
          ) : (
            <p class="small">{say("allele.build.named", { build: read.build })}</p>
          )}
          <button
            type="button"
            class="button primary"
            disabled={build === undefined || busy}
            aria-describedby={build === undefined ? `${id}-build` : undefined}
            onClick={() => void controller.useAlleles(stated)}
          >
            {say("allele.use", { n })}
          </button>
        </>
      )}
    </>
  );
}

/** What the file at hand says of its build, or the person of the file. */
function buildOf({ stage, build }: State): Build | undefined {
  if (stage.at !== "checked") return undefined;
  return build ?? stage.checked.inspection.build ?? undefined;
}

/** Builds that are asked for; another one only where the file is of it. */
const BUILDS: Build[] = ["GRCh38", "GRCh37"];

function Builds(props: {
  chosen: Build | undefined;
  known: Build | undefined;
  onChoose: (build: Build) => void;
  id: string;
}) {
  const { chosen, known, onChoose, id } = props;
  const say = useSay();
  const builds = known && !BUILDS.includes(known) ? [...BUILDS, known] : BUILDS;
  return (
    <fieldset class="builds">
      <legend id={id}>{say("allele.build")}</legend>
      {builds.map((build) => (
        <label key={build}>
          <input
            type="radio"
            name={id}
            checked={chosen === build}
            onChange={() => onChoose(build)}
          />
          {build}
        </label>
      ))}
      {chosen !== undefined && chosen === known && (
        <p class="muted small">{say("allele.build.file")}</p>
      )}
    </fieldset>
  );
}
