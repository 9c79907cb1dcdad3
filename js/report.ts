import type { Handle } from "./core.js";
import type * as Raw from "./glue.js";
import type { Language, Query, ReportData } from "./types.js";
import { View } from "./view.js";

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

  json(): string {
    return this.#handle.use((raw) => raw.json());
  }

  tsv(): string {
    return this.#handle.use((raw) => raw.tsv());
  }

  table(language: Language = "en"): string {
    return this.#handle.use((raw) => raw.table(language));
  }

  /** Lists entries of the panel in any state, whether or not `data` lists them. Free it after use. */
  view(query: Query = {}): View {
    return new View(this.#handle, query);
  }

  free(): void {
    this.#handle.free();
  }
}
