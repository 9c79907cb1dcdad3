/** The page's end of the library's worker: one task, one worker. */
import type { ReadProgress } from "genosieve";
import code from "virtual:library-script";

import { end, lifeName } from "../../../js/pool/life.js";
import { CLOSED, JobError } from "../job/error.js";
import { bare } from "../job/failure.js";
import type { Failure, Modules } from "../job/protocol.js";
import { workerOf } from "../job/script.js";
import type { Done, Task, Told, Wanted } from "./protocol.js";

interface Events {
  onProgress?: (progress: ReadProgress) => void;
  onKeeping?: () => void;
}

export class Errand<T extends Task> {
  /** Rejects with a {@link JobError}; with {@link CLOSED} where it was stopped. */
  readonly done: Promise<Done<T>>;
  readonly #worker: Worker;
  #fail!: (failure: Failure) => void;

  constructor(modules: Modules, task: T, events: Events = {}) {
    this.#worker = workerOf(code);
    const life = lifeName();
    this.done = new Promise((resolve, reject) => {
      this.#fail = (failure) => {
        this.#end();
        reject(new JobError(failure));
      };
      this.#worker.onmessage = ({ data }: MessageEvent<Told>) => {
        switch (data.kind) {
          case "alive":
            void end(life).then((known) => known && this.#fail(bare("worker_lost")));
            return;
          case "progress":
            return events.onProgress?.(data.progress);
          case "keeping":
            return events.onKeeping?.();
          case "kept":
          case "compared":
            this.#end();
            return resolve(data as Done<T>);
          case "fails":
            return this.#fail(data.failure);
        }
      };
      this.#worker.onmessageerror = () => this.#fail(bare("worker_lost", "messageerror"));
      this.#worker.onerror = (event) => {
        event.preventDefault();
        this.#fail(bare("worker_lost", event.message));
      };
    });
    this.#worker.postMessage({ modules, ...task, life } satisfies Wanted);
  }

  /** Stops it at once. What it was writing is left to be swept away. */
  close(): void {
    this.#fail(bare(CLOSED));
  }

  #end(): void {
    this.#worker.terminate();
  }
}
