/** Which entries of a panel are asked about. */

/** Which entries make a sub-panel. Each list that is there must be met; of one list any item is enough. */
export interface EntryFilter {
  /**
   * Words of a classification: `pathogenic`, `likely_pathogenic`, `uncertain_significance`, `likely_benign`,
   * `benign`, `conflicting`, `drug_response`, `risk_factor` … (`docs/semantics.md` lists them). An entry fits if
   * its set holds one.
   */
  significance?: string[];
  /** Review stars at least, 0 to 4. */
  minStars?: number;
  /** Whole gene symbols, any case, or NCBI gene ids. */
  genes?: string[];
  /** Entries in these genes are held back. */
  excludeGenes?: string[];
  /** Exact ids of conditions: `MONDO:0007947`, `OMIM:154700`, `MedGen:C0024796`, `Orphanet:558`. */
  conditions?: string[];
  /**
   * Of each disease the entries whose conditions hold one of the ids, and, told apart, those that lie in one of
   * the genes only. Entries of any of the diseases fit.
   */
  diseases?: DiseaseFilter[];
  /** `germline`, `somatic` … */
  origins?: string[];
  /** Terms of the Sequence Ontology: `missense_variant` or `SO:0001583`. */
  consequences?: string[];
  /** `chr7:140753336`, `7:140,753,300-140,753,400` (1-based, inclusive), or a contig. */
  regions?: string[];
}

/** A disease as a part of a panel. */
export interface DiseaseFilter {
  /** For people. */
  name: string;
  /** Exact ids of it. */
  conditions: string[];
  /** Symbols of its genes. */
  genes: string[];
}

/** How many entries a filter leaves. */
export interface FilterCount {
  /** Entries that it leaves. */
  entries: number;
  /** Of these, entries whose conditions hold an id of a disease. */
  byCondition: number;
  /** Of these, all others, which lie in a gene of a disease. */
  byGene: number;
  /** Genes and ids that no entry of the panel has. */
  unmatched: string[];
}

/** Why an entry is listed under a disease. */
export type ListedBy = "condition" | "gene";
