/** What the library asks of its worker, and what it hears. */
import type { ReadProgress } from "genosieve";

import type { Failure, Modules } from "../job/protocol.js";

/** To the worker, once. */
export interface Wanted {
  modules: Modules;
  source: File;
  /** The person says that it is a list though it has samples. */
  certain: boolean;
  /** The lock that tells of the worker's end. */
  life: string;
}

/** From the worker. */
export type Told =
  | { kind: "alive" }
  | { kind: "progress"; progress: ReadProgress }
  /** The panel is there, and is being written. */
  | { kind: "keeping" }
  | { kind: "kept"; id: string; name: string; before: boolean }
  | { kind: "fails"; failure: Failure };
