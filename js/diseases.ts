/**
 * The designated intractable diseases (指定難病) of Japan: to find one as a person would ask for it, and to
 * make of it the part of a ClinVar list that is about it. No wasm is needed, and nothing is fetched.
 *
 * ```js
 * import { diseaseFilter, parseDiseases, tables } from "genosieve/diseases";
 * const diseases = parseDiseases(tables);
 * const [hit] = diseases.search("まるふぁん");
 * await screen(genome, { panel, filter: { diseases: [diseaseFilter(hit.disease)] } });
 * ```
 */
export { default as tables } from "./disease-tables.js";
export { diseaseFilter } from "./diseases/filter.js";
export { Diseases, parseDiseases } from "./diseases/index.js";
export type { Hit, Matched } from "./diseases/search.js";
export type {
  Basis,
  Disease,
  DiseaseClass,
  DiseaseSource,
  DiseaseTables,
  Mechanism,
} from "./diseases/table.js";
