/** Workers of a browser. */
import type { FromWorker, Port, ToWorker } from "./protocol.js";

/** A worker as a port. */
export function portOf(worker: Worker): Port<ToWorker, FromWorker> {
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (take) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => take(data);
    },
    onLost: (take) => {
      worker.onerror = (event) => {
        event.preventDefault();
        take();
      };
      worker.onmessageerror = take;
    },
    close: () => worker.terminate(),
  };
}
