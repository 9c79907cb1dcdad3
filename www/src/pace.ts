/** How often the progress of a run is drawn, and how often it is told. */
import type { JobProgress } from "./job/protocol.js";

/** Milliseconds between two pictures of the progress: drawing takes from the work that it shows. */
const REDRAW = 250;
/** Milliseconds between two words about the progress. */
const QUIET = 10_000;

export class Pace {
  #drawn = 0;
  #told = 0;

  /** Whether it is drawn now, as the end always is. */
  draws({ bytesRead, bytesTotal }: JobProgress): boolean {
    const now = performance.now();
    if (now - this.#drawn < REDRAW && bytesRead !== bytesTotal) return false;
    this.#drawn = now;
    return true;
  }

  /** Whether it is told now. */
  tells(): boolean {
    const now = performance.now();
    if (now - this.#told < QUIET) return false;
    this.#told = now;
    return true;
  }
}
