import type { Progress } from "../types.js";

/** A line on a terminal that is written over; nothing where standard error is no terminal. */
export function progressLine(total: number | undefined): {
  show: ((progress: Progress) => void) | undefined;
  clear: () => void;
} {
  const out = process.stderr;
  if (!out.isTTY) return { show: undefined, clear: () => {} };
  return {
    show: ({ bytesRead, records }) => {
      const share = total ? `${Math.floor((bytesRead / total) * 100)} %  ` : "";
      out.write(`\r\u001b[K${share}${(bytesRead / 1e6).toFixed(1)} MB  ${records} records`);
    },
    clear: () => void out.write("\r\u001b[K"),
  };
}
