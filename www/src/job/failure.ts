/** From whatever was thrown to what may be shown. */
import type { GenosieveError } from "genosieve";

import type { Failure } from "./protocol.js";

/** A failure that has no more to say than its code. */
export function bare(code: string, detail = ""): Failure {
  return { code, position: {}, detail, evidence: [] };
}

/** The package's errors keep their code; what the browser throws for want of memory has one here. */
export function failureOf(thrown: unknown): Failure {
  if (isPackageError(thrown)) {
    const { code, position, detail, evidence } = thrown;
    return { code, position, detail, evidence };
  }
  if (thrown instanceof DOMException && thrown.name === "AbortError") return bare("abandoned");
  if (thrown instanceof RangeError) return bare("memory");
  return bare("trap", thrown instanceof Error ? thrown.message : String(thrown));
}

/** By its shape: the class of the worker's bundle is not the page's. */
function isPackageError(thrown: unknown): thrown is GenosieveError {
  return thrown instanceof Error && thrown.name === "GenosieveError" && "code" in thrown;
}
