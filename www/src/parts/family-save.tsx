/** Taking the comparison elsewhere: on paper, as a table, or as the report. */
import type { FamilyOverview } from "genosieve";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { saveBlob } from "../copy.js";
import { JobError } from "../job/error.js";
import type { Failure } from "../job/protocol.js";
import { familySay } from "../text/family.js";
import { useSay } from "./common.js";
import { atMost, fileName, MANY } from "./save-forms.js";

interface SaveProps {
  controller: Controller;
  overview: FamilyOverview;
}

const FORMS = ["page", "tsv", "json"] as const;
type Form = (typeof FORMS)[number];

export function FamilySave(props: SaveProps) {
  const say = useSay();
  const [first, setFirst] = useState<Form>();
  const open = (form: Form) => () => setFirst(form);
  const many = sitesOf(props.overview) >= MANY;
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup={many ? "dialog" : undefined}
        onClick={many ? open("page") : () => print()}
      >
        {say("result.print")}
      </button>
      <button type="button" class="button primary" aria-haspopup="dialog" onClick={open("tsv")}>
        {say("result.save")}
      </button>
      {first && <SaveDialog {...props} {...{ first }} onClose={() => setFirst(undefined)} />}
    </>
  );
}

/** Sites that are shown of anybody, or more. */
const sitesOf = ({ reports }: FamilyOverview) => Math.max(...reports.map(atMost));

function SaveDialog(props: SaveProps & { first: Form; onClose: () => void }) {
  const { controller, overview, first, onClose } = props;
  const plain = useSay();
  const say = familySay(plain);
  const dialog = useRef<HTMLDialogElement>(null);
  const [form, setForm] = useState(first);
  const [failed, setFailed] = useState<Failure>();
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>("input:checked")?.focus();
  }, []);
  const close = () => dialog.current?.close();
  const act = async () => {
    if (form === "page") {
      close();
      return print();
    }
    try {
      const content = await controller.ask("familyText", { format: form });
      if (!content) return;
      const name = fileName(overview.reports[0]?.panel.name ?? "", form);
      saveBlob(name, content);
      close();
      controller.say((later) => later("save.saved", { name }));
    } catch (error) {
      if (error instanceof JobError) setFailed(error.failure);
    }
  };
  const sites = sitesOf(overview);
  return (
    <dialog ref={dialog} class="ask save" aria-labelledby="save-title" onClose={onClose}>
      <h2 id="save-title">{plain("result.save")}</h2>
      <p class="small muted">{plain("save.lead")}</p>
      <fieldset class="forms">
        <legend>{plain("save.form")}</legend>
        {FORMS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="save-form"
              value={one}
              checked={one === form}
              onChange={() => setForm(one)}
            />
            <span>
              <strong>{say(`save.form.${one}`)}</strong>
              <small>{say(`save.form.${one}.help`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {overview.kind === "family" && <p class="small">{say("result.relatives")}</p>}
      <div role="status">
        {sites >= MANY && <p class="note strong">{plain("save.warn", { n: sites })}</p>}
        {failed && <p class="note strong">{plain.error(failed.code, failed.detail).join(" ")}</p>}
      </div>
      <p class="small muted">{plain("intended.short")}</p>
      <div class="acts">
        <button type="button" class="button primary" onClick={() => void act()}>
          {plain(form === "page" ? "result.print" : "result.save")}
        </button>
        <button type="button" class="button" onClick={close}>
          {plain("save.cancel")}
        </button>
      </div>
    </dialog>
  );
}
