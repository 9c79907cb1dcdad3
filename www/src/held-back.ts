/** Genes whose entries wait for the answer to a question (actionable secondary findings). */
import { isClinVar } from "./annotation.js";
import { JobError } from "./job/error.js";
import { bare } from "./job/failure.js";
import type { Failure } from "./job/protocol.js";
import type { State, Subject } from "./model.js";
import { NOT_NARROWED } from "./narrowing.js";

/**
 * Their symbols: of a ClinVar list, where no disease was chosen that it is asked about, until the question
 * is answered.
 */
export function heldBack(
  { resources, opened }: Pick<State, "resources" | "opened">,
  { choice, part }: Subject,
  narrowing = NOT_NARROWED,
): string[] {
  const chosen = part !== undefined || narrowing.disease !== undefined;
  return opened || chosen || !isClinVar(choice) ? [] : [...(resources?.actionable.keys() ?? [])];
}

/** What to say where what is held back is all that there is; otherwise the failure itself. */
export function closedBy(held: string[], failure: Failure, { genes } = NOT_NARROWED): JobError {
  const symbols = new Set(held);
  const all =
    held.length > 0 &&
    (genes.length === 0 || genes.some((gene) => symbols.has(gene.toUpperCase())));
  return new JobError(all && failure.code === "filter_empty" ? bare("all_held_back") : failure);
}
