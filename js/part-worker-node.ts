/** The script of a worker that reads parts of a file, in Node. */
import { parentPort } from "node:worker_threads";

import { DiskFile } from "./pool/disk.js";
import type { ToWorker } from "./pool/protocol.js";
import { serve } from "./pool/worker.js";

serve(
  {
    post: (message, transfer = []) => parentPort?.postMessage(message, transfer),
    onMessage: (take) => {
      parentPort?.on("message", (message: ToWorker) => take(message));
    },
    onLost: () => {},
    close: () => parentPort?.close(),
  },
  ({ path }) => DiskFile.at(path),
);
