/** Every file of the site that the sealed page is given, by the name that it knows it by. */
import genome from "../../../dist/demo/synthetic-genome.grch38.vcf.gz?url";
import sentinels37 from "../../../dist/demo/japan-sentinels.grch37.gsp?url";
import sentinels38 from "../../../dist/demo/japan-sentinels.grch38.gsp?url";
import pgx37 from "../../../dist/demo/pharmacogenomic-positions.grch37.gsp?url";
import pgx38 from "../../../dist/demo/pharmacogenomic-positions.grch38.gsp?url";
import diseases from "../../../panels/intractable-diseases.tsv?url";
import actionable from "../../../panels/actionable-genes.tsv?url";
import notes from "../../../panels/intractable-notes.tsv?url";

import screens from "virtual:screens";

import { MODULES } from "./module-files.js";
import type { FileName } from "../../../js/element/words.js";

export const FILES: Record<FileName, string> = {
  screens,
  ...MODULES,
  sentinels38,
  sentinels37,
  pgx38,
  pgx37,
  diseases,
  notes,
  actionable,
  genome,
};
