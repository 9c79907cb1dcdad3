/** The page's end of a worker. Every promise ends: with an answer, a failure, or the job's end. */
import code from "virtual:worker-script";

import { bare } from "./failure.js";
import type { Asked, Call, Calls, Failure, JobProgress, Modules, Told } from "./protocol.js";
import { workerAt } from "./script.js";

/** The rejection of every call of {@link Job}. */
export class JobError extends Error {
  override readonly name = "JobError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Code of a call whose job was closed by the page. */
export const CLOSED = "closed";

interface Waiting {
  give: (value: unknown) => void;
  fail: (error: JobError) => void;
}

interface JobEvents {
  onProgress?: (progress: JobProgress) => void;
  onRequests: (made: number, stopped: number) => void;
  /** The worker was lost while no call waited for it. */
  onLost: (error: JobError) => void;
}

/**
 * One job, one worker: a file that is checked, screened and looked at, or a panel that is compiled.
 * To cancel is to close. After a failure of the worker itself the job is over.
 */
export class Job {
  /** Of the script: as long as the job lives its worker may make others of it. */
  readonly #url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  readonly #events: JobEvents;
  #over: Failure | undefined;

  constructor(modules: Modules, events: JobEvents) {
    this.#events = events;
    this.#worker = workerAt(this.#url);
    this.#worker.onmessage = ({ data }: MessageEvent<Told>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#end(bare("trap", event.message));
    };
    this.#worker.onmessageerror = () => this.#end(bare("trap", "messageerror"));
    this.#send({ kind: "start", modules });
  }

  call<K extends Call>(call: K, takes: Calls[K]["takes"]): Promise<Calls[K]["gives"]> {
    return new Promise((resolve, fail) => {
      if (this.#over) return fail(new JobError(this.#over));
      const give = (value: unknown) => resolve(value as Calls[K]["gives"]);
      this.#waiting.set(++this.#last, { give, fail });
      this.#send({ kind: "call", id: this.#last, call, takes } as Asked);
    });
  }

  /** Stops the worker at once; calls that wait reject with {@link CLOSED}. */
  close(): void {
    this.#end(bare(CLOSED));
  }

  #send(asked: Asked): void {
    this.#worker.postMessage(asked);
  }

  #hear(told: Told): void {
    switch (told.kind) {
      case "progress":
        return this.#events.onProgress?.(told.progress);
      case "requests":
        return this.#events.onRequests(told.made, told.stopped);
      case "gives":
      case "fails": {
        const waiting = this.#waiting.get(told.id);
        this.#waiting.delete(told.id);
        if (told.kind === "gives") return waiting?.give(told.gives);
        waiting?.fail(new JobError(told.failure));
        // An instance that stopped inside may be wrong from then on.
        if (told.failure.code === "trap") this.#end(told.failure);
      }
    }
  }

  #end(failure: Failure): void {
    if (this.#over) return;
    this.#over = failure;
    this.#worker.terminate();
    URL.revokeObjectURL(this.#url);
    const error = new JobError(failure);
    if (this.#waiting.size === 0 && failure.code !== CLOSED) this.#events.onLost(error);
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}
