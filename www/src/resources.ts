/** What the page needs before it opens a file: all of it is loaded first, from its own host. */
import genomeUrl from "../../dist/demo/synthetic-genome.grch38.vcf.gz?url";
import sentinels37Url from "../../dist/demo/japan-sentinels.grch37.gsp?url";
import sentinels38Url from "../../dist/demo/japan-sentinels.grch38.gsp?url";
import pgx37Url from "../../dist/demo/pharmacogenomic-positions.grch37.gsp?url";
import pgx38Url from "../../dist/demo/pharmacogenomic-positions.grch38.gsp?url";
import diseasesUrl from "../../panels/intractable-diseases.tsv?url";
import actionableUrl from "../../panels/actionable-genes.tsv?url";
import notesUrl from "../../panels/intractable-notes.tsv?url";
import type { PanelInfo } from "genosieve";
import { parseDiseases, type Diseases } from "genosieve/diseases";
import infos from "virtual:built-in-panels";

import { readActionable, type ActionableGene } from "../../js/actionable.js";
import type { PackedPanel } from "./job/protocol.js";
import { listKept } from "./library/kept.js";
import type { BuiltIn, Choice } from "./model.js";
import { bytesOf, loadModules, type Loaded } from "./modules.js";
import { releaseOf } from "./panel-file.js";

/** In the order of `infos`. */
const PANELS: Record<BuiltIn, string[]> = {
  sentinels: [sentinels38Url, sentinels37Url],
  pgx: [pgx38Url, pgx37Url],
};

export const DEMO_NAME = "synthetic-genome.grch38.vcf.gz";

export interface Resources extends Loaded {
  /** The built-in lists on each build that they are known for. */
  builtIn: Record<BuiltIn, PackedPanel[]>;
  /** The designated intractable diseases. */
  diseases: Diseases;
  /** Genes that are held back until a question is answered, by symbol. */
  actionable: Map<string, ActionableGene>;
}

export async function loadResources(): Promise<Resources> {
  const [loaded, sentinels, pgx, diseases, notes, actionable] = await Promise.all([
    loadModules(),
    panelsOf("sentinels"),
    panelsOf("pgx"),
    textOf(diseasesUrl),
    textOf(notesUrl),
    textOf(actionableUrl),
  ]);
  return {
    ...loaded,
    builtIn: { sentinels, pgx },
    diseases: parseDiseases({ diseases, notes }),
    actionable: readActionable(actionable),
  };
}

async function textOf(url: string): Promise<string> {
  return new TextDecoder().decode(await bytesOf(url));
}

function panelsOf(list: BuiltIn): Promise<PackedPanel[]> {
  const panels = PANELS[list].map(async (url, at) => {
    const info = infos[list][at];
    if (!info) throw new Error("a panel that the build did not open");
    return { info, bytes: await bytesOf(url) };
  });
  return Promise.all(panels);
}

/**
 * The lists that the library of this site keeps; none where the browser keeps nothing. Of each only what
 * it says of itself is read here. Panels of one name and release, each for another build, are one list.
 */
export async function keptLists(): Promise<Choice[]> {
  const lists: Choice[] = [];
  for (const { id, info, file } of await listKept().catch(() => [])) {
    const panel = { info, bytes: file };
    const same = lists.find(({ panels }) =>
      panels.every((other) => isOtherBuild(info, other.info)),
    );
    if (same) same.panels.push(panel);
    else
      lists.push({ id: `kept-${id}`, group: "own", kept: true, name: info.name, panels: [panel] });
  }
  return lists;
}

function isOtherBuild(a: PanelInfo, b: PanelInfo): boolean {
  const release = releaseOf(a);
  const same = a.name === b.name && release !== undefined && release === releaseOf(b);
  return same && a.build !== null && b.build !== null && a.build !== b.build;
}

/** The sample genome; it is no part of what a first file waits for. */
export async function loadDemo(signal: AbortSignal): Promise<File> {
  return new File([await bytesOf(genomeUrl, signal)], DEMO_NAME);
}
