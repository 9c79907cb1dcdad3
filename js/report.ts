import { Handle } from "./core.js";
import type * as Raw from "./glue.js";
import { optionError, tooManySamples } from "./error.js";
import { feed } from "./feed.js";
import { breath } from "./pace.js";
import { lineOf } from "./record-line.js";
import type {
  EntryFilter,
  EntryRow,
  EvidenceQuery,
  FindingsQuery,
  Language,
  Query,
  ReadOptions,
  ReportData,
  ReportOverview,
  Source,
  State,
  Track,
  TracksQuery,
} from "./types.js";
import { entryRow, View } from "./view.js";

/** What `data` lists where not all verdicts were asked for. */
const FINDINGS: State[] = ["carried", "carriedAssumed", "indeterminate"];

/** Rows that are made at once. */
const PAGE = 256;

/**
 * The answer. `json()` is the report byte for byte as every surface writes it; `data` is the same
 * parsed. Texts are made when asked for.
 */
export class Report {
  readonly #handle: Handle<Raw.Report>;
  #data: ReportData | undefined;
  /** What the command exits with: 0 answered, 5 the input is incomplete. */
  readonly exitCode: number;

  /** @internal Use {@link screen}. */
  constructor(handle: Handle<Raw.Report>) {
    this.#handle = handle;
    this.exitCode = handle.use((raw) => raw.exitCode());
  }

  /** The whole report, parsed when it is first asked for. */
  get data(): ReportData {
    this.#data ??= JSON.parse(this.json()) as ReportData;
    return this.#data;
  }

  /** All of `data` but the verdicts, without the cost of these: {@link Report.view} lists entries. */
  get overview(): ReportOverview {
    const json = this.#handle.use((raw) => raw.overview());
    const { verdicts: _, ...overview } = JSON.parse(json) as ReportData;
    return overview;
  }

  /** The pieces of `json()`, made one by one: use them where there are many samples. */
  *jsonPieces(): Generator<string, void, undefined> {
    for (let number = 0; ; number += 1) {
      const piece = this.#handle.use((raw) => raw.jsonPiece(number));
      if (piece === undefined) return;
      yield piece;
    }
  }

  /** Throws `samples_too_many` where a cohort's is longer than a text can be (512 MiB in V8). */
  json(): string {
    try {
      return [...this.jsonPieces()].join("");
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw tooManySamples(this.overview.summary.length, error);
    }
  }

  /** The listed verdicts as tab-separated values, as `screen --format tsv` prints them. */
  tsv(): string {
    return this.#handle.use((raw) => raw.tsv());
  }

  /** @internal */
  tsvPieces(): [string] {
    return [this.tsv()];
  }

  /** What `genosieve screen` prints for people. */
  table(language: Language = "en"): string {
    return this.#handle.use((raw) => raw.table(language));
  }

  /**
   * Asks about the entries that a filter leaves; about all without one. The file is not read again: counts, `data`
   * and `overview` are new at once. Views of before are of no use.
   */
  setFilter(filter: EntryFilter = {}): void {
    this.#handle.use((raw) => raw.setFilter(filter));
    this.#data = undefined;
  }

  /** Lists entries of the panel in any state, whether or not `data` lists them. Free it after use. */
  view(query: Query = {}): View {
    return new View(this.#handle, query);
  }

  /**
   * The entries that fit a query one by one, by default what is carried and what is indeterminate; other tasks get
   * their turn in between. Throws the signal's reason once it is aborted, and an error with code `option` where the
   * query has a value that it cannot have.
   */
  async *findings({ signal, ...query }: FindingsQuery = {}): AsyncGenerator<EntryRow, void> {
    const view = this.view({ states: FINDINGS, ...query });
    try {
      for (let from = 0; from < view.count; from += PAGE) {
        signal?.throwIfAborted();
        yield* view.rows(from, from + PAGE);
        await breath();
      }
    } finally {
      view.free();
    }
  }

  /**
   * Where the entries lie and what became of them: counts along the chromosomes 1 to 22, X and Y. Those of other
   * contigs are on no track.
   */
  tracks({ sample = 0, bins = 400, contig }: TracksQuery = {}): Track[] {
    if (!isIndex(sample)) throw optionError(`sample ${sample}`);
    if (!isIndex(bins)) throw optionError(`bins ${bins}`);
    return this.#handle.use((raw) => raw.tracks(sample, bins, contig ?? ""));
  }

  /**
   * The whole line of a record, as it stands in the file that was screened. `line` is the number that
   * the record has in a row of this report. Only the block that holds it is read, of plain gzip all
   * that lies before it.
   */
  async readLine(source: Blob, line: number, signal?: AbortSignal): Promise<string> {
    if (!Number.isSafeInteger(line) || line < 1) throw optionError(`line ${line}`);
    if (!(source instanceof Blob)) throw optionError("the source is no File or Blob");
    const reader = new Handle(this.#handle.core, () =>
      this.#handle.use((raw) => raw.reader(BigInt(line))),
    );
    return lineOf(reader, source, signal);
  }

  /**
   * Screens the source again for one entry, and gives its row with all records, reference rows among
   * them, which {@link View.rows} may leave out. Their lines can be read from then on.
   */
  async evidence(
    source: Source,
    { number, sample = 0 }: EvidenceQuery,
    options: ReadOptions = {},
  ): Promise<EntryRow> {
    if (!isIndex(number)) throw optionError(`number ${number}`);
    if (!isIndex(sample)) throw optionError(`sample ${sample}`);
    const screen = new Handle(this.#handle.core, () =>
      this.#handle.use((raw) => raw.rescreen(number, sample)),
    );
    try {
      await feed(screen, source, options);
      return entryRow(this.#handle.use((raw) => screen.take((again) => raw.evidence(again))));
    } finally {
      screen.free();
    }
  }

  /** @internal */
  get handle(): Handle<Raw.Report> {
    return this.#handle;
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

/** What the core takes as an index; others would wrap around on their way. */
export function isIndex(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}
