/** What the page does, in a few sentences, and every key that it knows. */
import { Fragment } from "preact";
import { useRef } from "preact/hooks";

import { StateWord, useSay } from "./common.js";
import { ASSUMED, STATES } from "./counts.js";
import { Sheet } from "./sheet.js";

/** Keys as they are written on keyboards, by what they do. */
const KEYS = [
  ["help.key.tab", ["Tab", "Shift+Tab"]],
  ["help.key.tabs", ["←", "→", "Home", "End"]],
  ["help.key.diseases", ["↑", "↓", "Home", "End", "Enter", "Esc"]],
  ["help.key.stop", ["Esc"]],
  ["help.key.search", ["/"]],
  ["help.key.table", ["↑", "↓", "←", "→", "PageUp", "PageDown", "Home", "End"]],
  ["help.key.ends", ["Ctrl+Home", "Ctrl+End"]],
  ["help.key.open", ["Enter"]],
  ["help.key.copy", ["Ctrl+C"]],
  ["help.key.plot", ["↑", "↓", "Home", "End", "Enter"]],
  ["help.key.drawer", ["↑", "↓"]],
  ["help.key.print", ["Ctrl+P"]],
  ["help.key.close", ["Esc"]],
  ["help.key.help", ["?"]],
] as const;

/** Those that settings can switch off. */
const SINGLE: readonly string[] = ["help.key.search", "help.key.help"];

export function HelpDialog({ shortcuts, onClose }: { shortcuts: boolean; onClose: () => void }) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <Sheet dialog={dialog} name="help" title={say("help.title")} onClose={onClose}>
      <p>{say("help.what")}</p>
      <p>{say("help.not")}</p>
      <p>{say("help.states")}</p>
      <dl class="meanings">
        {STATES.map((state) => (
          <Fragment key={state}>
            <dt>
              <StateWord state={state} />
            </dt>
            <dd>{say(`state.${state}.help`)}</dd>
          </Fragment>
        ))}
        <dt>
          {ASSUMED.map((state) => (
            <StateWord key={state} state={state} />
          ))}
        </dt>
        <dd>{say("help.assumed")}</dd>
      </dl>
      <p>{say("help.silence")}</p>
      <p>{say("help.stays")}</p>
      <h3>{say("help.keys")}</h3>
      <dl class="keys">
        {KEYS.map(
          ([text, keys]) =>
            (shortcuts || !SINGLE.includes(text)) && (
              <Fragment key={text}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{say(text)}</dd>
              </Fragment>
            ),
        )}
      </dl>
      <p class="muted small">{say(shortcuts ? "help.keys.off" : "help.keys.areOff")}</p>
      <h3>{say("help.more")}</h3>
      <p>{say("help.more.body")}</p>
    </Sheet>
  );
}
