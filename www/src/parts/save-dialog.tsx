/** The choice of a form and of what stands in it, with what is to be said before it is saved. */
import { useEffect, useRef, useState } from "preact/hooks";

import { saveBlob } from "../copy.js";
import { JobError } from "../job/error.js";
import type { Failure, Written } from "../job/protocol.js";
import { printAs } from "../printing.js";
import { useSay } from "./common.js";
import type { SaveProps } from "./save.js";
import { Choice, FormChoice } from "./save-choice.js";
import {
  atMost,
  fileName,
  FORMS,
  hasNamesChoice,
  hasRowsChoice,
  isAlwaysThere,
  isPaper,
  MANY,
  scopeOf,
  type Form,
} from "./save-forms.js";

interface DialogProps extends SaveProps {
  /** The form that is chosen to begin with. */
  first: Form;
  onClose: () => void;
}

export function SaveDialog(props: DialogProps) {
  const { summary, exporter, first, onClose } = props;
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const [form, setForm] = useState(first);
  const [scope, setScope] = useState<Written["scope"]>("carried");
  const [samples, setSamples] = useState<Written["samples"]>("keep");
  const sites = useSites(props, scopeOf(form, scope));
  const { writing, failed, stop, write } = useWriting(props);
  useEffect(() => {
    dialog.current?.showModal();
    // What is chosen, and not what stands first.
    dialog.current?.querySelector<HTMLElement>("input:checked")?.focus();
  }, []);
  const close = () => dialog.current?.close();
  const act = async () => {
    if (isPaper(form)) {
      close();
      return printAs(form);
    }
    const content = await write({ format: form, scope, samples, language: say.language });
    if (!content) return;
    const name = fileName(summary.panel.name, form);
    saveBlob(name, content);
    close();
    props.controller.say((later) => later("save.saved", { name }));
  };
  const closed = () => {
    stop();
    onClose();
  };
  return (
    <dialog ref={dialog} class="ask save" aria-labelledby="save-title" onClose={closed}>
      <h2 id="save-title">{say("result.save")}</h2>
      <p class="small muted">{say("save.lead")}</p>
      <FormChoice
        forms={FORMS}
        chosen={form}
        disabled={writing}
        isThere={(one) => exporter !== undefined || isAlwaysThere(one)}
        label={(one) => say(`save.form.${one}`)}
        help={(one) => say(`save.form.${one}.help`)}
        onChoose={setForm}
      />
      <div class="save-what">
        <Choice
          name="rows"
          label={say("save.rows")}
          disabled={writing || !hasRowsChoice(form)}
          items={[
            ["carried", say("save.rows.carried")],
            ["all", say("save.rows.all")],
          ]}
          chosen={scope}
          onChoose={setScope}
        />
        <Choice
          name="names"
          label={say("save.names")}
          help={hasRowsChoice(form) ? say("save.names.help") : undefined}
          disabled={writing || !hasNamesChoice(form)}
          items={[
            ["keep", say("save.names.keep")],
            ["number", say("save.names.number")],
            ["drop", say("save.names.drop")],
          ]}
          chosen={samples}
          onChoose={setSamples}
        />
      </div>
      <div role="status">
        {sites !== undefined && sites >= MANY && (
          <p class="note strong">{say("save.warn", { n: sites })}</p>
        )}
        {failed && <p class="note strong">{say.error(failed.code, failed.detail).join(" ")}</p>}
      </div>
      <p class="small muted">{say("intended.short")}</p>
      {writing && form === "vcf" && <Reading {...props} />}
      <div class="acts">
        <button
          type="button"
          class="button primary"
          disabled={writing || sites === undefined}
          onClick={() => void act()}
        >
          {say(isPaper(form) ? "result.print" : "result.save")}
        </button>
        <button type="button" class="button" onClick={writing ? stop : close}>
          {say(writing ? "save.stop" : "save.cancel")}
        </button>
      </div>
    </dialog>
  );
}

/** How far the file is read. What was told of an earlier reading is of another one. */
function Reading({ progress }: SaveProps) {
  const say = useSay();
  const before = useRef(progress).current;
  const { bytesRead = 0, bytesTotal } = (progress !== before && progress) || {};
  const percent = Math.floor((100 * bytesRead) / Math.max(1, bytesTotal ?? 0));
  return (
    <p class="save-reading">
      <progress max={100} value={percent} aria-label={say("save.writing")} />
      <span class="small muted">{`${say("save.writing")} · ${say.number(percent)} %`}</span>
    </p>
  );
}

/** How many genotyped sites the rows of a scope have; undefined until it is known. */
function useSites(
  { summary, controller, exporter }: SaveProps,
  scope: Written["scope"] | undefined,
): number | undefined {
  const [known, setKnown] = useState<Partial<Record<Written["scope"], number>>>({});
  const wanted = scope !== undefined && exporter !== undefined && known[scope] === undefined;
  useEffect(() => {
    if (!wanted) return;
    const keep = (sites: number) => setKnown((now) => ({ ...now, [scope]: sites }));
    void controller
      .ask("survey", { exporter, scope })
      .then((survey) => survey && keep(survey.genotypedSites))
      // Rather too many than that it is not said.
      .catch(() => keep(atMost(summary)));
  }, [wanted, scope]);
  if (scope === undefined) return 0;
  return exporter ? known[scope] : atMost(summary);
}

/** What is written now, and what became of the last one. */
function useWriting({ controller, exporter }: SaveProps) {
  const [writing, setWriting] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  /** Counts what was begun or stopped: what comes for an earlier number is not wanted any more. */
  const turn = useRef(0);
  const busy = useRef(false);
  const set = (now: boolean) => {
    busy.current = now;
    setWriting(now);
  };
  const stop = () => {
    if (!busy.current) return;
    turn.current += 1;
    set(false);
    void controller.ask("stopWriting", {});
    controller.say((say) => say("save.stopped"), true);
  };
  const write = async (asked: Written): Promise<Blob | undefined> => {
    const own = (turn.current += 1);
    set(true);
    setFailed(undefined);
    try {
      const content = await controller.ask("write", { exporter, ...asked });
      return own === turn.current ? content : undefined;
    } catch (error) {
      if (own === turn.current && error instanceof JobError) setFailed(error.failure);
      return undefined;
    } finally {
      if (own === turn.current) set(false);
    }
  };
  return { writing, failed, stop, write };
}
