/** How the work of a worker ends that gives nothing. */
import type { Code, Failure } from "./protocol.js";

/** The rejection of whatever a worker was asked for. */
export class JobError extends Error {
  override readonly name = "JobError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Code of what the page itself ended. */
export const CLOSED = "closed" satisfies Code;
