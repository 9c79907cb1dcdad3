/** What became of a source of one's own before it is used: how its columns were read, and each row that was not. */
import type { Build, ReportEntry } from "genosieve";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { nameOf } from "../annotation.js";
import type { Controller } from "../controller.js";
import { BUILDS, type Choice, type Previewed } from "../model.js";
import { en } from "../text/en.js";
import type { Key, Say } from "../text/index.js";
import { Name, useSay } from "./common.js";
import { listFacts } from "./lists.js";
import { alleleText, placeText } from "./place.js";

type RoleKey = Extract<Key, `role.${string}`>;

const isRole = (key: string): key is RoleKey => key in en;

/** What a column was read as. */
function roleText(role: string, say: Say): string {
  const key = `role.${role}`;
  return isRole(key) ? say.with(key, {}) : role;
}

interface PreviewProps {
  controller: Controller;
  preview: Previewed;
}

export function Preview({ controller, preview: { choice, first } }: PreviewProps) {
  const say = useSay();
  const [build, setBuild] = useState<Build>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { mapping = [], build: stated } = choice.panels[0]?.info ?? {};
  return (
    <section class="preview" aria-labelledby="preview">
      <h3 id="preview" ref={heading} tabIndex={-1}>
        {say("preview.title")} <Name>{choice.name}</Name>
      </h3>
      <p class="muted small">{listFacts(choice.panels, say)}</p>
      {mapping.length > 0 && (
        <>
          <h4>{say("preview.columns")}</h4>
          <ul class="mapping small">
            {mapping.map(({ column, role }, at) => (
              <li key={at} class={role === "ignored" ? "muted" : undefined}>
                <code>{column || say("preview.column.unnamed", { n: at + 1 })}</code>
                <span>{roleText(role, say)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {first.length > 0 && <First entries={first} />}
      <Rejected choice={choice} />
      {stated === null && <OfBuild build={build} onChoose={setBuild} />}
      <div class="acts">
        <button type="button" class="button primary" onClick={() => controller.useList(build)}>
          {say("preview.use")}
        </button>
        <button type="button" class="button quiet" onClick={() => controller.discardList()}>
          {say("preview.discard")}
        </button>
      </div>
    </section>
  );
}

/** A few entries as they were understood: a column that is not what it seems shows here. */
function First({ entries }: { entries: ReportEntry[] }) {
  const say = useSay();
  return (
    <>
      <h4>{say("preview.first", { n: entries.length })}</h4>
      <ul class="first-entries small">
        {entries.map((entry, at) => (
          <li key={at}>
            <span class="mono">
              {placeText(entry, say)} {alleleText(entry, say)}
            </span>
            <span class="muted">
              <Name>
                {[...new Set([nameOf(entry), entry.id])]
                  .filter(Boolean)
                  .join(say("list.separator"))}
              </Name>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A table seldom names its build, and a short one has too few bases in common with a genome to decide it. */
function OfBuild(props: {
  build: Build | undefined;
  onChoose: (build: Build | undefined) => void;
}) {
  const say = useSay();
  const id = useId();
  return (
    <>
      <h4 id={`${id}-of`}>{say("preview.build")}</h4>
      <p class="muted small" id={`${id}-why`}>
        {say("preview.build.why")}
      </p>
      <select
        class="of-build"
        aria-labelledby={`${id}-of`}
        aria-describedby={`${id}-why`}
        value={props.build ?? ""}
        onChange={({ currentTarget: { value } }) =>
          props.onChoose(BUILDS.find((build) => build === value))
        }
      >
        <option value="">{say("preview.build.none")}</option>
        {BUILDS.map((build) => (
          <option key={build}>{build}</option>
        ))}
      </select>
    </>
  );
}

/** Every reason with its count, and the first rows with their lines. */
function Rejected({ choice }: { choice: Choice }) {
  const say = useSay();
  const { skipped = {}, rejected = [] } = choice.panels[0]?.info ?? {};
  const reasons = Object.entries(skipped);
  if (reasons.length === 0) return <p class="small">{say("preview.all")}</p>;
  const total = reasons.reduce((sum, [, n]) => sum + n, 0);
  return (
    <>
      <h4>{say("preview.rejected", { n: total })}</h4>
      <ul class="rejected small">
        {reasons.map(([reason, n]) => (
          <li key={reason}>
            <span>{say.reason(reason)}</span> <span class="count">{say.number(n)}</span>
          </li>
        ))}
      </ul>
      {rejected.length > 0 && (
        <details>
          <summary>{say("preview.lines", { n: rejected.length })}</summary>
          <ul class="lines">
            {rejected.map(({ line, reason }) => (
              <li key={`${line} ${reason}`}>
                <span class="muted">{say("account.line", { n: line })}</span> {say.reason(reason)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
