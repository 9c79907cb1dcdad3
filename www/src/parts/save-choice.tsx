/** What is chosen of a result that is saved, whether it is one file's or several files' together. */
import { useSay } from "./common.js";

export function FormChoice<T extends string>(props: {
  forms: readonly T[];
  chosen: T;
  disabled?: boolean;
  /** Whether what writes it was loaded. */
  isThere: (form: T) => boolean;
  label: (form: T) => string;
  help: (form: T) => string;
  onChoose: (form: T) => void;
}) {
  const say = useSay();
  const { forms, isThere } = props;
  return (
    <fieldset class="forms" disabled={props.disabled}>
      <legend>{say("save.form")}</legend>
      {forms.map((form) => (
        <label key={form}>
          <input
            type="radio"
            name="save-form"
            value={form}
            checked={form === props.chosen}
            disabled={!isThere(form)}
            onChange={() => props.onChoose(form)}
          />
          <span>
            <strong>{props.label(form)}</strong>
            <small>{props.help(form)}</small>
          </span>
        </label>
      ))}
      {!forms.every(isThere) && <p class="small muted">{say("save.unavailable")}</p>}
    </fieldset>
  );
}

export function Choice<T extends string | number>(props: {
  name: string;
  label: string;
  help?: string | undefined;
  disabled: boolean;
  items: [T, string][];
  chosen: T;
  onChoose: (chosen: T) => void;
}) {
  const { name, help } = props;
  return (
    <fieldset
      class="save-choice"
      disabled={props.disabled}
      aria-describedby={help && `save-${name}-help`}
    >
      <legend>{props.label}</legend>
      {props.items.map(([item, label]) => (
        <label key={item}>
          <input
            type="radio"
            name={`save-${name}`}
            value={item}
            checked={item === props.chosen}
            onChange={() => props.onChoose(item)}
          />
          {label}
        </label>
      ))}
      {help && (
        <p id={`save-${name}-help`} class="small muted">
          {help}
        </p>
      )}
    </fieldset>
  );
}
