// CPU time and memory of a tab, from /proc.
import fs from "node:fs";

import { run } from "./support.mjs";

const TICKS = Number(run("getconf", ["CLK_TCK"]));

/** CPU seconds of a process, all of its threads. */
function cpuOf(id) {
  const fields = fs
    .readFileSync(`/proc/${id}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** MiB of a process: resident, its part of what others share, and what is its alone and in no file. */
function memoryOf(id) {
  const text = fs.readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
  const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1]) / 1024;
  return { resident: of("Rss"), shared: of("Pss"), own: of("Private_Dirty") };
}

/** The process of the tab, in which its workers are too, and its peaks from now on. */
export async function tabOf(context) {
  const session = await context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const resident = ({ id }) => memoryOf(id).resident;
  const drawing = processInfo.filter(({ type }) => type === "renderer");
  const { id } = drawing.reduce((a, b) => (resident(a) > resident(b) ? a : b));
  const before = memoryOf(id);
  const peak = { ...before };
  const look = () => {
    for (const [name, value] of Object.entries(memoryOf(id))) {
      peak[name] = Math.max(peak[name], value);
    }
  };
  const [cpu, timer] = [cpuOf(id), setInterval(look, 50)];
  const ended = () => (clearInterval(timer), { before, peak, cpu: cpuOf(id) - cpu });
  return { now: () => memoryOf(id), ended };
}
