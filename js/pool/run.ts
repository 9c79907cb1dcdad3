/** The caller's side: cuts a file, shares the parts out, and joins what comes back. */
import { Handle } from "../core.js";
import { isStop } from "../error.js";
import type * as Raw from "../glue.js";
import { breath, ticker } from "../pace.js";
import type { Panel } from "../panel.js";
import type { PartProgress, ReadOptions } from "../types.js";
import { unchanged } from "../source.js";
import { readHead, readPart, type Reading } from "./part.js";
import type { FromWorker, Port, RawOptions, Spawn, ToWorker } from "./protocol.js";

/** Below so many bytes a part costs more than it saves. */
const SMALLEST = 4 << 20;
/** Parts for each worker: whoever is done early takes another one. */
const SHARES = 4;

type Part = readonly [from: number, to: number];

/** How a file is cut for so many workers; fewer than two parts where it is too small. */
export function cut(size: number, workers: number): Part[] {
  const count = Math.min(workers * SHARES, Math.floor(size / SMALLEST));
  const at = (i: number) => (i === count ? Infinity : Math.floor((size / count) * i));
  return Array.from({ length: count }, (_, i) => [at(i), at(i + 1)] as const);
}

/** What a run of workers needs. */
export interface PoolRun {
  panel: Panel;
  /** A screen of the file that has read nothing yet. */
  whole: Handle<Raw.Screen>;
  input: Blob;
  options: RawOptions;
  parts: Part[];
  workers: number;
  spawn: Spawn;
  read: ReadOptions;
}

/**
 * The report of a file that several workers read, this thread among them. Nothing where it has to be
 * read as one: it cannot be cut, a worker was lost or failed, or the parts do not fit together. So
 * every error is that of one reader, with its position.
 */
export async function inParts(run: PoolRun): Promise<Raw.Report | undefined> {
  const { signal, onProgress } = run.read;
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const pool = new Pool(run, stop.signal, onProgress);
  try {
    if (!(await readHead(run.whole, run.input, signal))) return undefined;
    return await pool.join(() => stop.abort());
  } finally {
    signal?.removeEventListener("abort", abort);
    pool.close();
  }
}

class Pool {
  readonly #run: PoolRun;
  readonly #signal: AbortSignal;
  readonly #onProgress: ReadOptions["onProgress"];
  readonly #ports: Port<ToWorker, FromWorker>[] = [];
  readonly #found: (Handle<Raw.Partial> | undefined)[] = [];
  readonly #readings = new Map<number, Reading>();
  readonly #starts = new Map<number, PartProgress["start"]>();
  readonly #due = ticker();
  /** What tells the workers that are not ready yet that nothing is left for them. */
  readonly #waiting = new Set<() => void>();
  #next = 0;

  constructor(run: PoolRun, signal: AbortSignal, onProgress: ReadOptions["onProgress"]) {
    this.#run = run;
    this.#signal = signal;
    this.#onProgress = onProgress;
  }

  async join(stop: () => void): Promise<Raw.Report | undefined> {
    const all: Promise<boolean>[] = [];
    while (all.length < this.#run.workers - 1) {
      all.push(this.#there());
      // Each takes a copy of the panel: an abort does not wait for all of them.
      await breath();
    }
    all.push(this.#here());
    try {
      // The first that gives up ends the others.
      const done = await Promise.all(
        all.map(async (worker) => {
          if (await worker) return true;
          stop();
          return false;
        }),
      );
      if (!done.every(Boolean)) return undefined;
    } catch (error) {
      this.#run.read.signal?.throwIfAborted();
      // An instance that stopped cannot read the whole either.
      if (isStop(error)) throw error;
      return undefined;
    }
    await unchanged(this.#run.input, this.#run.read.signal);
    this.#report();
    const partials = this.#found.map((partial) => partial?.take((raw) => raw));
    if (partials.some((partial) => partial === undefined)) return undefined;
    return this.#run.whole.use((raw) => raw.finishParts(partials as Raw.Partial[]));
  }

  close(): void {
    for (const port of this.#ports) port.close();
    for (const partial of this.#found) partial?.free();
  }

  /** The next part that nobody has taken. */
  #take(): number | undefined {
    if (this.#next < this.#run.parts.length) return this.#next++;
    for (const leave of this.#waiting) leave();
    return undefined;
  }

  #note(at: number, reading: Reading): void {
    this.#readings.set(at, reading);
    if (!this.#starts.has(at) && reading.position) this.#starts.set(at, reading.position);
    // Every worker tells ten times a second, and all of them together no more often.
    if (this.#due()) this.#report();
  }

  #report(): void {
    if (this.#onProgress === undefined) return;
    const bytesTotal = this.#run.input.size;
    const parts = this.#run.parts.map(([from, end], at): PartProgress => {
      const to = Math.min(end, bytesTotal);
      const { bytesRead = 0, position = null } = this.#readings.get(at) ?? {};
      const done = this.#found[at] !== undefined;
      const reading = !done && this.#readings.has(at);
      // A part reads on a little behind its end.
      return {
        from,
        to,
        bytesRead: done ? to - from : Math.min(bytesRead, to - from),
        reading,
        start: this.#starts.get(at) ?? null,
        position,
      };
    });
    const bytesRead = parts.reduce((sum, part) => sum + part.bytesRead, 0);
    const records = [...this.#readings.values()].reduce((sum, one) => sum + one.records, 0);
    this.#onProgress({ bytesTotal, bytesRead, records, position: null, parts });
  }

  /** Parts in this thread; false where the file cannot be cut. */
  async #here(): Promise<boolean> {
    const { whole, input, parts } = this.#run;
    for (let at = this.#take(); at !== undefined; at = this.#take()) {
      const [from, to] = parts[at] as Part;
      const note = (reading: Reading) => this.#note(at as number, reading);
      const part = await readPart(whole, input, [from, to], note, { signal: this.#signal });
      if (part === undefined) return false;
      const reading = part.use((raw) => raw.progress());
      this.#found[at] = new Handle(whole.core, () => part.take((raw) => raw.partial()));
      note(reading);
    }
    return true;
  }

  /** Keeps what a worker found; false where it cannot be read. */
  #keep(at: number, { bytes, reading }: FromWorker & { kind: "partial" }): boolean {
    const { whole } = this.#run;
    try {
      const found = () => whole.use((raw) => raw.readPartial(bytes));
      this.#found[at] = new Handle(whole.core, found);
    } catch {
      return false;
    }
    this.#note(at, reading);
    return true;
  }

  /** Parts in a worker; false where it gives up or is lost. */
  #there(): Promise<boolean> {
    const { whole, parts, panel, input, options, spawn } = this.#run;
    const told = new Promise<boolean>((resolve, reject) => {
      let port: Port<ToWorker, FromWorker>;
      try {
        port = spawn();
      } catch {
        // Where no worker can be made, those that are there do the work.
        resolve(true);
        return;
      }
      this.#ports.push(port);
      const leave = () => resolve(true);
      this.#waiting.add(leave);
      let at: number | undefined;
      const next = () => {
        at = this.#take();
        if (at === undefined) {
          resolve(true);
          return;
        }
        const [from, to] = parts[at] as Part;
        port.post({ kind: "part", from, to });
      };
      this.#signal.addEventListener("abort", () => resolve(false), { once: true });
      port.onLost(() => resolve(at === undefined));
      const take = (message: FromWorker) => {
        if (message.kind === "ready") {
          this.#waiting.delete(leave);
          next();
        } else if (message.kind === "progress") {
          this.#note(at as number, message.reading);
        } else if (message.kind === "failed") {
          resolve(at === undefined);
        } else if (message.kind === "partial") {
          if (this.#keep(at as number, message)) next();
          else resolve(false);
        }
      };
      port.onMessage((message) => {
        try {
          take(message);
        } catch (error) {
          // What a caller's onProgress throws is the caller's to catch.
          reject(error);
        }
      });
      const wasm = whole.core.module();
      try {
        port.post({ kind: "open", wasm, panel: panel.head(), input, options });
      } catch {
        // A Blob of a file that was not opened by its path cannot be sent in Node.
        this.#waiting.delete(leave);
        resolve(true);
      }
    });
    // It may be over before anybody waits for all of them.
    told.catch(() => {});
    return told;
  }
}
