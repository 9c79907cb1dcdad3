/** Counts requests and stopped attempts of this thread, on the page and in workers alike. */

/**
 * Tells the counts since the call, whenever they change. Only addresses of a network count: a
 * worker made of a blob is no request.
 */
export function watchRequests(tell: (made: number, stopped: number) => void): void {
  let made = 0;
  let stopped = 0;
  const since = performance.now();
  const counts = ({ name, startTime }: PerformanceEntry) =>
    startTime >= since && /^(https?|wss?):/.test(name);
  new PerformanceObserver((list) => {
    const added = list.getEntries().filter(counts).length;
    if (added === 0) return;
    made += added;
    tell(made, stopped);
  }).observe({ type: "resource" });
  addEventListener("securitypolicyviolation", () => {
    stopped += 1;
    tell(made, stopped);
  });
}
