/** The script of a worker that reads parts of a file, in browsers. */
import type { ToWorker } from "./pool/protocol.js";
import { serve } from "./pool/worker.js";

/** What is used of a worker's global scope, whose types clash with those of a page. */
interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  close(): void;
}

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
