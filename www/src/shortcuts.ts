/** Keys of one character that do something anywhere on a page, unless someone types, or a dialog is open. */
import { useLayoutEffect } from "preact/hooks";

/** Buttons in the shape of an input take no text. */
const TYPED = "input:not([type=checkbox], [type=radio], [type=file]), select, textarea";

const isTyping = ({ target }: Event) => target instanceof Element && target.matches(TYPED);

/** What to do for each key; nothing while they are switched off. */
export function useShortcuts(keys: Record<string, () => void>, on: boolean): void {
  // Before the next key: an effect after the paint would leave a key of the earlier settings for a frame.
  useLayoutEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
