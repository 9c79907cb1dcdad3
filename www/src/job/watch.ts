/** Counts requests and stopped attempts of this thread, on the page and in workers alike. */

/**
 * Tells the counts since the call, whenever they change. Only addresses of a network count: a
 * worker made of a blob is no request. An attempt that the policy stopped appears among the
 * requests of some browsers too, and is none.
 */
export function watchRequests(tell: (made: number, stopped: number) => void): void {
  const since = performance.now();
  const asked = new Map<string, number>();
  // By address, and there by policy: each policy that an attempt meets reports it.
  const stopped = new Map<string, Map<string, number>>();
  const add = (counts: Map<string, number>, key: string) =>
    counts.set(key, (counts.get(key) ?? 0) + 1);
  const stops = (address: string) => Math.max(0, ...(stopped.get(address)?.values() ?? []));
  const recount = () => {
    let [made, attempts] = [0, 0];
    for (const [address, count] of asked) made += Math.max(0, count - stops(address));
    for (const address of stopped.keys()) attempts += stops(address);
    tell(made, attempts);
  };
  new PerformanceObserver((list) => {
    const entries = list.getEntries();
    const counted = entries.filter(
      ({ name, startTime }) => startTime >= since && /^(https?|wss?):/.test(name),
    );
    for (const { name } of counted) add(asked, name);
    if (counted.length > 0) recount();
  }).observe({ type: "resource" });
  addEventListener("securitypolicyviolation", (event) => {
    if (event.disposition !== "enforce") return;
    const address = event.blockedURI || event.effectiveDirective;
    const policies = stopped.get(address) ?? new Map<string, number>();
    stopped.set(address, policies);
    add(policies, event.originalPolicy);
    recount();
  });
}
