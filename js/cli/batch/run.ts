/** Screens the inputs of a batch, some at a time. */
import { Worker } from "node:worker_threads";

import { GenosieveError, memoryError, trapError } from "../../error.js";
import type { Packed } from "../../panel.js";
import type { Input } from "./inputs.js";
import type { Manifest, Outcome } from "./manifest.js";
import type { Batch, Screener } from "./screener.js";
import type { Answer } from "./worker.js";

/** Screens one input at a time, in whatever thread. */
interface Way {
  outcome(input: Input): Promise<Outcome>;
}

/** How a batch is run. */
export interface Running {
  inputs: Input[];
  /** Of each input, what it came to before. */
  done: (Outcome | undefined)[];
  manifest: Manifest;
  /** How many inputs are screened at a time. */
  jobs: number;
  /** Is called for each input. */
  onDone: () => void;
}

/**
 * Screens every input that has no outcome: a single one at a time in this thread, several in threads of their own. A
 * file that cannot be read is an outcome; what cannot be written ends all.
 */
export async function run(batch: Batch, here: Screener, running: Running): Promise<Outcome[]> {
  const { done, jobs } = running;
  const left = done.filter((outcome) => outcome === undefined).length;
  const count = Math.min(jobs, left);
  if (count < 2) return each([here], running);
  here.release();
  const common = { ...batch, packed: sharedBetweenThreads(batch.packed) };
  const threads = Array.from({ length: count }, () => new Thread(common));
  try {
    return await each(threads, running);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** One set of bytes for all of them. */
function sharedBetweenThreads({ bytes, digests }: Packed): Packed {
  const held = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  held.set(bytes);
  return { bytes: held, digests };
}

/** Each takes the next input until none is left. */
async function each(ways: Way[], { inputs, done, manifest, onDone }: Running): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const items = inputs.entries();
  const work = async (way: Way) => {
    for (const [at, input] of items) {
      let outcome = done[at];
      if (outcome === undefined) {
        outcome = await way.outcome(input);
        manifest.add(outcome);
      }
      outcomes[at] = outcome;
      onDone();
    }
  };
  await Promise.all(ways.map(work));
  return outcomes;
}

/** One that screens, with a module and a panel of its own. */
class Thread implements Way {
  readonly #worker: Worker;

  constructor(batch: Batch) {
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: batch });
  }

  outcome(input: Input): Promise<Outcome> {
    const worker = this.#worker;
    return new Promise<Outcome>((resolve, reject) => {
      const lost = (cause: unknown) => reject(lostError(cause));
      worker.once("error", lost).once("exit", lost);
      worker.once("message", (answer: Answer) => {
        worker.off("error", lost).off("exit", lost);
        if ("outcome" in answer) resolve(answer.outcome);
        else reject(new GenosieveError(answer.failed));
      });
      worker.postMessage(input);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Why a thread ended that was at work. */
function lostError(cause: unknown): unknown {
  if (!(cause instanceof Error)) return trapError(cause);
  return "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY" ? memoryError(cause) : cause;
}
