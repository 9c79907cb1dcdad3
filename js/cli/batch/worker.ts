/** The script of a thread that screens inputs of a batch, with a module and a panel of its own. */
import { parentPort, workerData } from "node:worker_threads";

import { GenosieveError, type ErrorFields } from "../../error.js";
import type { Input } from "./inputs.js";
import type { Outcome } from "./manifest.js";
import { batchCore } from "./module.js";
import { Screener, type Batch } from "./screener.js";

/** What an input came to, or what ends the batch. */
export type Answer = { outcome: Outcome } | { failed: ErrorFields };

const screener = new Screener(batchCore(), workerData as Batch);

parentPort?.on("message", (input: Input) => {
  void screener.outcome(input).then(
    (outcome) => parentPort?.postMessage({ outcome } satisfies Answer),
    (error: unknown) => {
      // The other side hears of anything else as of a thread that ended.
      if (!(error instanceof GenosieveError)) throw error;
      const { code, message, remedy, position, detail, exitCode } = error;
      const failed = { code, message, remedy, position, detail, exitCode };
      parentPort?.postMessage({ failed } satisfies Answer);
    },
  );
});
