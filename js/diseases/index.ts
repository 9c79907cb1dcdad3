/** All diseases, by number and by whatever a person types. */
import { entryOf, search, type Entry, type Hit } from "./search.js";
import { readTables, type Disease, type DiseaseSource, type DiseaseTables } from "./table.js";

/** The designated diseases, as {@link parseDiseases} read them. */
export class Diseases {
  /** In the order of their numbers. */
  readonly all: readonly Disease[];
  /** Whom the table comes from. */
  readonly source: DiseaseSource;
  readonly #byNumber: ReadonlyMap<number, Disease>;
  /** Made for the first search: whoever asks by number does without. */
  #entries: readonly Entry[] | undefined;

  /** @internal */
  constructor(all: readonly Disease[], source: DiseaseSource) {
    this.all = all;
    this.source = source;
    this.#byNumber = new Map(all.map((disease) => [disease.number, disease]));
  }

  /**
   * By number, name in kanji, kana or English, synonym, MONDO id or gene symbol; best first, each disease
   * once, at most `limit`. Widths, case, long vowels, small kana, dots and slashes make no difference; a slip
   * is forgiven in four letters or more, two in eight or more, where nothing is spelled as typed.
   */
  search(query: string, limit = Infinity): Hit[] {
    this.#entries ??= this.all.map(entryOf);
    return search(this.#entries, query).slice(0, limit);
  }

  /** By the number of the notification; undefined where there is none. */
  byNumber(number: number): Disease | undefined {
    return this.#byNumber.get(number);
  }
}

/** Reads the tables. Throws a TypeError where a text is not one. */
export function parseDiseases(tables: DiseaseTables): Diseases {
  const { diseases, source } = readTables(tables);
  return new Diseases(diseases, source);
}
