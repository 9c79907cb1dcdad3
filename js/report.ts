import { Handle } from "./core.js";
import type * as Raw from "./glue.js";
import { GenosieveError, optionError, tooManySamples } from "./error.js";
import { feed } from "./feed.js";
import { chunks, PIECE } from "./source.js";
import type {
  EntryFilter,
  EntryRow,
  EvidenceQuery,
  Language,
  Query,
  ReadOptions,
  ReportData,
  ReportOverview,
  Source,
  Track,
  TracksQuery,
} from "./types.js";
import { entryRow, View } from "./view.js";

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

  tsv(): string {
    return this.#handle.use((raw) => raw.tsv());
  }

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
    try {
      const from = Number(reader.use((raw) => raw.from()));
      try {
        for await (const bytes of chunks(source.slice(from), signal, PIECE)) {
          if (reader.use((raw) => raw.push(bytes))) break;
        }
      } catch (error) {
        // A file that was changed or removed cannot be read: the reader says that its line is missing.
        if (!(error instanceof GenosieveError && error.code === "io")) throw error;
      }
      signal?.throwIfAborted();
      return reader.take((raw) => raw.finish());
    } finally {
      reader.free();
    }
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

  free(): void {
    this.#handle.free();
  }
}

/** What the core takes as an index; others would wrap around on their way. */
function isIndex(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}
