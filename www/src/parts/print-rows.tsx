/** The findings as a plain table, for paper: of the grid only the rows on the screen exist. */
import type { EntryRow } from "genosieve";

import type { Controller } from "../controller.js";
import type { Findings } from "../job/findings.js";
import type { Summary } from "../job/protocol.js";
import { usePrinting } from "../printing.js";
import { useAnswer } from "./answer.js";
import { COLUMNS, type Column } from "./columns.js";
import { useSay } from "./common.js";

/** Rows of a state that are printed, which is some six sheets: the saved table has all. */
const MOST = 120;

/** Columns of the grid that share one on paper, which is narrower. */
export const TOGETHER: Column["id"][][] = [
  ["state"],
  ["gene", "position", "allele"],
  ["zygosity"],
  ["significance", "stars"],
  ["match", "notes"],
];

export function PrintRows({ found }: { found: Findings | undefined }) {
  const say = useSay();
  const printing = usePrinting();
  if (!printing || !found || found.found === 0) return null;
  const n = found.rows.length;
  const left = found.found - n;
  return (
    <section class="print-rows" aria-labelledby="print-rows">
      <h2 id="print-rows">{say("paper.rows")}</h2>
      {left > 0 && <p class="small">{say("paper.more", { n, total: found.found, left })}</p>}
      <Table rows={found.rows} />
    </section>
  );
}

/** Read as soon as the result is there: printing does not wait for a worker. */
export function useFindings(
  controller: Controller,
  summary: Summary,
  sample: number,
): Findings | undefined {
  return useAnswer(controller, "findings", { sample, most: MOST }, [summary, sample]);
}

function Table({ rows }: { rows: EntryRow[] }) {
  const say = useSay();
  const groups = TOGETHER.map((ids) => COLUMNS.filter(({ id }) => ids.includes(id))).filter(
    (columns) => rows.some((row) => columns.some(({ text }) => text(row, say) !== "")),
  );
  return (
    <table>
      <thead>
        <tr>
          {groups.map((columns) => (
            <th key={columns[0]?.id} scope="col">
              {columns.map((column) => headOf(column)).join(say("list.separator"))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            {groups.map((columns) => (
              <td key={columns[0]?.id}>
                {columns.map(({ id, text, cell }) => (
                  <div key={id} class={id}>
                    {(cell ?? text)(row, say)}
                  </div>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );

  function headOf({ id }: Column): string {
    return id === "open" ? "" : say(`table.${id}`);
  }
}
