/** Whether the samples are compared with each other, and what each of them is. */
import type { Role } from "genosieve";
import { useState } from "preact/hooks";

import { FAMILY, type Controller } from "../controller.js";
import type { Together } from "../model.js";
import { isOfPair, problemOf, ROLES, type Individual } from "../roles.js";
import { familySay, type FamilySay } from "../text/family.js";
import { MOST_FILES } from "../together.js";
import { FileButton, Name, useSay } from "./common.js";

/** Samples without a role that are drawn at once. */
const DRAWN = 50;

interface RolesProps {
  controller: Controller;
  together: Together;
}

/** Why a comparison cannot start, in words; undefined where it can. */
export function rolesProblem({ individuals, failed, files }: Together, say: FamilySay) {
  if (failed && individuals.length === 0) {
    const [title] = say.error(failed.failure.code, failed.failure.detail);
    return say("check.failed.files", { name: failed.name || files[0]?.file.name || "", title });
  }
  const problem = problemOf(individuals);
  if (!problem) return undefined;
  if (problem.kind !== "twice") return say(`problem.${problem.kind}`);
  return say("problem.twice", { role: say(`role.${problem.role}`) });
}

export function FamilyRoles({ controller, together }: RolesProps) {
  const say = familySay(useSay());
  const { on, files, individuals, failed } = together;
  const several = files.length > 1;
  return (
    <section class="card pad family-roles" aria-labelledby="check-family">
      <h2 id="check-family">{say("check.title")}</h2>
      <label class="together-on">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => controller.compareTogether(event.currentTarget.checked)}
        />
        {say("check.on")}
      </label>
      {!on && (
        <p class="muted small">
          {several
            ? say("check.off.files", { name: files[0]?.file.name ?? "" })
            : say("check.off.one")}
        </p>
      )}
      {on && individuals.length > 0 && <Individuals {...{ controller, together }} />}
      {failed && individuals.length > 0 && (
        <p class="note small" role="status">
          {say("check.failed", {
            name: failed.name,
            title: say.error(failed.failure.code, failed.failure.detail)[0],
          })}
        </p>
      )}
      {on && <MoreFiles {...{ controller, together }} />}
    </section>
  );
}

function MoreFiles({ controller, together }: RolesProps) {
  const say = familySay(useSay());
  const full = together.files.length >= MOST_FILES;
  const add = (files: File[]) => controller.addFiles(files);
  return (
    <>
      <div class="acts">
        <FileButton label={say("check.add")} kind="" multiple disabled={full} onFiles={add} />
        <FileButton
          label={say("check.pedigree")}
          kind=""
          onFiles={(files) => controller.addPedigree(files)}
        />
      </div>
      {full && <p class="muted small">{say("check.full")}</p>}
    </>
  );
}

/** Who has a role, and as many others as can be gone through; of a cohort those whose names are looked for. */
function Individuals({ controller, together }: RolesProps) {
  const say = familySay(useSay());
  const [part, setPart] = useState("");
  const { individuals, files, pedigree } = together;
  const many = individuals.length > FAMILY;
  const wanted = part.trim().toLowerCase();
  const places = individuals.map((one, at) => ({ one, at }));
  const others = places.filter(({ one }) => {
    if (one.role !== undefined) return false;
    return !many || (wanted !== "" && (one.sample ?? "").toLowerCase().includes(wanted));
  });
  const shown = many
    ? [...places.filter(({ one }) => one.role !== undefined), ...others.slice(0, DRAWN)]
    : places;
  const left = individuals.length - shown.length;
  const anyFound = individuals.some(({ role, found }) => role !== undefined && found);
  return (
    <>
      <p class="muted small">{say("check.lead")}</p>
      {anyFound && (
        <p class="small">
          {pedigree ? say("check.pedigree.used", { name: pedigree.name }) : say("check.guessed")}
        </p>
      )}
      {many && (
        <input
          type="search"
          class="plain-field"
          aria-label={say("check.search")}
          placeholder={say("check.search")}
          value={part}
          autocomplete="off"
          onInput={(event) => setPart(event.currentTarget.value)}
        />
      )}
      <ul class="members">
        {shown.map(({ one, at }) => (
          <Member
            key={at}
            {...{ one, at, controller }}
            file={files.length > 1 ? files[one.file]?.file.name : undefined}
            fallback={files[one.file]?.file.name ?? ""}
          />
        ))}
      </ul>
      {left > 0 && <p class="muted small">{say("check.more", { n: left })}</p>}
    </>
  );
}

function Member(props: {
  one: Individual;
  at: number;
  controller: Controller;
  /** Of several files the one that it is in. */
  file: string | undefined;
  /** What it is called where it has no name. */
  fallback: string;
}) {
  const { one, at, controller, file, fallback } = props;
  const say = familySay(useSay());
  const name = one.sample ?? fallback;
  return (
    <li>
      <span class="member-name">
        <b>
          <Name>{name}</Name>
        </b>
        {file !== undefined && file !== name && (
          <small>
            <Name>{file}</Name>
          </small>
        )}
        {one.name === undefined && <small>{say("check.unnamed")}</small>}
      </span>
      <span class="member-role">
        <select
          aria-label={say("role.of", { name })}
          value={one.role ?? ""}
          onChange={({ currentTarget: { value } }) =>
            controller.setRole(
              at,
              ROLES.find((role) => role === value),
            )
          }
        >
          <option value="">{say("role.none")}</option>
          <Options
            label={say("role.group.family")}
            roles={ROLES.filter((role) => !isOfPair(role))}
          />
          <Options label={say("role.group.pair")} roles={ROLES.filter(isOfPair)} />
        </select>
        {one.role === "sibling" && (
          <label class="small">
            <input
              type="checkbox"
              aria-label={say("role.affected.of", { name })}
              checked={one.affected === true}
              onChange={(event) => controller.setAffected(at, event.currentTarget.checked)}
            />
            {say("role.affected")}
          </label>
        )}
      </span>
    </li>
  );
}

function Options({ label, roles }: { label: string; roles: Role[] }) {
  const say = familySay(useSay());
  return (
    <optgroup label={label}>
      {roles.map((role) => (
        <option key={role} value={role}>
          {say(`role.${role}`)}
        </option>
      ))}
    </optgroup>
  );
}
