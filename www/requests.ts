/** Counts requests of the page from now on, blocked ones too. It is evidence, not proof. */
export function countRequests(tell: (count: number) => void): void {
  const start = performance.now();
  let count = 0;
  new PerformanceObserver((list) => {
    const later = list.getEntries().filter((entry) => entry.startTime > start).length;
    if (later === 0) return;
    count += later;
    tell(count);
  }).observe({ type: "resource" });
  document.addEventListener("securitypolicyviolation", () => tell((count += 1)));
}
