/** The counts of the page and of its workers, together. */
import type { Requests } from "../../js/element/words.js";
import { watchRequests } from "./job/watch.js";

export class RequestCounts {
  readonly #sources = new Map<object, Requests>();
  readonly #changed: (all: Requests) => void;

  constructor(changed: (all: Requests) => void) {
    this.#changed = changed;
  }

  /** Counts what the page itself does from now on. */
  watchPage(): void {
    watchRequests(this.of({}));
  }

  /** Takes the counts of one thread; they only grow, and stay when it ends. */
  of(source: object): (made: number, stopped: number) => void {
    return (made, stopped) => {
      this.#sources.set(source, { made, stopped });
      const all = [...this.#sources.values()];
      this.#changed({
        made: all.reduce((sum, counts) => sum + counts.made, 0),
        stopped: all.reduce((sum, counts) => sum + counts.stopped, 0),
      });
    };
  }
}
