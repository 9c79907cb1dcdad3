/** What a worker holds of samples that were compared: the report, and the views of it that are shown. */
import { exportReport, GenosieveError, guessRoles, type FamilyReport } from "genosieve/bare";
import type {
  FamilyListing as View,
  FamilyQuery,
  FamilyRow,
  FamilyView,
  FoundRoles,
  Language,
  SignificanceClass,
} from "genosieve";

import { failureOf } from "./failure.js";
import { pedigreeOf } from "./pedigree.js";
import { PAGE, type Failure, type GenomeFile } from "./protocol.js";

/** What is asked for, and a view in which a row has to be besides. */
export interface FamilyAsked extends FamilyQuery {
  within?: FamilyView;
}

/** A view of the rows that a query fits. */
export interface FamilyListing {
  view: number;
  count: number;
  /** Of the query without what it is within: how many rows fit of each class, whatever classes are asked for. */
  classes: Record<SignificanceClass, number>;
  /** Its first rows, a page of them. */
  first: FamilyRow[];
}

/** What is saved of a comparison. */
export interface FamilyWritten {
  format: "json" | "tsv" | "html" | "fhir" | "phenopacket";
  /** Which of the files it is about; `json` and `tsv` are about all. */
  report: number;
  language: Language;
}

/** What files and a pedigree say of samples, as far as they could be read. */
export interface FoundTogether {
  found: FoundRoles | undefined;
  /** Why something could not be read, and which of the files it is; undefined: the pedigree. */
  failed: { file: number | undefined; failure: Failure } | undefined;
}

export async function found(files: File[], pedigree: File | undefined): Promise<FoundTogether> {
  const of = (some: File[], ped?: File) =>
    guessRoles(
      some.map((source) => ({ source })),
      ped ? { ped } : {},
    );
  try {
    return { found: await of(files, pedigree), failed: undefined };
  } catch (error) {
    const failed = await whichFails(files, of);
    if (failed) return { found: undefined, failed };
    // Without it the samples are known all the same.
    if (!pedigree || !(error instanceof GenosieveError)) throw error;
    const failure = failureOf(error);
    return { found: await of(files), failed: { file: undefined, failure } };
  }
}

/** The first of the files whose beginning cannot be read. */
async function whichFails(
  files: File[],
  read: (files: File[]) => Promise<unknown>,
): Promise<FoundTogether["failed"]> {
  for (const [at, file] of files.entries()) {
    try {
      await read([file]);
    } catch (error) {
      if (error instanceof GenosieveError) return { file: at, failure: failureOf(error) };
      throw error;
    }
  }
  return undefined;
}

/** Views that are kept: each table asks for its newest, and rows of the one before may still be on their way. */
const KEPT = 6;

/** Rows that are looked through at once. */
const LOOKED = 1024;

interface Kept {
  view: View;
  /** The rows of it that are meant; undefined: all. */
  only: number[] | undefined;
}

export class Compared {
  readonly report: FamilyReport;
  readonly #files: GenomeFile[];
  readonly #views = new Map<number, Kept>();
  #last = 0;

  constructor(files: GenomeFile[], report: FamilyReport) {
    this.#files = files;
    this.report = report;
  }

  view({ within, ...query }: FamilyAsked): FamilyListing {
    const kept = this.#within(query, within);
    for (const [id, { view }] of [...this.#views].slice(0, -KEPT + 1)) {
      view.free();
      this.#views.delete(id);
    }
    const id = ++this.#last;
    this.#views.set(id, kept);
    const count = kept.only?.length ?? kept.view.count;
    const first = this.rows(id, 0, Math.min(PAGE, count));
    return { view: id, count, classes: kept.view.classes, first };
  }

  /** A query names views of which any is enough: those that are in two of them are looked for here. */
  #within(query: FamilyQuery, within: FamilyView | undefined): Kept {
    const { views = [] } = query;
    if (within === undefined) return { view: this.report.view(query), only: undefined };
    const view = this.report.view({ ...query, views: [within] });
    if (views.length === 0) return { view, only: undefined };
    const only: number[] = [];
    for (let from = 0; from < view.count; from += LOOKED) {
      const rows = view.rows(from, Math.min(from + LOOKED, view.count));
      rows.forEach(
        (row, at) => row.views.some((one) => views.includes(one)) && only.push(from + at),
      );
    }
    return { view, only };
  }

  rows(id: number, from: number, to: number): FamilyRow[] {
    const kept = this.#views.get(id);
    if (!kept) return [];
    const { view, only } = kept;
    if (!only) return view.rows(from, to);
    return only.slice(from, to).flatMap((at) => view.rows(at, at + 1));
  }

  places(places: number[]): FamilyRow[] {
    return places.flatMap((place) => this.report.rows(place, place + 1));
  }

  fileOf(report: number): File {
    const file = this.#files[report]?.file;
    if (!file) throw new Error("no such file");
    return file;
  }

  /** Forms that other software reads are about one file: of all that it says of its samples. */
  async written({ format, report: of, language }: FamilyWritten): Promise<Blob> {
    const { report } = this;
    if (format === "tsv") return new Blob([report.tsv()]);
    if (format === "json") return new Blob([...report.jsonPieces()]);
    const ped = format === "phenopacket" ? pedigreeOf(report.overview, of) : undefined;
    const options = { format, language, ...(ped && { ped }) };
    return new Blob([await exportReport(report.reportJson(of), options)]);
  }
}
