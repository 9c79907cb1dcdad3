/** The genes that are reported beside the purpose of a sequencing, where samples are compared. */
import type { FamilyOverview } from "genosieve";

import { significanceOf } from "../annotation.js";
import type { Controller } from "../controller.js";
import type { ShownTogether } from "../job/family-actionable.js";
import type { Resources } from "../resources.js";
import { familySay } from "../text/family.js";
import { Gate, OpenedGenes } from "./actionable.js";
import { useAnswer } from "./answer.js";
import { Stars } from "./columns.js";
import { sentence, StateWord, useSay } from "./common.js";
import { cellText } from "./family-cells.js";
import { alleleText, placeText } from "./place.js";

interface ActionableProps {
  controller: Controller;
  overview: FamilyOverview;
  held: number;
  opened: boolean;
  actionable: Resources["actionable"];
}

export function FamilyActionable(props: ActionableProps) {
  const { controller, held, opened } = props;
  return opened ? <Opened {...props} /> : <Gate {...{ controller, held }} asked={[]} />;
}

function Opened({ controller, overview, actionable }: ActionableProps) {
  const plain = useSay();
  const rules = [...actionable.values()].map(({ gene, rule }): [string, typeof rule] => [
    gene,
    rule,
  ]);
  const shown = useAnswer(controller, "familyActionable", { rules }, [overview]);
  const said = (
    <p role="status">
      {shown &&
        familySay(plain)(shown.length > 0 ? "sf.shown" : "sf.shown.none", { n: shown.length })}
    </p>
  );
  return (
    <OpenedGenes {...{ controller, said }}>
      {shown?.map((one) => (
        <Shown key={`${one.gene} ${one.row.number}`} {...{ overview, actionable }} {...one} />
      ))}
    </OpenedGenes>
  );
}

/** An entry, and a line for each of whom it is shown. */
function Shown(props: Pick<ActionableProps, "overview" | "actionable"> & ShownTogether) {
  const { overview, actionable, gene, row, members } = props;
  const plain = useSay();
  const say = familySay(plain);
  const { entry } = row;
  const inheritance = actionable.get(gene)?.inheritance;
  return (
    <li>
      <div class="sf-row">
        <b>{gene}</b>
        <code>{`${placeText(entry, plain)} ${alleleText(entry, plain)}`}</code>
        <span lang="en">{significanceOf(entry)}</span>
        <Stars stars={row.stars} />
        {inheritance && <span class="muted small">{plain(`gene.inheritance.${inheritance}`)}</span>}
      </div>
      {members.map((at) => {
        const [member, cell] = [overview.members[at], row.cells[at]];
        if (!member || !cell) return null;
        return (
          <div key={at} class="sf-row">
            <span>{say(`role.short.${member.role}`)}</span>
            <StateWord state={cell.state} />
            <span>{sentence(cellText(row, member, cell, plain))}</span>
          </div>
        );
      })}
    </li>
  );
}
