import type { Loaded } from "../../../js/element/words.js";

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
