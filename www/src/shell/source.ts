/** Where the shell has its files from: the host of the page. */
import { FILES } from "./files.js";
import { fetched } from "./fetched.js";
import { offline } from "./offline.js";
import type { Bytes, FileName, Loaded } from "./words.js";

/** What a first file does not wait for. */
const LATER: FileName[] = ["describer", "genome"];

const site = offline();
export const { settled, updated, stop } = site;

export function bytesOf(name: FileName): Promise<Bytes> {
  const bytes = fetched(FILES[name], LATER.includes(name) ? "low" : "auto");
  site.keep(FILES[name], bytes);
  return bytes;
}

/** What this page loaded so far, itself first. */
export function loaded(): Loaded[] {
  const kinds = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  return (kinds as PerformanceResourceTiming[])
    .filter(({ name }) => /^(https?|file):/.test(name))
    .map(({ name, encodedBodySize }) => ({
      name: decodeURI(new URL(name).pathname.split("/").pop() ?? "") || "index.html",
      bytes: encodedBodySize,
    }));
}
