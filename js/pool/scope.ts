/** A worker of a browser from within. */
import { live } from "./life.js";
import type { Life, ToWorker } from "./protocol.js";
import { serve } from "./worker.js";

/** What is used of a worker's global scope, whose types clash with those of a page. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker | Life>) => void) | null;
  close(): void;
}

/**
 * Makes this worker one that reads parts of a file for `screen`. To be called while its script runs
 * for the first time, in a worker that `load({ worker })` makes; it then takes all messages. Or at any
 * time with a port, on whose other side is what `load({ worker })` was given.
 */
export function servePart(port?: MessagePort): void {
  const scope = (port ?? globalThis) as unknown as Scope;
  let alive = Promise.resolve();
  serve(
    {
      post: (message, transfer = []) => scope.postMessage(message, transfer),
      onMessage: (take) => {
        scope.onmessage = ({ data }) => {
          if ("life" in data) alive = live(data.life, () => scope.postMessage(data, []));
          else void alive.then(() => take(data));
        };
      },
      onLost: () => {},
      close: () => scope.close(),
    },
    () => Promise.reject(new Error("a page has no path")),
  );
}
