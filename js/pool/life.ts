/**
 * The end of a worker, of which browsers tell nobody: it holds a lock for as long as it lives, and whoever
 * waits for that lock gets it when the worker ends. Without locks (pages without TLS, or of an opaque
 * origin) its end is not known.
 */
type Locks = Pick<LockManager, "request">;

/** Types promise what not all engines and pages have. */
function locks(): Locks | undefined {
  return (globalThis.navigator as { locks?: Locks } | undefined)?.locks;
}

/** In the worker, before it does anything else: takes the lock and says so, and waits until then. */
export async function live(name: string, held: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const forever = () => {
      resolve();
      return new Promise<never>(() => {});
    };
    const holding = locks()?.request(name, forever);
    if (holding === undefined) resolve();
    else holding.catch(() => resolve());
  });
  held();
}

/** On the other side, once the worker said so: resolves at its end with true, or with false if that is not known. */
export async function end(name: string): Promise<boolean> {
  const got = locks()?.request(name, () => true);
  return got === undefined ? false : got.catch(() => false);
}

/** A name that no other worker of the site has. */
export function lifeName(): string {
  const random = crypto.getRandomValues(new Uint32Array(4));
  return `genosieve-${random.join("-")}`;
}
