/** Findings by gene: what is carried or not decided, and how much of each gene the file answers. */
import type { EntryRow, State, Summary as Counts } from "genosieve";

import { symbolsOf } from "../annotation.js";
import type { Screened } from "./screened.js";

/** What is found, as far as it is no answer "not carried". */
export const FOUND: State[] = ["carried", "carriedAssumed", "indeterminate"];

/** Findings that are grouped: gravest first, so that what is left out is the least of them. */
const MOST_FOUND = 5_000;

export interface GeneGroup {
  gene: string;
  carried: number;
  indeterminate: number;
  /** Entries of the gene that are asked about, and those of them that the file answers. */
  entries: number;
  answered: number;
}

export interface GeneGroups {
  /** In the order of the gravest finding of each. */
  groups: GeneGroup[];
  /** Genes with a finding. */
  genes: number;
  /** Findings, and those of them that were grouped. */
  found: number;
  grouped: number;
}

/** Entries that the file answers: what cannot be decided is no answer. */
export function answered(counts: Counts): number {
  const { carried, notCarried, carriedAssumed, notCarriedAssumed } = counts;
  return carried + notCarried + carriedAssumed + notCarriedAssumed;
}

/** The genes with findings, `most` of them at most with their counts. */
export function byGene(job: Screened, sample: number, most: number): GeneGroups {
  const view = job.report.view({ sample, states: FOUND, sort: "state" });
  const rows = view.rows(0, MOST_FOUND);
  const found = view.count;
  view.free();
  const genes = grouped(rows, job.filter.genes);
  const groups = job.aside((ask) =>
    [...genes].slice(0, most).map(([gene, own]): GeneGroup => {
      const about = ask({ ...job.filter, genes: [gene] });
      const counts = about?.summary[sample];
      const indeterminate = own.filter(({ state }) => state === "indeterminate").length;
      return {
        gene,
        carried: own.length - indeterminate,
        indeterminate,
        entries: about?.filter?.entries ?? own.length,
        answered: counts ? answered(counts) : 0,
      };
    }),
  );
  return { groups, genes: genes.size, found, grouped: rows.length };
}

/**
 * Rows by whole gene symbol. An entry that lies in several genes stands under each, but a gene all of whose
 * findings lie in a gene that comes before it, as its antisense transcript's do, is no group of its own.
 */
function grouped(rows: EntryRow[], wanted: string[] | undefined): Map<string, EntryRow[]> {
  const all = new Map<string, EntryRow[]>();
  const asked = wanted && new Set(wanted.map((gene) => gene.toUpperCase()));
  for (const row of rows) {
    for (const gene of new Set(symbolsOf(row.entry))) {
      if (asked && !asked.has(gene.toUpperCase())) continue;
      const own = all.get(gene);
      if (own) own.push(row);
      else all.set(gene, [row]);
    }
  }
  for (const [gene, own] of all) {
    const symbols = own.map(({ entry }) => symbolsOf(entry));
    const first = symbols[0] ?? [];
    const before = first.slice(0, first.indexOf(gene));
    if (before.some((other) => symbols.every((names) => names.includes(other)))) all.delete(gene);
  }
  return all;
}
