import { Handle, type Comparing } from "./core.js";
import { optionError } from "./error.js";
import { feed } from "./feed.js";
import type * as Raw from "./glue.family.js";
import { lineOf } from "./record-line.js";
import { isIndex } from "./report.js";
import type {
  FamilyCell,
  FamilyData,
  FamilyOverview,
  FamilyQuery,
  FamilyRow,
  Language,
  ReadOptions,
  SignificanceClass,
  Source,
} from "./types.js";
import { place } from "./view.js";

/** Which cell of a family is asked for. */
export interface FamilyEvidenceQuery {
  /** Number of the entry in panel order, from 0. */
  number: number;
  /** The member: its place in `members`. */
  member: number;
}

/**
 * What a family answers. `json()` is the report byte for byte as every surface writes it; rows are made when they are
 * asked for.
 */
export class FamilyReport {
  readonly #handle: Handle<Raw.Family, Comparing>;
  /** How many rows there are. */
  readonly count: number;
  /** What the command exits with: 0 answered, 5 where a file is incomplete. */
  readonly exitCode: number;
  /** All but the rows. */
  readonly overview: FamilyOverview;

  /** @internal Use {@link Api.screenFamily}. */
  constructor(handle: Handle<Raw.Family, Comparing>) {
    this.#handle = handle;
    this.count = handle.use((raw) => raw.count());
    this.exitCode = handle.use((raw) => raw.exitCode());
    const { rows: _, ...overview } = JSON.parse(handle.use((raw) => raw.overview())) as FamilyData;
    this.overview = overview;
  }

  /** The whole report, parsed. */
  get data(): FamilyData {
    return JSON.parse(this.json()) as FamilyData;
  }

  /** The pieces of `json()`, made one by one: use them where there are very many rows. */
  *jsonPieces(): Generator<string, void, undefined> {
    for (let number = 0; ; number += 1) {
      const piece = this.#handle.use((raw) => raw.jsonPiece(number));
      if (piece === undefined) return;
      yield piece;
    }
  }

  /** The report as one line of JSON. */
  json(): string {
    return [...this.jsonPieces()].join("");
  }

  /**
   * The JSON of a file's own report (its place in `reports`), as `Report.json`: what `exportReport` writes in other forms,
   * sample by sample.
   */
  reportJson(report: number): string {
    if (!isIndex(report)) throw optionError(`report ${report}`);
    const pieces: string[] = [];
    for (let number = 0; ; number += 1) {
      const piece = this.#handle.use((raw) => raw.reportPiece(report, number));
      if (piece === undefined) return pieces.join("");
      pieces.push(piece);
    }
  }

  /** @internal The bytes of `tsv()`, in pieces. */
  tsvPieces(): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    this.#handle.use((raw) => raw.tsv((piece) => pieces.push(piece)));
    return pieces;
  }

  /** Tab-separated values, a line an entry, as `genosieve family --format tsv` prints them. */
  tsv(): string {
    const decoder = new TextDecoder();
    const texts = this.tsvPieces().map((piece) => decoder.decode(piece, { stream: true }));
    return texts.join("");
  }

  /** What `genosieve family` prints for people. */
  table(language: Language = "en"): string {
    return this.#handle.use((raw) => raw.table(language));
  }

  /** What a reader must know beside the numbers, of the members together and then of each file. */
  noticeLines(language: Language = "en"): string[] {
    return this.#handle.use((raw) => raw.noticeLines(language));
  }

  /** Lists rows. Free it after use. */
  view(query: FamilyQuery = {}): FamilyListing {
    return new FamilyListing(this.#handle, query);
  }

  /** Rows in panel order, from one place to another (exclusive): the places that `FamilyPair.rows` names. */
  rows(from: number, to: number): FamilyRow[] {
    return this.#handle.use((raw) => raw.rows(place(from, this.count), place(to, this.count)));
  }

  /** The whole line of a record of a file (its place in `reports`), as {@link Report.readLine}. */
  async readLine(
    report: number,
    source: Blob,
    line: number,
    signal?: AbortSignal,
  ): Promise<string> {
    if (!isIndex(report)) throw optionError(`report ${report}`);
    if (!Number.isSafeInteger(line) || line < 1) throw optionError(`line ${line}`);
    if (!(source instanceof Blob)) throw optionError("the source is no File or Blob");
    const reader = new Handle<Raw.RecordReader, Comparing>(this.#handle.core, () =>
      this.#handle.use((raw) => raw.reader(report, BigInt(line))),
    );
    return lineOf(reader, source, signal);
  }

  /**
   * Reads the file of a member again for one entry, and gives what the member has of it with all records, reference rows
   * among them. Their lines can be read from then on.
   */
  async evidence(
    source: Source,
    { number, member }: FamilyEvidenceQuery,
    options: ReadOptions = {},
  ): Promise<FamilyCell> {
    if (!isIndex(number)) throw optionError(`number ${number}`);
    if (!isIndex(member)) throw optionError(`member ${member}`);
    const screen = new Handle<Raw.Rescreen, Comparing>(this.#handle.core, () =>
      this.#handle.use((raw) => raw.rescreen(number, member)),
    );
    try {
      await feed(screen, source, options);
      return this.#handle.use((raw) => screen.take((again) => raw.evidence(again, member)));
    } finally {
      screen.free();
    }
  }

  /** Gives its memory back. It cannot be used after that; a second call does nothing. */
  free(): void {
    this.#handle.free();
  }

  /** The same at the end of a `using`, where the platform has that. */
  [Symbol.dispose](): void {
    this.free();
  }
}

/** The rows of a family that fit a query, in its order. It is of use as long as its report. */
export class FamilyListing {
  readonly #family: Handle<Raw.Family, Comparing>;
  readonly #handle: Handle<Raw.FamilyList, Comparing>;
  /** How many fit. */
  readonly count: number;
  /** How many of each class fit all but the classes of the query. */
  readonly classes: Record<SignificanceClass, number>;

  /** @internal Use {@link FamilyReport.view}. */
  constructor(family: Handle<Raw.Family, Comparing>, query: FamilyQuery) {
    this.#family = family;
    this.#handle = new Handle<Raw.FamilyList, Comparing>(family.core, () =>
      family.use((raw) => raw.list(query)),
    );
    this.count = this.#handle.use((raw) => raw.count());
    this.classes = this.#handle.use((raw) => raw.classes());
  }

  /** The rows from one place to another (exclusive), as far as there are some. */
  rows(from: number, to: number): FamilyRow[] {
    return this.#handle.use((list) =>
      this.#family.use((raw) => raw.listed(list, place(from, this.count), place(to, this.count))),
    );
  }

  /** Gives its memory back. It cannot be used after that; a second call does nothing. */
  free(): void {
    this.#handle.free();
  }

  /** The same at the end of a `using`, where the platform has that. */
  [Symbol.dispose](): void {
    this.free();
  }
}
