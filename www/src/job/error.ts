/** How the work of a worker ends that gives nothing. */
import { failureOf } from "./failure.js";
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

/** What may be shown of whatever was thrown. */
export const ofThrown = (thrown: unknown): Failure =>
  thrown instanceof JobError ? thrown.failure : failureOf(thrown);
