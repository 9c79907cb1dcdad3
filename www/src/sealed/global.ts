/** What the hardening leaves to the page in place of what it takes away. */

export interface Sealed {
  /** The policy of the frame, whose element is gone. */
  policy: string;
  /** A worker's address, which must be a blob's, as the browser wants it. */
  worker(url: string): string;
}

/** Undefined where there was no hardening: on the library's page and in workers. */
export function sealed(): Sealed | undefined {
  return (globalThis as { sealed?: Sealed }).sealed;
}
