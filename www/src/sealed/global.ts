/** What the hardening leaves to the page in place of what it takes away. */

export interface Sealed {
  /** The policy of the frame, whose element is gone. */
  policy: string;
  /** A worker of a classic script, which runs after the hardening of workers. */
  worker(script: string, name?: string): Worker;
  /** Runs the second script of the page, whose hash the policy names; there is no way to another one. */
  second(script: string): void;
  /** A worker at a blob's address, of which there are none but those that the hardening made. */
  at(address: string): Worker;
}

/** The same within a worker. */
export interface SealedWorker {
  /** An address that lasts as long as the worker. */
  pulse: string;
}

/** Undefined where there was no hardening: on the library's page. */
export function sealed(): Sealed | undefined {
  return (globalThis as { sealed?: Sealed }).sealed;
}

export function sealedWorker(): SealedWorker | undefined {
  return (globalThis as { sealed?: SealedWorker }).sealed;
}
