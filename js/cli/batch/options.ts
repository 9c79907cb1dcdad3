/** The options of a batch: what they may hold, and with what they go. */
import { availableParallelism } from "node:os";

import { optionError } from "../../error.js";
import type { AskedArgs } from "../args.js";
import { FLAG, OUT, STRING, whole } from "../parsing.js";

export const BATCH = {
  list: STRING,
  "out-dir": STRING,
  planes: FLAG,
  jobs: STRING,
} as const;

/** Many files, with a report of each sample in a folder. */
export interface BatchArgs extends AskedArgs {
  command: "screen many";
  /** Files and folders; none where there is a list. */
  inputs: string[];
  /** A path; `-` is standard input. */
  list: string | undefined;
  folder: string;
  /** Files that are screened at a time. */
  jobs: number;
}

interface Values {
  list?: string;
  "out-dir"?: string;
  planes?: boolean;
  jobs?: string;
  index?: string;
  workers?: string;
  threads?: string;
  [OUT]?: string;
}

/** What says that it is a batch; undefined for one file, which goes without its options. */
export function batchOf(
  values: Values,
  positionals: string[],
): Pick<BatchArgs, "inputs" | "list" | "folder" | "jobs"> | undefined {
  const { list, "out-dir": folder } = values;
  // The native command alone writes states.
  if (values.planes) throw optionError("--planes");
  if (list !== undefined && positionals.length > 0) throw optionError("--list with INPUT");
  const jobs = whole("--jobs", values.jobs, 0xffff_ffff);
  if (jobs === 0) throw optionError(`--jobs ${jobs}`);
  if (folder === undefined) {
    const isMany = list !== undefined || positionals.length > 1 || jobs !== undefined;
    if (isMany) throw optionError("--out-dir");
    return undefined;
  }
  for (const other of ["index", "workers", "threads"] as const)
    if (values[other] !== undefined) throw optionError(`--${other} with --out-dir`);
  if (values[OUT] !== undefined) throw optionError("-o with --out-dir");
  if (list === undefined && positionals.length === 0) throw optionError("INPUT is missing");
  return { inputs: positionals, list, folder, jobs: jobs ?? availableParallelism() };
}
