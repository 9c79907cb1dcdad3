/** Which columns the table has: kept as long as the page is. */
import type { Listing } from "../job/protocol.js";
import { useEffect, useState } from "preact/hooks";

import { COLUMNS, type Column } from "./columns.js";
import { sentence, useSay } from "./common.js";
import { Menu } from "./menu.js";

/** A table without these says nothing. */
const ALWAYS: Column["id"][] = ["state", "open"];

/** What was chosen last, for the next result too. */
let chosen: Column["id"][] = COLUMNS.filter(({ usual }) => usual).map(({ id }) => id);

/** A list without classes has no use for their columns: whether it has some shows unfiltered. */
function useClassified(listing: Listing | undefined, filtered: boolean): boolean {
  const [classified, setClassified] = useState(true);
  useEffect(() => {
    if (!listing || filtered) return;
    setClassified(Object.entries(listing.classes).some(([one, n]) => one !== "none" && n > 0));
  }, [listing, filtered]);
  return classified;
}

export function useColumns(listing: Listing | undefined, filtered: boolean) {
  const [ids, setIds] = useState(chosen);
  const classified = useClassified(listing, filtered);
  const of = ({ id }: Column) => classified || (id !== "significance" && id !== "stars");
  return {
    columns: COLUMNS.filter((column) => of(column) && ids.includes(column.id)),
    all: COLUMNS.filter(of),
    choose: (id: Column["id"], shown: boolean) => {
      chosen = shown ? [...ids, id] : ids.filter((one) => one !== id);
      setIds(chosen);
    },
  };
}

export function ColumnChoice(props: ReturnType<typeof useColumns>) {
  const { columns, all, choose } = props;
  const say = useSay();
  return (
    <Menu label={say("table.columns")} kind="column-choice">
      <fieldset>
        <legend class="heard">{say("table.columns")}</legend>
        {all.map((column) => {
          const { id } = column;
          if (id === "open" || ALWAYS.includes(id)) return null;
          return (
            <label key={id}>
              <input
                type="checkbox"
                checked={columns.includes(column)}
                onChange={(event) => choose(id, event.currentTarget.checked)}
              />
              {sentence(say(`table.${id}`))}
            </label>
          );
        })}
      </fieldset>
    </Menu>
  );
}
