/** What the page needs before it opens a file: all of it is there first. */
import type { PanelInfo } from "genosieve";
import { parseDiseases, type Diseases } from "genosieve/diseases";
import infos from "virtual:built-in-panels";

import { readActionable, type ActionableGene } from "../../js/actionable.js";
import { Job } from "./job/client.js";
import type { PackedPanel } from "./job/protocol.js";
import { textOf, type Given } from "./given.js";
import { BUILT_IN, type BuiltIn, type Choice } from "./model.js";
import { loadModules, type Loaded } from "./modules.js";
import { releaseOf } from "./panel-file.js";
import type { FileName, KeptPanel } from "../../js/element/words.js";

/** In the order of `infos`. */
const PANELS: Record<BuiltIn, FileName[]> = {
  sentinels: ["sentinels38", "sentinels37"],
  pgx: ["pgx38", "pgx37"],
};

export const DEMO_NAME = "synthetic-genome.grch38.vcf.gz";

export interface Resources extends Loaded {
  /** What makes workers. */
  Job: typeof Job;
  /** The built-in lists on each build that they are known for. */
  builtIn: Record<BuiltIn, PackedPanel[]>;
  /** The designated intractable diseases. */
  diseases: Diseases;
  /** Genes that are held back until a question is answered, by symbol. */
  actionable: Map<string, ActionableGene>;
}

export async function loadResources(given: Given): Promise<Resources> {
  const [loaded, sentinels, pgx, diseases, notes, actionable] = await Promise.all([
    loadModules((name) => given.file(name)),
    panelsOf(given, "sentinels"),
    panelsOf(given, "pgx"),
    textOf(given, "diseases"),
    textOf(given, "notes"),
    textOf(given, "actionable"),
  ]);
  return {
    Job,
    ...loaded,
    builtIn: { sentinels, pgx },
    diseases: parseDiseases({ diseases, notes }),
    actionable: readActionable(actionable),
  };
}

function panelsOf(given: Given, list: BuiltIn): Promise<PackedPanel[]> {
  const panels = PANELS[list].map(async (name, at) => {
    const info = infos[list][at];
    if (!info) throw new Error("a panel that the build did not open");
    return { info, bytes: await given.file(name) };
  });
  return Promise.all(panels);
}

/** The lists that everybody meets here. */
export function builtInLists({ builtIn }: Resources): Choice[] {
  return BUILT_IN.map((id) => {
    const panels = builtIn[id];
    return { id, group: "other", kept: false, name: undefined, panels };
  });
}

/**
 * The lists that the library of this site keeps; none where the browser keeps nothing. Of each only what
 * it says of itself is read here. Panels of one name and release, each for another build, are one list.
 */
export function keptLists(kept: readonly KeptPanel[]): Choice[] {
  const lists: Choice[] = [];
  for (const { id, info, file } of kept) {
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
export async function demoOf(given: Given): Promise<File> {
  return new File([await given.file("genome")], DEMO_NAME);
}
