/** Taking a result elsewhere: on paper, or as a file in a form that other software reads. */
import { useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { JobProgress, Summary } from "../job/protocol.js";
import { useSay } from "./common.js";
import { SaveDialog } from "./save-dialog.js";
import { atMost, MANY, type Form } from "./save-forms.js";

export interface SaveProps {
  summary: Summary;
  controller: Controller;
  exporter: WebAssembly.Module | undefined;
  progress: JobProgress | undefined;
}

export function Save(props: SaveProps) {
  const say = useSay();
  const [first, setFirst] = useState<Form>();
  const many = atMost(props.summary) >= MANY;
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup={many ? "dialog" : undefined}
        onClick={() => (many ? setFirst("page") : print())}
      >
        {say("result.print")}
      </button>
      <button
        type="button"
        class="button primary"
        aria-haspopup="dialog"
        onClick={() => setFirst(props.exporter ? "csv" : "json")}
      >
        {say("result.save")}
      </button>
      {first && <SaveDialog {...props} {...{ first }} onClose={() => setFirst(undefined)} />}
    </>
  );
}
