/** What of the files that come at once is read, and as what. */
import { indexOf, isIndex } from "./index-file.js";
import type { GenomeFile } from "./job/protocol.js";

/** Files that are compared together at most. */
export const MOST_FILES = 8;

const PEDIGREE = /\.(ped|fam)$/i;
const GENOME = /\.(vcf|bcf)(\.b?gz)?$/i;

const isPedigree = (name: string) => PEDIGREE.test(name);

export interface Arrived {
  /** With their indexes. */
  genomes: GenomeFile[];
  pedigree: File | undefined;
  /** How many files are left. */
  others: number;
}

/**
 * Takes genomes with their indexes, and a pedigree. Where something is to be `opened`, the first file that is
 * neither index nor pedigree is a genome whatever its name is: its beginning says what it is.
 */
export function arrived(files: readonly File[], opened = true): Arrived {
  const rest = files.filter(({ name }) => !isIndex(name) && !isPedigree(name));
  const first = opened ? (rest[0] ?? files[0]) : undefined;
  const named = rest.filter((file) => file === first || GENOME.test(file.name));
  const all = first && !named.includes(first) ? [first] : named;
  const genomes = withIndexes(all.slice(0, MOST_FILES), files);
  const pedigree = files.find((file) => file !== first && isPedigree(file.name));
  const indexes = genomes.filter(({ index }) => index).length;
  return {
    genomes,
    pedigree,
    others: files.length - genomes.length - indexes - (pedigree ? 1 : 0),
  };
}

/** Of several genomes each has the index of its own name: any other would be another's. */
function withIndexes(genomes: readonly File[], files: readonly File[]): GenomeFile[] {
  const several = genomes.length > 1;
  return genomes.map((file) => {
    const own = files.filter(({ name }) => isIndex(name) && name.startsWith(`${file.name}.`));
    return { file, index: indexOf(file, several ? own : files) };
  });
}
