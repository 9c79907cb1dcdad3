/** One line of the file, read again for this: by column, and as it stands. */
import type { EntryRow, ReportRecord } from "genosieve";
import { useEffect, useState } from "preact/hooks";

import { JobError } from "../job/error.js";
import { useSay } from "./common.js";

const FIXED = ["CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"];
/** Columns that the state rests on. */
const USED = new Set(["POS", "REF", "ALT"]);
const INFO_SHOWN = 200;
/** More than this is shown only as part of the line as it stands. */
const INFO_MOST = 20_000;

/** Reads a line (1-based) of the file again; undefined where nobody wants it any more. */
export type ReadLine = (line: number) => Promise<string | undefined>;

interface RecordProps {
  read: ReadLine;
  record: ReportRecord;
  row: EntryRow;
  /** All samples of the file, in its order. */
  samples: string[];
}

function useLine(ask: ReadLine, line: number): { text?: string; failed?: string } {
  const [read, setRead] = useState<{ text?: string; failed?: string }>({});
  useEffect(() => {
    let current = true;
    ask(line).then(
      (text) => current && text !== undefined && setRead({ text }),
      (error: unknown) => {
        const code = error instanceof JobError ? error.failure.code : "trap";
        if (current) setRead({ failed: code });
      },
    );
    return () => {
      current = false;
    };
  }, [line]);
  return read;
}

export function RecordLine({ read, record, row, samples }: RecordProps) {
  const say = useSay();
  const { text, failed } = useLine(read, record.line);
  const title = say("drawer.line", { n: record.line });
  return (
    <section class="record">
      <h3>{`${say("drawer.file")} — ${title}`}</h3>
      {failed !== undefined && <p>{say("drawer.unread", { code: failed })}</p>}
      {text === undefined && failed === undefined && <p class="muted">{say("drawer.loading")}</p>}
      {text !== undefined && <Columns {...{ text, row, samples, title }} />}
    </section>
  );
}

function Columns(props: { text: string; row: EntryRow; samples: string[]; title: string }) {
  const { text, row, samples, title } = props;
  const say = useSay();
  // A line may be of megabytes: it is not drawn unless it is wanted.
  const [open, setOpen] = useState(false);
  const values = text.split("\t");
  const column = samples.indexOf(row.sample ?? "");
  const hidden = Math.max(0, values.length - FIXED.length - (column < 0 ? 0 : 1));
  return (
    <>
      <div class="line-box" tabIndex={0} role="group" aria-label={title}>
        <table>
          <tbody>
            {FIXED.map((name, at) =>
              values[at] === undefined ? null : (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <Value name={name} value={values[at]} />
                  </td>
                </tr>
              ),
            )}
            {column >= 0 && (
              <tr>
                <th scope="row">{row.sample}</th>
                <td>
                  <Call value={values[FIXED.length + column] ?? ""} format={values[8] ?? ""} />
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {hidden > 0 && <p class="muted small">{say("drawer.samples.hidden", { n: hidden })}</p>}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{say("drawer.raw")}</summary>
        {open && (
          <pre class="raw" tabIndex={0}>
            {text}
          </pre>
        )}
      </details>
    </>
  );
}

function Value({ name, value }: { name: string; value: string }) {
  const say = useSay();
  const [whole, setWhole] = useState(false);
  if (USED.has(name)) return <mark>{value}</mark>;
  if (name !== "INFO" || value.length <= INFO_SHOWN || whole) {
    return <>{value.slice(0, INFO_MOST)}</>;
  }
  return (
    <>
      {value.slice(0, INFO_SHOWN)}…{" "}
      <button type="button" class="link small" onClick={() => setWhole(true)}>
        {say("drawer.info.more", { n: Math.min(INFO_MOST, value.length) - INFO_SHOWN })}
      </button>
    </>
  );
}

/** The sample's fields, with the genotype marked. */
function Call({ value, format }: { value: string; format: string }) {
  const at = format.split(":").indexOf("GT");
  const fields = value.split(":");
  if (at === -1) return <>{value}</>;
  return (
    <>
      {fields.map((field, place) => (
        <span key={place}>
          {place > 0 && ":"}
          {place === at ? <mark>{field}</mark> : field}
        </span>
      ))}
    </>
  );
}
