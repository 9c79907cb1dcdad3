/** Taking the comparison elsewhere: on paper, as a table or a report of all, or one file's in other forms. */
import type { FamilyOverview } from "genosieve";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import { saveBlob } from "../copy.js";
import { JobError } from "../job/error.js";
import type { Failure } from "../job/protocol.js";
import { familySay, type FamilySay } from "../text/family.js";
import { useSay } from "./common.js";
import { Choice, FormChoice } from "./save-choice.js";
import { atMost, fileName, MANY } from "./save-forms.js";

interface SaveProps {
  controller: Controller;
  overview: FamilyOverview;
  exporter: WebAssembly.Module | undefined;
}

const FORMS = ["page", "tsv", "json", "html", "fhir", "phenopacket"] as const;
type Form = (typeof FORMS)[number];

/** The others hold everybody. */
const isOfOneFile = (form: Form) => ["html", "fhir", "phenopacket"].includes(form);

/** The files by what they are called, each with the roles of its samples. */
function filesOf({ reports, members }: FamilyOverview, say: FamilySay): [number, string][] {
  return reports.map(({ input }, at) => {
    const here = members.filter(({ report }) => report === at);
    const roles = here.map(({ role }) => say(`role.short.${role}`)).join(say("save.and"));
    return [at, say("save.file.of", { name: input.name, roles })];
  });
}

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
  const { controller, overview, exporter, first, onClose } = props;
  const plain = useSay();
  const say = familySay(plain);
  const dialog = useRef<HTMLDialogElement>(null);
  const [form, setForm] = useState(first);
  const [report, setReport] = useState(0);
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
      const { language } = say;
      const content = await controller.ask("familyWrite", {
        ...(exporter && { exporter }),
        format: form,
        report,
        language,
      });
      if (!content) return;
      const part = isOfOneFile(form) && files.length > 1 ? report + 1 : undefined;
      const name = fileName(overview.reports[0]?.panel.name ?? "", form, part);
      saveBlob(name, content);
      close();
      controller.say((later) => later("save.saved", { name }));
    } catch (error) {
      if (error instanceof JobError) setFailed(error.failure);
    }
  };
  const sites = sitesOf(overview);
  const files = filesOf(overview, say);
  return (
    <dialog ref={dialog} class="ask save" aria-labelledby="save-title" onClose={onClose}>
      <h2 id="save-title">{plain("result.save")}</h2>
      <p class="small muted">{plain("save.lead")}</p>
      <FormChoice
        forms={FORMS}
        chosen={form}
        isThere={(one) => exporter !== undefined || !isOfOneFile(one)}
        label={(one) => say(`save.form.${one}`)}
        help={(one) => say(`save.form.${one}.help`)}
        onChoose={setForm}
      />
      {files.length > 1 && (
        <Choice
          name="file"
          label={say("save.file")}
          disabled={!isOfOneFile(form)}
          items={files}
          chosen={report}
          onChoose={setReport}
        />
      )}
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
