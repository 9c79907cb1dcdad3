/** Handing the report to a page that embeds this one and asks for it: never without a question, each time. */
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { handOver } from "../given.js";
import type { Summary } from "../job/protocol.js";
import { useSay } from "./common.js";
import { MANY } from "./save-forms.js";

export function HandOver({ summary, controller }: { summary: Summary; controller: Controller }) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  const { embedding } = controller.shell;
  if (!embedding?.report) return null;
  const n = summary.summary.reduce(
    (sum, { carried, carriedAssumed }) => sum + carried + carriedAssumed,
    0,
  );
  const give = async () => {
    const text = await controller.ask("handed", {}).catch(() => undefined);
    dialog.current?.close();
    if (text === undefined) return;
    handOver(text);
    controller.say((later) => later("hand.done"), true);
  };
  const close = () => dialog.current?.close();
  return (
    <>
      <button type="button" class="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say("hand.button")}
      </button>
      {open && (
        <dialog
          ref={dialog}
          class="ask"
          aria-labelledby="hand-title"
          onClose={() => setOpen(false)}
        >
          <h2 id="hand-title">{say("hand.title")}</h2>
          <p class="strong">
            {say("hand.whom", { origin: embedding.origin ?? say("hand.nameless") })}
          </p>
          <p>{say("hand.what", { n })}</p>
          {n >= MANY && <p class="note strong">{say("hand.warn", { n })}</p>}
          <p class="small muted">{say("intended.short")}</p>
          <div class="acts">
            <button type="button" class="button" onClick={() => void give()}>
              {say("hand.give")}
            </button>
            <button type="button" class="button quiet" onClick={close}>
              {say("hand.keep")}
            </button>
          </div>
        </dialog>
      )}
    </>
  );
}
