/** The part of a list that is about a disease. */
import type { EntryFilter } from "../types.js";
import type { Disease } from "./table.js";

/**
 * The filter's term for a disease: all ids of its classes and all their genes. Its name is the number and the
 * Japanese name, in which diseases are designated. Where {@link Disease.basis} is not `known` it has neither,
 * and no entry fits.
 */
export function diseaseFilter({
  number,
  notified,
  mondo,
  genes,
}: Disease): NonNullable<EntryFilter["diseases"]>[number] {
  return { name: `${number} ${notified.ja}`, conditions: [...mondo], genes: [...genes] };
}
