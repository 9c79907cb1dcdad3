/** The rows as a plain table, for paper: of the grid only those on the screen exist. */
import type { FamilyOverview, FamilyRow } from "genosieve";
import { useEffect, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { usePrinting } from "../printing.js";
import { familySay } from "../text/family.js";
import { useSay } from "./common.js";
import { columnsOf } from "./family-columns.js";

/** Rows that are printed: the saved table has all. */
const MOST = 240;

interface PrintProps {
  controller: Controller;
  overview: FamilyOverview;
}

export function FamilyPrintRows({ controller, overview }: PrintProps) {
  const plain = useSay();
  const say = familySay(plain);
  const printing = usePrinting();
  const found = useFirst(controller, overview);
  if (!printing || !found || found.rows.length === 0) return null;
  const n = found.rows.length;
  const columns = columnsOf(
    overview,
    overview.members.map((_, at) => at),
  ).filter(({ id }) => id !== "open");
  return (
    <section class="print-rows" aria-labelledby="print-rows">
      <h2 id="print-rows">{say("paper.rows")}</h2>
      {found.count > n && <p class="small">{say("paper.more", { n, total: found.count })}</p>}
      <table>
        <thead>
          <tr>
            {columns.map(({ id, head }) => (
              <th key={id} scope="col">
                {head(plain)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.number}>
              {columns.map(({ id, text, cell }) => (
                <td key={id}>{(cell ?? text)(row, plain)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Read as soon as the result is there: printing does not wait for a worker. */
function useFirst(controller: Controller, overview: FamilyOverview) {
  const [found, setFound] = useState<{ rows: FamilyRow[]; count: number }>();
  useEffect(() => {
    let current = true;
    const read = async () => {
      const made = await controller.ask("familyView", { sort: "state" });
      if (!made) return;
      const range = { view: made.view, from: 0, to: Math.min(MOST, made.count) };
      const rows = await controller.ask("familyRows", range);
      if (current && rows) setFound({ rows, count: made.count });
    };
    // The table asks for the same, and tells what failed.
    read().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [controller, overview]);
  return found;
}
