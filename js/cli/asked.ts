/** What is asked of a file: the panel and the options of a screen. */
import { diseaseFilter, parseDiseases, tables } from "../diseases.js";
import { optionError } from "../error.js";
import { compilePanel, messages, openPanel, readGenes } from "../node.js";
import { isPanelFile, MAGIC, type Panel } from "../panel.js";
import type { EntryFilter, GeneList, Language, Source } from "../types.js";
import { panelOfAlleles } from "./alleles.js";
import type { AskedArgs, FilterArgs } from "./args.js";
import { fileName, indexBeside, input, mapText, peek, read, whole } from "./files.js";
import { fill, say } from "./say.js";

/** Opens a `.gsp`. */
export type Opening = (bytes: Source) => Promise<Panel>;

/** What files are screened with, all of them alike. */
export async function screenOptions(args: AskedArgs, open: Opening = openPanel) {
  const filter = await filterOf(args.filter, args.language);
  const panel =
    args.panel === undefined
      ? await panelOfAlleles(args.alleles, args.build, args.language)
      : await panelOf(args.panel, args.build, open);
  const contigMap = args.contigMap === undefined ? undefined : await mapText(args.contigMap);
  return {
    panel,
    workers: args.workers,
    filter,
    absentIsReference: args.absentIsReference,
    minGq: args.minGq,
    allowImputed: args.allowImputed,
    xCopies: args.xCopies,
    ...(args.minDp === undefined ? {} : { minDp: args.minDp }),
    ...(args.callable === undefined
      ? {}
      : { callable: read(args.callable), callableName: fileName(args.callable) }),
    ...(args.build === undefined ? {} : { build: args.build }),
    ...(contigMap === undefined ? {} : { contigMap }),
  };
}

/** The index to use: one that was named must be there; one beside the file is no reason to stop. */
export async function indexOf(
  path: string,
  index: AskedArgs["index"],
): Promise<Source | undefined> {
  if (index) return whole(index);
  const beside = index === undefined ? await indexBeside(path) : undefined;
  return beside === undefined ? undefined : read(beside);
}

async function sayRejected({ rejected }: GeneList, language: Language): Promise<void> {
  if (rejected.length === 0) return;
  const table = await messages(language);
  for (const { line, asGiven, reason, candidates } of rejected) {
    const form = candidates.length === 0 ? "table.gene_rejected" : "table.gene_rejected_for";
    const why = table[`gene.${reason}`] ?? reason;
    say(fill(table[form] ?? reason, String(line), asGiven, why, candidates.join(", ")));
  }
}

/** Genes of a list are taken in, and diseases by their numbers become what is looked for of them. */
export async function filterOf(args: FilterArgs, language: Language): Promise<EntryFilter> {
  const { numbers = [], geneList, geneTable, minConfidence, ...filter } = args;
  if (geneList !== undefined) {
    const list = await readGenes(read(geneList), {
      ...(geneTable === undefined ? {} : { table: read(geneTable) }),
      ...(minConfidence === undefined ? {} : { minConfidence }),
    });
    await sayRejected(list, language);
    const symbols = list.genes.map(({ symbol }) => symbol);
    filter.genes = [...(filter.genes ?? []), ...symbols];
  }
  if (numbers.length === 0) return filter;
  const known = parseDiseases(tables);
  const diseases = numbers.map((number) => {
    const disease = /^[1-9][0-9]*$/.test(number) ? known.byNumber(Number(number)) : undefined;
    const found = disease && diseaseFilter(disease);
    if (!found || found.conditions.length + found.genes.length === 0)
      throw optionError(`--disease ${number}`);
    return found;
  });
  return { ...filter, diseases };
}

/**
 * A `.gsp` is told by its first bytes; anything else is compiled on the way. A build that the user
 * states also chooses the columns of a table that has several.
 */
export async function panelOf(
  path: string,
  build?: string,
  open: Opening = openPanel,
): Promise<Panel> {
  const { head, bytes } = await peek(await input(path), MAGIC.length);
  if (isPanelFile(head)) return open(bytes);
  return compilePanel(bytes, {
    sourceName: fileName(path),
    ...(build === undefined ? {} : { build }),
  });
}
