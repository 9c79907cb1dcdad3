/** Workers of Node. */
import type { Worker } from "node:worker_threads";

import { DiskFile } from "./disk.js";
import type { FromWorker, Port, ToWorker } from "./protocol.js";

/** What is sent: the path of a file instead of its Blob, which cannot be cloned. */
function sent(message: ToWorker): ToWorker {
  if (message.kind !== "open" || !(message.input instanceof DiskFile)) return message;
  return { ...message, input: { path: message.input.path } };
}

/** A worker as a port. */
export function nodePort(worker: Worker): Port<ToWorker, FromWorker> {
  return {
    post: (message, transfer = []) => worker.postMessage(sent(message), transfer),
    onMessage: (take) => void worker.on("message", (message: FromWorker) => take(message)),
    onLost: (take) => {
      worker.on("error", take);
      worker.on("exit", take);
    },
    close: () => void worker.terminate(),
  };
}
