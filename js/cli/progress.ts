/** One line of progress on a terminal. */
import { stat } from "node:fs/promises";

import type { Progress } from "../types.js";

export interface ProgressLine {
  show: (progress: Progress) => void;
  clear: () => void;
}

/** Undefined where standard error is no terminal. */
export async function progressLine(paths: string[]): Promise<ProgressLine | undefined> {
  if (!process.stderr.isTTY) return undefined;
  const sizes = await Promise.all(paths.map((path) => (path === "-" ? 0 : sizeOf(path))));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    show: ({ bytesRead, records }) => {
      const share = total > 0 ? `${Math.floor((100 * bytesRead) / total)}%  ` : "";
      const read = `${(bytesRead / 1e6).toFixed(1)} MB`;
      put(`${share}${read}  ${records.toLocaleString("en")} records`);
    },
    clear,
  };
}

/** The same of files, of which so many are to be done. */
export function countingLine(
  files: number,
): { advance: () => void; clear: () => void } | undefined {
  if (!process.stderr.isTTY) return undefined;
  let done = 0;
  return {
    advance: () => {
      done += 1;
      put(`${done}/${files}`);
    },
    clear,
  };
}

let isShown = false;

function put(line: string): void {
  process.stderr.write(`\r\u001b[K${line}`);
  isShown = true;
}

function clear(): void {
  if (isShown) process.stderr.write("\r\u001b[K");
  isShown = false;
}

/** 0 where it is unknown; reading the file says what is wrong with it. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (file) => (file.isFile() ? file.size : 0),
    () => 0,
  );
}
