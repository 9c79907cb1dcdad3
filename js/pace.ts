/** Milliseconds between two reports of progress, and between two turns of the event loop. */
const TICK = 100;

/** True at most once in {@link TICK}. */
export function ticker(): () => boolean {
  let last = performance.now();
  return () => {
    const now = performance.now();
    if (now - last < TICK) return false;
    last = now;
    return true;
  };
}

let lastTurn = 0;

/**
 * Lets other tasks run (a click on cancel, a paint) once in a while. Bytes in memory are read
 * without a single turn of the event loop otherwise. Timers are not used: hidden tabs slow them.
 */
export async function breath(): Promise<void> {
  const now = performance.now();
  if (now - lastTurn < TICK) return;
  lastTurn = now;
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
