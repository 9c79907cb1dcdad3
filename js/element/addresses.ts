/** Where the files of the package are. */
import { hasSimd128 } from "../simd.js";
import type { FileName } from "./words.js";

/** What the element loads: the document of its frame, and what that is given. */
export type Part = FileName | "document";

/** In this form bundlers find the files and give them their own names. */
const OWN: Record<Part, () => URL> = {
  document: () => new URL("./document.txt", import.meta.url),
  screens: () => new URL("./screens.txt", import.meta.url),
  wasm: () =>
    hasSimd128()
      ? new URL("../genosieve.wasm", import.meta.url)
      : new URL("../genosieve.scalar.wasm", import.meta.url),
  compiler: () =>
    hasSimd128()
      ? new URL("../genosieve.compiler.wasm", import.meta.url)
      : new URL("../genosieve.compiler.scalar.wasm", import.meta.url),
  describer: () => new URL("../genosieve.describer.wasm", import.meta.url),
  exporter: () => new URL("../genosieve.exporter.wasm", import.meta.url),
  family: () =>
    hasSimd128()
      ? new URL("../genosieve.family.wasm", import.meta.url)
      : new URL("../genosieve.family.scalar.wasm", import.meta.url),
  sentinels38: () => new URL("../demo/japan-sentinels.grch38.gsp", import.meta.url),
  sentinels37: () => new URL("../demo/japan-sentinels.grch37.gsp", import.meta.url),
  pgx38: () => new URL("../demo/pharmacogenomic-positions.grch38.gsp", import.meta.url),
  pgx37: () => new URL("../demo/pharmacogenomic-positions.grch37.gsp", import.meta.url),
  diseases: () => new URL("./intractable-diseases.tsv", import.meta.url),
  notes: () => new URL("./intractable-notes.tsv", import.meta.url),
  actionable: () => new URL("./actionable-genes.tsv", import.meta.url),
  genome: () => new URL("./synthetic-genome.grch38.bgz", import.meta.url),
};

/** The same by their names in `dist/` of the package. */
function namesOf(scalar: "" | ".scalar"): Record<Part, string> {
  return {
    document: "element/document.txt",
    screens: "element/screens.txt",
    wasm: `genosieve${scalar}.wasm`,
    compiler: `genosieve.compiler${scalar}.wasm`,
    describer: "genosieve.describer.wasm",
    exporter: "genosieve.exporter.wasm",
    family: `genosieve.family${scalar}.wasm`,
    sentinels38: "demo/japan-sentinels.grch38.gsp",
    sentinels37: "demo/japan-sentinels.grch37.gsp",
    pgx38: "demo/pharmacogenomic-positions.grch38.gsp",
    pgx37: "demo/pharmacogenomic-positions.grch37.gsp",
    diseases: "element/intractable-diseases.tsv",
    notes: "element/intractable-notes.tsv",
    actionable: "element/actionable-genes.tsv",
    genome: "element/synthetic-genome.grch38.bgz",
  };
}

/** In a copy of `dist/` at `base`, or where a bundler or a host of modules has put them. */
export function addressOf(part: Part, base: string | undefined): URL {
  if (base === undefined) return OWN[part]();
  const folder = new URL(base.endsWith("/") ? base : `${base}/`, document.baseURI);
  return new URL(namesOf(hasSimd128() ? "" : ".scalar")[part], folder);
}
