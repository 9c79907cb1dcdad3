/** What a person can set: how the page looks, what proves absence, and how the work is done. */
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { State } from "../model.js";
import { THEMES } from "../../../js/element/words.js";
import { LARGEST, MOST_WORKERS, POLICY, samePolicy, type Policy } from "../settings.js";
import { StateWord, useSay } from "./common.js";
import { Languages } from "./frame.js";
import { Sheet } from "./sheet.js";

interface SettingsProps {
  state: State;
  controller: Controller;
  onClose: () => void;
}

export function SettingsDialog({ state, controller, onClose }: SettingsProps) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const { stage, settings } = state;
  const compared =
    stage.at === "result"
      ? stage.summary
      : stage.at === "family"
        ? stage.overview.reports[0]
        : undefined;
  const old = compared && !samePolicy(compared.policy, settings.policy);
  return (
    <Sheet dialog={dialog} name="settings" title={say("settings.title")} onClose={onClose}>
      <p class="muted small">{say("settings.memory")}</p>
      <h3>{say("settings.look")}</h3>
      <Setting label={say("nav.language")}>
        <Languages language={state.language} onChoose={(to) => controller.setLanguage(to)} />
      </Setting>
      <Setting label={say("settings.theme")}>
        <div class="languages" role="group" aria-label={say("settings.theme")}>
          {THEMES.map((theme) => (
            <button
              key={theme}
              type="button"
              aria-pressed={theme === settings.theme}
              onClick={() => controller.change({ theme })}
            >
              {say(`settings.theme.${theme}`)}
            </button>
          ))}
        </div>
      </Setting>
      <Check
        label={say("settings.kana")}
        help={say("settings.kana.help")}
        checked={settings.kana}
        onChange={(kana) => controller.change({ kana })}
      />
      <PolicySettings
        policy={settings.policy}
        onChange={(policy) => controller.change({ policy: { ...settings.policy, ...policy } })}
      />
      <h3>{say("settings.work")}</h3>
      <Setting label={say("settings.workers")} help={say("settings.workers.help")}>
        <select
          aria-label={say("settings.workers")}
          value={settings.workers ?? ""}
          onChange={({ currentTarget: { value } }) =>
            controller.change({ workers: value === "" ? undefined : Number(value) })
          }
        >
          <option value="">{say("settings.workers.auto")}</option>
          {Array.from({ length: MOST_WORKERS }, (_, at) => (
            <option key={at}>{at + 1}</option>
          ))}
        </select>
      </Setting>
      <Check
        label={say("settings.shortcuts")}
        help={say("settings.shortcuts.help")}
        checked={settings.shortcuts}
        onChange={(shortcuts) => controller.change({ shortcuts })}
      />
      <div class="again" role="status">
        {old && (
          <>
            <p>{say("settings.again.why")}</p>
            <button
              type="button"
              class="button primary"
              onClick={() => {
                dialog.current?.close();
                void controller.compareAgain();
              }}
            >
              {say("settings.again")}
            </button>
          </>
        )}
      </div>
    </Sheet>
  );
}

/** What a record needs to prove absence, and what a missing one means. */
function PolicySettings(props: { policy: Policy; onChange: (policy: Partial<Policy>) => void }) {
  const { policy, onChange } = props;
  const say = useSay();
  // The fields are filled anew where all is set back.
  const [round, setRound] = useState(0);
  return (
    <>
      <h3>{say("settings.policy")}</h3>
      <p class="muted small">{say("settings.policy.lead")}</p>
      <NumberField
        key={`gq-${round}`}
        label={say("settings.minGq")}
        help={say("settings.minGq.help")}
        value={policy.minGq}
        none={POLICY.minGq}
        onChange={(minGq) => onChange({ minGq: minGq ?? POLICY.minGq })}
      />
      <NumberField
        key={`dp-${round}`}
        label={say("settings.minDp")}
        help={say("settings.minDp.help")}
        value={policy.minDp}
        none={say("settings.minDp.any")}
        onChange={(minDp) => onChange({ minDp })}
      />
      <Check
        label={say("settings.imputed")}
        help={say("settings.imputed.help")}
        checked={policy.allowImputed}
        onChange={(allowImputed) => onChange({ allowImputed })}
      />
      <Check
        label={say("settings.absent")}
        help={say("settings.absent.help")}
        checked={policy.absentIsReference}
        onChange={(absentIsReference) => onChange({ absentIsReference })}
      />
      {policy.absentIsReference && (
        <div class="note assumes">
          <p>{say("settings.absent.warn")}</p>
          <p>
            <StateWord state="notCarriedAssumed" />
            <StateWord state="carriedAssumed" />
          </p>
        </div>
      )}
      {!samePolicy(policy, POLICY) && (
        <button
          type="button"
          class="link small"
          onClick={() => {
            onChange(POLICY);
            setRound(round + 1);
          }}
        >
          {say("settings.back")}
        </button>
      )}
    </>
  );
}

/** A name with a word of help, and what it sets beside it. */
function Setting(props: { label: string; help?: string; children: ComponentChildren }) {
  return (
    <div class="setting">
      <p>
        {props.label}
        {props.help && <small>{props.help}</small>}
      </p>
      {props.children}
    </div>
  );
}

function Check(props: {
  label: string;
  help: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <label class="setting">
      <span>
        {props.label}
        <small id={id}>{props.help}</small>
      </span>
      <input
        type="checkbox"
        aria-label={props.label}
        aria-describedby={id}
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </label>
  );
}

/** A whole number, or none. What is no such number changes nothing, and is said. */
function NumberField(props: {
  label: string;
  help: string;
  value: number | null;
  /** What stands there where nothing is typed. */
  none: number | string;
  onChange: (value: number | null) => void;
}) {
  const say = useSay();
  const id = useId();
  const [wrong, setWrong] = useState(false);
  return (
    <label class="setting">
      <span>
        {props.label}
        <small id={id}>
          {props.help} <span role="status">{wrong && say("settings.number", { n: LARGEST })}</span>
        </small>
      </span>
      <input
        type="number"
        min={0}
        max={LARGEST}
        step={1}
        aria-label={props.label}
        aria-describedby={id}
        aria-invalid={wrong}
        placeholder={String(props.none)}
        defaultValue={props.value ?? ""}
        onInput={({ currentTarget: { value, validity } }) => {
          setWrong(!validity.valid);
          if (validity.valid) props.onChange(value === "" ? null : Number(value));
        }}
      />
    </label>
  );
}
