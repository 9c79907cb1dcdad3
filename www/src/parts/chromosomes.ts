/** Where a position lies in a human genome whose chromosomes are laid end to end, on a line that is 1 long. */

const NAMES = [...Array.from({ length: 22 }, (_, at) => String(at + 1)), "X", "Y"];

/** Megabases of each, of GRCh38; of other builds they hardly differ. */
const LENGTHS = [
  249, 242, 198, 190, 182, 171, 159, 145, 138, 134, 135, 133, 114, 107, 102, 90, 83, 80, 59, 64, 47,
  51, 156, 57,
];

const TOTAL = LENGTHS.reduce((sum, length) => sum + length, 0);

export interface Stretch {
  /** Of the chromosome; empty for another contig, which takes no place. */
  name: string;
  from: number;
  length: number;
}

/** The chromosome that a contig is by its name: chr1, 1 or NC_000001.11. */
function chromosomeOf(contig: string): string | undefined {
  const [, word, number] = /^(?:chr)?(\d\d?|X|Y)$|^NC_0000(\d\d)\.\d+$/i.exec(contig) ?? [];
  const name = word?.toUpperCase() ?? NAMES[Number(number) - 1];
  return name !== undefined && NAMES.includes(name) ? name : undefined;
}

export class GenomeLine {
  readonly #stretches = new Map<string, Stretch>();

  /** In the order of the file, so that a reader goes from left to right; what it does not name follows. */
  private constructor(contigs: readonly string[]) {
    let from = 0;
    for (const contig of [...contigs, ...NAMES]) {
      const name = chromosomeOf(contig);
      const key = name ?? contig;
      if (this.#stretches.has(key)) continue;
      const length = name === undefined ? 0 : (LENGTHS[NAMES.indexOf(name)] ?? 0) / TOTAL;
      this.#stretches.set(key, { name: name ?? "", from, length });
      from += length;
    }
  }

  /** Undefined where no contig of the file is a chromosome by its name. */
  static of(contigs: readonly string[]): GenomeLine | undefined {
    return contigs.some(chromosomeOf) ? new GenomeLine(contigs) : undefined;
  }

  get chromosomes(): Stretch[] {
    return [...this.#stretches.values()].filter(({ name }) => name !== "");
  }

  /** Undefined on a contig that the file does not name at its beginning. POS is 1-based. */
  placeOf({ contig, pos }: { contig: string; pos: number }): number | undefined {
    const stretch = this.#stretches.get(chromosomeOf(contig) ?? contig);
    return stretch && stretch.from + Math.min(stretch.length, pos / 1e6 / TOTAL);
  }
}
