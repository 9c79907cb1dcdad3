/** What a newer release of a list changes, by allele. */
import type { NamedAllele, PanelDifference } from "genosieve";

import { alleleOf, genesOf, significanceOf } from "../annotation.js";
import { releaseOf } from "../panel-file.js";
import { Stars } from "../parts/columns.js";
import { FileButton, useSay } from "../parts/common.js";
import type { LibraryProps } from "./app.js";
import type { Changes as State } from "./controller.js";
import type { SavedOutcome } from "./saved.js";
import { useLibrarySay } from "./text.js";

/** Rows that are shown; all of them are in the file that can be saved. */
const SHOWN = 12;

export function Changes({ changes, controller }: LibraryProps & { changes: State }) {
  const say = useLibrarySay();
  const page = useSay();
  const { from, to, found } = changes;
  const dates = { from: releaseOf(from.info) ?? "", to: releaseOf(to.info) ?? "" };
  return (
    <section class="changes" aria-label={say("changes.title", dates)}>
      <p class="strong">{say("changes.title", dates)}</p>
      {!found && <p class="muted">{say("changes.looking")}</p>}
      {found && !("added" in found) && (
        <p>
          {page.error(found.code, found.detail)[0]} <code>{found.code}</code>
        </p>
      )}
      {found && "added" in found && <Found {...{ found, controller }} saved={changes.saved} />}
      <div class="acts">
        {found && "added" in found && (
          <button type="button" class="button quiet" onClick={() => controller.saveChanges()}>
            {say("changes.save")}
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => controller.closeChanges()}>
          {say("changes.close")}
        </button>
      </div>
    </section>
  );
}

interface FoundProps {
  found: PanelDifference;
  saved: SavedOutcome | undefined;
  controller: LibraryProps["controller"];
}

function Found({ found, saved, controller }: FoundProps) {
  const say = useLibrarySay();
  const page = useSay();
  const counts = [
    ["changes.added", found.added.length],
    ["changes.removed", found.removed.length],
    ["changes.reclassified", found.reclassified.length],
    ["changes.unchanged", found.unchanged],
  ] as const;
  return (
    <>
      <dl class="changes-counts">
        {counts.map(([key, n]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{page.number(n)}</dd>
          </div>
        ))}
      </dl>
      <Reclassified rows={found.reclassified} />
      <p class="muted small" id="changes-saved">
        {say("changes.saved.hint")}
      </p>
      <FileButton
        label={say("changes.saved.button")}
        kind="plain"
        describedBy="changes-saved"
        onFiles={([file]) => file && void controller.checkSaved(file)}
      />
      {saved && <Saved saved={saved} />}
    </>
  );
}

function Saved({ saved }: { saved: SavedOutcome }) {
  const say = useLibrarySay();
  if (saved.kind !== "found") {
    return <p role="status">{say(`changes.saved.${saved.kind}`, { name: saved.name })}</p>;
  }
  const { name, listed, reclassified, removed } = saved;
  const values = { name, n: listed, c: reclassified.length, r: removed.length };
  return (
    <div role="status">
      <p>{say("changes.saved.found", values)}</p>
      <Reclassified rows={reclassified} />
    </div>
  );
}

function Reclassified({ rows }: { rows: PanelDifference["reclassified"] }) {
  const say = useLibrarySay();
  if (rows.length === 0) return null;
  return (
    <>
      <table class="changes-table">
        <thead>
          <tr>
            <th scope="col">{say("changes.allele")}</th>
            <th scope="col">{say("changes.was")}</th>
            <th scope="col">{say("changes.is")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map(({ allele, was, stars }) => (
            <tr key={`${place(allele)} ${allele.ref} ${allele.alt}`}>
              <th scope="row">
                <strong>{genesOf(entryOf(allele))}</strong>{" "}
                <code>
                  {place(allele)} {alleleOf(entryOf(allele))}
                </code>
              </th>
              <td>
                <Class clnsig={was} stars={stars[0]} />
              </td>
              <td>
                <Class clnsig={allele.clnsig} stars={stars[1]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && (
        <p class="muted small">{say("changes.more", { n: rows.length - SHOWN })}</p>
      )}
    </>
  );
}

const place = ({ contig, pos, regionEnd }: NamedAllele) =>
  `${contig}:${pos}${regionEnd === undefined ? "" : `–${regionEnd}`}`;
const entryOf = (allele: NamedAllele) => ({ ...allele, effectIsRef: allele.ref === allele.alt });

function Class({ clnsig, stars }: { clnsig: string | null; stars: number | null }) {
  const words = significanceOf({
    contig: "",
    pos: 0,
    ref: "",
    alt: "",
    effectIsRef: false,
    clnsig,
  });
  return (
    <>
      <span lang="en">{words || "–"}</span> <Stars stars={stars} />
    </>
  );
}
