/**
 * The entry of the element `<genosieve-screener>`. Importing it registers nothing and asks for nothing; on a server
 * it can be imported too.
 */
import { GenosieveScreener, type GenosieveEvents } from "./element/screener.js";

export { GenosieveScreener, type GenosieveEvents, type GivenPanel } from "./element/screener.js";
export type { Fault } from "./element/session.js";
export type { Messages, ScreenName, Theme } from "./element/words.js";
export type { Language } from "./types.js";

/** Registers the element by a name; a second call with the same name does nothing. */
export function define(name = "genosieve-screener"): void {
  if (customElements.get(name) === undefined) {
    // A class is registered once: another name gets one of its own.
    customElements.define(name, class extends GenosieveScreener {});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "genosieve-screener": GenosieveScreener;
  }
  interface HTMLElementEventMap extends GenosieveEvents {}
}
