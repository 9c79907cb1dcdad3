/** From whatever was thrown to what may be shown. */
import type { GenosieveError } from "genosieve";

import type { Code, Failure } from "./protocol.js";

/** Codes after which the worker is of no more use. */
const STOPS: readonly Code[] = ["trap", "out_of_memory", "worker_lost"];

export function isStop({ code }: Failure): boolean {
  return STOPS.includes(code);
}

/** A failure that has no more to say than its code. */
export function bare(code: Code, detail = ""): Failure {
  return { code, position: {}, detail, evidence: [] };
}

/** Names of what browsers throw when a file cannot be read. */
const UNREADABLE = ["NotReadableError", "NotFoundError"];

/** The package's errors keep their code, and what a browser throws gets one of these. */
export function failureOf(thrown: unknown): Failure {
  if (isPackageError(thrown)) {
    const { code, position, detail, evidence } = thrown;
    return { code, position, detail, evidence };
  }
  if (thrown instanceof DOMException && thrown.name === "AbortError") return bare("abandoned");
  if (thrown instanceof DOMException && UNREADABLE.includes(thrown.name)) {
    return bare("io", thrown.name);
  }
  if (thrown instanceof RangeError) return bare("out_of_memory");
  return bare("trap", thrown instanceof Error ? thrown.message : String(thrown));
}

/** By its shape: the class of the worker's bundle is not the page's. */
function isPackageError(thrown: unknown): thrown is GenosieveError {
  return thrown instanceof Error && thrown.name === "GenosieveError" && "code" in thrown;
}
