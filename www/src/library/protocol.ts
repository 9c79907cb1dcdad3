/** What the library asks of its worker, and what it hears. */
import type { PanelDifference, ReadProgress } from "genosieve";

import type { Failure, Modules } from "../job/protocol.js";

/** What a worker is made for. */
export type Task =
  /** `certain`: the person says that it is a list though it has samples. */
  | { kind: "import"; source: File; certain: boolean }
  /** What changed from one kept panel to another. */
  | { kind: "compare"; from: File; to: File };

/** To the worker, once. */
export type Wanted = Task & {
  modules: Modules;
  /** The lock that tells of the worker's end. */
  life: string;
};

/** From the worker. */
export type Told =
  | { kind: "alive" }
  | { kind: "progress"; progress: ReadProgress }
  /** The panel is there, and is being written. */
  | { kind: "keeping" }
  | { kind: "kept"; id: string; name: string; before: boolean }
  | { kind: "compared"; difference: PanelDifference }
  | { kind: "fails"; failure: Failure };

/** How a task ends well. */
export type Done<T extends Task> = Extract<
  Told,
  { kind: T["kind"] extends "import" ? "kept" : "compared" }
>;
