/** Workers of Node. */
import { openAsBlob } from "node:fs";
import type { Worker } from "node:worker_threads";

import type { FromWorker, Port, ToWorker } from "./protocol.js";

const paths = new WeakMap<Blob, string>();

/** A file on a disk as a Blob that workers can read too. */
export async function openFile(path: string): Promise<Blob> {
  const blob = await openAsBlob(path);
  paths.set(blob, path);
  return blob;
}

/** What is sent: the path of a file instead of its Blob, which cannot be cloned. */
function sent(message: ToWorker): ToWorker {
  if (message.kind !== "open" || !(message.input instanceof Blob)) return message;
  const path = paths.get(message.input);
  return path === undefined ? message : { ...message, input: { path } };
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
