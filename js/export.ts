import { Handle, type Core, type Exporting } from "./core.js";
import { optionError } from "./error.js";
import type * as Raw from "./glue.exporter.js";
import { breath, ticker } from "./pace.js";
import { Report } from "./report.js";
import { CHUNK, chunks, collect, nameOf, sizeOf, unchanged } from "./source.js";
import type {
  ExportForm,
  ExportOptions,
  ExportScope,
  ExportSurvey,
  ExportVcfOptions,
  KeptReport,
  Source,
} from "./types.js";

type Piece = Uint8Array<ArrayBuffer>;

/** The JSON of a report from its beginning, each time. */
export type Pieces = () => Iterable<string | Uint8Array>;

/** How an export is written, whatever its form. */
export type Writing = Omit<ExportOptions, "format" | "ped"> & { ped?: Uint8Array | undefined };

/** Writes reports in other forms, in an instance of its own; no screen needs it. */
export class Exporter {
  readonly #core: Core<Exporting>;

  constructor(core: Core<Exporting>) {
    this.#core = core;
  }

  survey(report: KeptReport, options: ExportScope): Promise<ExportSurvey> {
    return this.of(piecesOf(report), options, async (kept) => kept.survey);
  }

  async bytes(report: KeptReport, { format, ped, ...more }: ExportOptions): Promise<Piece> {
    const options = { ...more, ped: ped && (await collect(ped)) };
    const pieces = await this.of(piecesOf(report), options, async (kept) => kept.write(format));
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  }

  async *vcf(
    report: KeptReport,
    source: Source,
    { name, signal, onProgress, ...options }: ExportVcfOptions,
  ): AsyncGenerator<Piece, void> {
    const kept = await this.#begin(piecesOf(report), options);
    try {
      yield* kept.records(source, { name, signal, onProgress });
    } finally {
      this.#end(kept);
    }
  }

  /** What `work` makes of a report; after it the memory is given back. */
  async of<T>(pieces: Pieces, options: Writing, work: (kept: Exported) => Promise<T>): Promise<T> {
    const kept = await this.#begin(pieces, options);
    try {
      return await work(kept);
    } finally {
      this.#end(kept);
    }
  }

  async #begin(pieces: Pieces, options: Writing): Promise<Exported> {
    await this.#core.load();
    this.#core.enter();
    try {
      return new Exported(this.#core, pieces, options);
    } catch (error) {
      this.#core.leave();
      throw error;
    }
  }

  #end(kept: Exported): void {
    kept.free();
    this.#core.leave();
  }
}

/** A report that was read through once, to be written in any form. */
export class Exported {
  readonly #handle: Handle<Raw.Export, Exporting>;
  readonly #pieces: Pieces;
  readonly survey: ExportSurvey;

  constructor(core: Core<Exporting>, pieces: Pieces, options: Writing) {
    const { scope = "carried", samples = "keep", language = "en" } = options;
    const { bom = false, crlf = false, created = now() } = options;
    const raw = { scope, samples, language, bom, crlf, created };
    this.#pieces = pieces;
    this.#handle = new Handle<Raw.Export, Exporting>(
      core,
      (wasm) => new wasm.Export(raw, reader(pieces), options.ped),
    );
    this.survey = this.#handle.use((raw) => raw.survey());
  }

  write(form: ExportForm): Piece[] {
    const written: Piece[] = [];
    this.#handle.use((raw) =>
      raw.write(form, reader(this.#pieces), (piece) => written.push(piece)),
    );
    return written;
  }

  /** The records behind the rows, out of the file that was screened, while it is read. */
  async *records(
    source: Source,
    { name, signal, onProgress }: Reading,
  ): AsyncGenerator<Piece, void> {
    const bytesTotal = sizeOf(source);
    const size = bytesTotal === undefined ? undefined : BigInt(bytesTotal);
    const subset = new Handle<Raw.Subset, Exporting>(this.#handle.core, () =>
      this.#handle.use((raw) => raw.subset(reader(this.#pieces), name ?? nameOf(source), size)),
    );
    const due = ticker();
    let bytesRead = 0;
    try {
      for await (const chunk of chunks(source, signal)) {
        bytesRead += chunk.byteLength;
        const found = subset.use((raw) => raw.push(chunk));
        if (found.byteLength > 0) yield found;
        if (due()) onProgress?.({ bytesRead, bytesTotal });
        await breath();
      }
      signal?.throwIfAborted();
      await unchanged(source, signal);
      onProgress?.({ bytesRead, bytesTotal });
      const rest = subset.take((raw) => raw.finish());
      if (rest.byteLength > 0) yield rest;
    } finally {
      subset.free();
    }
  }

  free(): void {
    this.#handle.free();
  }
}

/** How the screened file is read. */
type Reading = { [K in "name" | "signal" | "onProgress"]?: ExportVcfOptions[K] | undefined };

function piecesOf(report: KeptReport): Pieces {
  if (report instanceof Report) return () => report.jsonPieces();
  if (typeof report === "string" || report instanceof Uint8Array) return () => [report];
  throw optionError("the report is neither a Report nor JSON of one");
}

/** Gives the pieces one by one, none of them large. */
function reader(pieces: Pieces): Raw.Next {
  const iterator = inBytes(pieces());
  return () => iterator.next().value ?? undefined;
}

function* inBytes(pieces: Iterable<string | Uint8Array>): Generator<Uint8Array, void> {
  const encoder = new TextEncoder();
  for (const piece of pieces) {
    for (let at = 0, end; at < piece.length; at = end) {
      end = at + CHUNK;
      if (typeof piece !== "string") yield piece.subarray(at, end);
      else {
        // A character beyond the BMP is two units of a text.
        if (/[\ud800-\udbff]/.test(piece.charAt(end - 1))) end += 1;
        yield encoder.encode(piece.slice(at, end));
      }
    }
  }
}

/** To the second. */
const now = () => new Date().toISOString().replace(/\.\d+/, "");
