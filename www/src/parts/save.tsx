/** Saving or printing the report, with a warning where it would hold many genotypes. */
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { saveText } from "../copy.js";
import type { Summary } from "../job/protocol.js";
import { printAs, type Sheets } from "../printing.js";
import { useSay } from "./common.js";

/** From this many independent sites on, Japan's guideline speaks of an identification code. */
export const MANY = 40;

const TYPES = { json: "application/json", tsv: "text/tab-separated-values" };

/** No sample and no input name: file names travel further than their content. */
function fileName(panel: string, format: string): string {
  // The day where the person is, which is another one than in Greenwich for much of it.
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const day = parts.map((part) => String(part).padStart(2, "0")).join("");
  return `genosieve_${panel.replace(/[^\p{L}\p{N}._-]+/gu, "_")}_${day}.${format}`;
}

export function Save({ summary, controller }: { summary: Summary; controller: Controller }) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const sites = summary.summary.reduce(
    (sum, { carried, indeterminate }) => sum + carried + indeterminate,
    0,
  );
  const save = async (format: "json" | "tsv") => {
    const text = await controller.ask("save", { format }).catch(() => undefined);
    dialog.current?.close();
    if (text === undefined) return;
    const name = fileName(summary.panel.name, format);
    saveText(name, TYPES[format], text);
    controller.say((later) => later("save.saved", { name }));
  };
  const paper = (sheets: Sheets) => {
    dialog.current?.close();
    printAs(sheets);
  };
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup={sites >= MANY ? "dialog" : undefined}
        onClick={() => (sites >= MANY ? setOpen(true) : print())}
      >
        {say("result.print")}
      </button>
      <button
        type="button"
        class="button primary"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {say("result.save")}
      </button>
      {open && (
        <dialog
          ref={dialog}
          class="ask"
          aria-labelledby="save-title"
          onClose={() => setOpen(false)}
        >
          <h2 id="save-title">{say("result.save")}</h2>
          <p>{say("save.scope")}</p>
          {sites >= MANY && <p class="note strong">{say("save.warn", { n: sites })}</p>}
          <p class="small muted">{say("intended.short")}</p>
          <div class="acts">
            <button type="button" class="button" onClick={() => void save("json")}>
              {say("save.json")}
            </button>
            <button type="button" class="button" onClick={() => void save("tsv")}>
              {say("save.tsv")}
            </button>
            <button type="button" class="button" onClick={() => paper("page")}>
              {say("result.print")}
            </button>
            <button type="button" class="button" onClick={() => paper("both")}>
              {say("save.both")}
            </button>
            <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
              {say("save.cancel")}
            </button>
          </div>
        </dialog>
      )}
    </>
  );
}
