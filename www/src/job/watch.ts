/** Counts requests and stopped attempts of this thread, on the page and in workers alike. */

/**
 * Tells the counts since the call, whenever they change. Only addresses of a network count: a
 * worker made of a blob is no request. An attempt that the policy stopped appears among the
 * requests of some browsers too, and is none.
 */
export function watchRequests(tell: (made: number, stopped: number) => void): void {
  const since = performance.now();
  const asked = new Map<string, number>();
  const stopped = new Map<string, number>();
  const add = (counts: Map<string, number>, address: string) =>
    counts.set(address, (counts.get(address) ?? 0) + 1);
  const recount = () => {
    let made = 0;
    for (const [address, count] of asked) made += Math.max(0, count - (stopped.get(address) ?? 0));
    tell(
      made,
      [...stopped.values()].reduce((sum, count) => sum + count, 0),
    );
  };
  new PerformanceObserver((list) => {
    const entries = list.getEntries();
    const counted = entries.filter(
      ({ name, startTime }) => startTime >= since && /^(https?|wss?):/.test(name),
    );
    for (const { name } of counted) add(asked, name);
    if (counted.length > 0) recount();
  }).observe({ type: "resource" });
  addEventListener("securitypolicyviolation", ({ blockedURI, disposition, effectiveDirective }) => {
    if (disposition !== "enforce") return;
    // Each policy that an attempt meets reports it: the page's own second one is enough.
    add(stopped, blockedURI || effectiveDirective);
    recount();
  });
}
