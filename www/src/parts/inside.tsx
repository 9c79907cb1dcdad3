/** The variants inside of a region, each with its line once it is opened: there may be thousands. */
import type { EntryRow, ReportRecord } from "genosieve";
import { useState } from "preact/hooks";

import { useSay } from "./common.js";
import { RecordLine, type ReadLine } from "./record.js";

/** Variants that are shown; the saved result has all. */
const SHOWN = 200;

interface InsideProps {
  read: ReadLine;
  row: EntryRow;
  samples: string[];
}

export function Inside(props: InsideProps) {
  const say = useSay();
  const { records } = props.row;
  return (
    <>
      <h3>{say("drawer.inside", { n: records.length })}</h3>
      <div class="inside">
        {records.slice(0, SHOWN).map((record) => (
          <Variant key={record.line} {...props} record={record} />
        ))}
      </div>
      {records.length > SHOWN && (
        <p class="muted small">{say("drawer.inside.more", { n: records.length - SHOWN })}</p>
      )}
    </>
  );
}

/** What a line spells, and the line itself once it is opened. */
export function Variant({ record, ...props }: InsideProps & { record: ReportRecord }) {
  const say = useSay();
  const [seen, setSeen] = useState(false);
  return (
    <details onToggle={(event) => setSeen(event.currentTarget.open)}>
      <summary>
        <code>{`${record.contig}:${say.number(record.pos)} ${record.ref}>${record.alt}`}</code>
        {record.gt !== null && <code class="muted">{record.gt}</code>}
      </summary>
      {seen && <RecordLine {...props} record={record} />}
    </details>
  );
}
