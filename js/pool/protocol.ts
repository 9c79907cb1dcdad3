/** What the two sides of a worker say to each other. */
import type * as Raw from "../glue.js";
import type { Packed } from "../panel.js";
import type { Reading } from "./part.js";

export type RawOptions = ConstructorParameters<typeof Raw.Screen>[1];

/** Node clones no Blob of a file on a disk, so its path goes to the worker. */
export interface FileOnDisk {
  path: string;
}

export type ToWorker =
  | {
      kind: "open";
      /** Compiled once, for all workers. */
      wasm: WebAssembly.Module;
      /** The head of a `.gsp`. */
      panel: Packed;
      input: Blob | FileOnDisk;
      options: RawOptions;
    }
  | { kind: "part"; from: number; to: number };

export type FromWorker =
  | { kind: "ready" }
  | { kind: "progress"; reading: Reading }
  /** The evidence of the part that was asked for. */
  | { kind: "partial"; bytes: Uint8Array<ArrayBuffer>; reading: Reading }
  /** It cannot go on, for whatever reason: a reader of the whole file finds out which. */
  | { kind: "failed" };

/** Between browsers' ports alone: the name of the lock that the worker is to hold, and that it does. */
export interface Life {
  life: string;
}

/** One worker, of a browser or of Node. */
export interface Port<Out, In> {
  post(message: Out, transfer?: ArrayBuffer[]): void;
  onMessage(take: (message: In) => void): void;
  /** Calls back once the other side is lost. */
  onLost(take: () => void): void;
  close(): void;
}

/** Starts a worker that speaks this protocol. */
export type Spawn = () => Port<ToWorker, FromWorker>;
