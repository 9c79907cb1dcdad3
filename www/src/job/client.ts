/** The page's end of a worker. Every promise ends: with an answer, a failure, or the job's end. */
import code from "virtual:worker-script";

import { end, lifeName } from "../../../js/pool/life.js";
import { CLOSED, JobError } from "./error.js";
import { bare, isStop } from "./failure.js";
import type { Asked, Call, Calls, Failure, JobProgress, Modules, Told } from "./protocol.js";
import { watchPulse } from "./pulse.js";
import { PART, workerOf } from "./script.js";

interface Waiting {
  give: (value: unknown) => void;
  fail: (error: JobError) => void;
}

interface JobEvents {
  onProgress?: (progress: JobProgress) => void;
  /** Takes the requests of one worker. */
  counter: () => (made: number, stopped: number) => void;
  /** The worker was lost while no call waited for it. */
  onLost: (error: JobError) => void;
}

/**
 * One job, one worker: a file that is checked, screened and looked at, or a panel that is compiled.
 * To cancel is to close. After a failure of the worker itself the job is over.
 *
 * Those that read parts of a large file for it are made here and not by it: Chromium never ends a worker
 * that is terminated a moment after one that it had made.
 */
export class Job {
  readonly #worker: Worker;
  readonly #parts = new Map<number, Worker>();
  readonly #count: (made: number, stopped: number) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  readonly #events: JobEvents;
  #over: Failure | undefined;
  readonly #life = lifeName();
  /** What stops the watch over each worker. */
  readonly #watches = new Map<Worker, () => void>();

  constructor(modules: Modules, events: JobEvents) {
    this.#events = events;
    this.#count = events.counter();
    this.#worker = workerOf(code);
    this.#worker.onmessage = ({ data }: MessageEvent<Told>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#end(bare("worker_lost", event.message));
    };
    this.#worker.onmessageerror = () => this.#end(bare("worker_lost", "messageerror"));
    this.#send({ kind: "start", modules, life: this.#life });
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
    if (this.#over) return;
    switch (told.kind) {
      case "alive":
        void end(this.#life).then((known) => known && this.#end(bare("worker_lost")));
        return;
      case "pulse":
        return this.#watch(this.#worker, told.address, () => this.#end(bare("worker_lost")));
      case "progress":
        return this.#events.onProgress?.(told.progress);
      case "requests":
        return this.#count(told.made, told.stopped);
      case "part":
        return this.#addPart(told.part, told.port);
      case "partEnds":
        return this.#endPart(told.part);
      case "gives":
      case "fails": {
        const waiting = this.#waiting.get(told.id);
        this.#waiting.delete(told.id);
        if (told.kind === "gives") return waiting?.give(told.gives);
        waiting?.fail(new JobError(told.failure));
        // An instance that stopped inside may be wrong from then on.
        if (isStop(told.failure)) this.#end(told.failure);
      }
    }
  }

  #addPart(part: number, port: MessagePort): void {
    const worker = workerOf(code, PART);
    this.#parts.set(part, worker);
    const count = this.#events.counter();
    const lost = () => this.#send({ kind: "partLost", part });
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.kind === "requests") count(data.made, data.stopped);
      if (data.kind === "pulse") this.#watch(worker, data.address, lost);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      lost();
    };
    worker.postMessage(port, [port]);
  }

  #endPart(part: number): void {
    const worker = this.#parts.get(part);
    if (worker) this.#terminate(worker);
    this.#parts.delete(part);
  }

  #watch(worker: Worker, address: string, lost: () => void): void {
    this.#watches.set(worker, watchPulse(address, lost));
  }

  #terminate(worker: Worker): void {
    this.#watches.get(worker)?.();
    this.#watches.delete(worker);
    worker.terminate();
  }

  #end(failure: Failure): void {
    if (this.#over) return;
    this.#over = failure;
    this.#terminate(this.#worker);
    for (const part of this.#parts.values()) this.#terminate(part);
    const error = new JobError(failure);
    if (this.#waiting.size === 0 && failure.code !== CLOSED) this.#events.onLost(error);
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}
