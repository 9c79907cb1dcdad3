/** The evidence of an entry in every member, side by side. */
import type { FamilyCell, FamilyMember, FamilyOverview, FamilyRow } from "genosieve";
import { useEffect, useState } from "preact/hooks";

import { nameOf } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { FamilyListing } from "../job/family.js";
import { familySay } from "../text/family.js";
import { sentence, StateWord, useSay } from "./common.js";
import { DrawerFrame } from "./drawer.js";
import { Database, Find } from "./evidence.js";
import { cellText, entryRow, memberName, togetherText, togetherWords } from "./family-cells.js";
import { Fraction } from "./family-columns.js";
import { Drawing } from "./family-drawing.js";
import { Variant } from "./inside.js";
import { alleleText, placeText } from "./place.js";
import { isMarked, statement, steps } from "./steps.js";

interface DrawerProps {
  controller: Controller;
  overview: FamilyOverview;
  listing: FamilyListing;
  index: number;
  onMove: (index: number) => void;
  onClose: () => void;
}

export function FamilyDrawer(props: DrawerProps) {
  const { controller, overview, listing, index, onMove, onClose } = props;
  const say = useSay();
  const row = useRow(props);
  const heard =
    row && `${nameOf(row.entry)} ${placeText(row.entry, say)}: ${togetherText(row, say)}`;
  return (
    <DrawerFrame {...{ index, onMove, onClose, heard }} count={listing.count} of={row?.number} wide>
      {row && <Members key={row.number} {...{ controller, overview, row }} />}
    </DrawerFrame>
  );
}

/** The row of an index, as it comes from the worker. */
function useRow({ controller, listing, index }: DrawerProps): FamilyRow | undefined {
  const [row, setRow] = useState<FamilyRow>();
  useEffect(() => {
    let current = true;
    const range = { view: listing.view, from: index, to: index + 1 };
    void controller.ask("familyRows", range).then((rows) => {
      if (current) setRow(rows?.[0]);
    });
    return () => {
      current = false;
    };
  }, [listing, index]);
  return row;
}

interface MembersProps {
  controller: Controller;
  overview: FamilyOverview;
  row: FamilyRow;
}

function Members({ controller, overview, row }: MembersProps) {
  const plain = useSay();
  const say = familySay(plain);
  const { entry, cells } = row;
  const { members, reports } = overview;
  const place = placeText(entry, plain);
  const together = togetherWords(row, say);
  const panel = reports[0]?.panel;
  const lines = (at: number) => {
    const cell = cells[at];
    return cell ? [{ state: cell.state, text: plain.word(`state.${cell.state}`), more: "" }] : [];
  };
  return (
    <>
      <div class="of-entry">
        <div>
          <p class="big">
            {nameOf(entry) || place} <code>{alleleText(entry, plain)}</code>
            {entry.effectIsRef && ` ${plain("table.reference")}`}
          </p>
          <p class="muted">
            <code>{place}</code>
            {panel?.build && ` · ${panel.build}`}
          </p>
          {together.length > 0 && (
            <>
              <h3>{say("drawer.together")}</h3>
              <ul class="told">
                {together.map((words) => (
                  <li key={words}>{sentence(words)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
        <Drawing {...{ overview, lines }} label={spoken(overview, row, plain)} />
      </div>
      <h3>{say("drawer.members")}</h3>
      <div class="side-by-side">
        {members.map((member, at) => {
          const cell = cells[at];
          return cell && <OfMember key={at} {...{ controller, overview, row, member, at, cell }} />;
        })}
      </div>
      {panel && <Database panel={panel} {...row} />}
    </>
  );
}

function spoken(overview: FamilyOverview, row: FamilyRow, say: ReturnType<typeof useSay>): string {
  return overview.members
    .map((member, at) => {
      const cell = row.cells[at];
      const role = familySay(say)(`role.short.${member.role}`);
      return cell ? `${role} ${say.word(`state.${cell.state}`)}` : role;
    })
    .join(say("list.separator"));
}

interface OfMemberProps extends MembersProps {
  member: FamilyMember;
  at: number;
  cell: FamilyCell;
}

function OfMember(props: OfMemberProps) {
  const { controller, overview, row, member, at } = props;
  const plain = useSay();
  const say = familySay(plain);
  const [cell, setCell] = useState(props.cell);
  const one = entryRow(row, member, cell);
  const text = cellText(row, member, cell, plain);
  const input = overview.reports[member.report]?.input;
  const read = (line: number) => controller.ask("familyLine", { report: member.report, line });
  const pair = overview.kind === "tumor" && cell.state === "carried";
  const stated = cell.alleleFraction !== null || cell.depth !== null;
  return (
    <section aria-labelledby={`of-member-${at}`}>
      <h4 id={`of-member-${at}`}>
        {say(`role.short.${member.role}`)} <bdi>{memberName(member, overview)}</bdi>
      </h4>
      <StateWord state={cell.state} />
      {text && <p class="small">{text}</p>}
      {stated && <Fraction {...{ cell }} say={plain} />}
      {pair && !stated && <p class="muted small">{say("cell.unstated")}</p>}
      <p class="statement">{statement(one, plain)}</p>
      <ol class="why">
        {steps(one, plain).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {cell.flags.length > 0 && (
        <p>
          {cell.flags.map((flag) => (
            <span key={flag} class="flag">
              {sentence(plain.word(`flag.${flag}`))}
            </span>
          ))}
        </p>
      )}
      {cell.records.length > 0 && (
        <div class="inside">
          {cell.records.map((record) => (
            <Variant
              key={record.line}
              {...{ read, record }}
              row={one}
              samples={input?.samples ?? []}
            />
          ))}
        </div>
      )}
      {isMarked(one) && row.entry.regionEnd === undefined && (
        <Find
          {...{ controller }}
          find={() => controller.ask("familyEvidence", { number: row.number, member: at })}
          onFound={setCell}
        />
      )}
    </section>
  );
}
