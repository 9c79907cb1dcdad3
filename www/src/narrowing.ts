/** What of a list a result is about: the part that was compared, narrowed, without what is held back. */
import type { EntryFilter, GeneList } from "genosieve";
import { diseaseFilter, type Disease } from "genosieve/diseases";

import type { Part } from "./model.js";

/** Conditions that a person sets on a result. All of them must be met; of one list any item is enough. */
export interface Narrowing {
  /** Words of a classification. */
  significance: readonly string[];
  /** Stars at least; 0 is no condition. */
  minStars: number;
  genes: readonly string[];
  /** Only where what was compared is no part about a disease itself. */
  disease: Disease | undefined;
  origins: readonly string[];
  consequences: readonly string[];
  regions: readonly string[];
}

export const NOT_NARROWED: Narrowing = {
  significance: [],
  minStars: 0,
  genes: [],
  disease: undefined,
  origins: [],
  consequences: [],
  regions: [],
};

/** The genes of a list of one's own, and nothing else. */
export const ofGenes = ({ genes }: GeneList): Narrowing => ({
  ...NOT_NARROWED,
  genes: genes.map(({ symbol }) => symbol),
});

/** Conditions that are lists of words. */
export const WORDS = ["significance", "genes", "origins", "consequences", "regions"] as const;

export function isNarrowed({ minStars, disease, ...lists }: Narrowing): boolean {
  return minStars > 0 || disease !== undefined || WORDS.some((key) => lists[key].length > 0);
}

/** All of it as one filter; undefined where it leaves every entry. */
export function filterOf(
  part: Part | undefined,
  narrowing: Narrowing,
  heldBack: readonly string[],
): EntryFilter | undefined {
  const filter: EntryFilter = { ...part?.filter };
  for (const key of WORDS) if (narrowing[key].length > 0) filter[key] = [...narrowing[key]];
  if (narrowing.minStars > 0) filter.minStars = narrowing.minStars;
  if (!part && narrowing.disease) filter.diseases = [diseaseFilter(narrowing.disease)];
  if (heldBack.length > 0) filter.excludeGenes = [...heldBack];
  return Object.keys(filter).length > 0 ? filter : undefined;
}
