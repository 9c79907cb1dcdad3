/** A worker of a browser from within. */
import type { ToWorker } from "./protocol.js";
import { serve } from "./worker.js";

/** What is used of a worker's global scope, whose types clash with those of a page. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  close(): void;
}

/**
 * Makes this worker one that reads parts of a file for `screen`. To be called while its script runs
 * for the first time, in a worker that `load({ worker })` makes; it then takes all messages.
 */
export function servePart(): void {
  const scope = globalThis as unknown as Scope;
  serve(
    {
      post: (message, transfer = []) => scope.postMessage(message, transfer),
      onMessage: (take) => {
        scope.onmessage = ({ data }) => take(data);
      },
      onLost: () => {},
      close: () => scope.close(),
    },
    () => Promise.reject(new Error("a page has no path")),
  );
}
