/** Reports in the forms that other software reads. */
import type { Report } from "../report.js";
import type { Language, ReadProgress, Source } from "../types.js";

/** A report: one of `screen`, or its JSON (`Report.json`) as text or as bytes (UTF-8). */
export type KeptReport = Report | string | Uint8Array;

/**
 * A form of a report (`docs/exports.md`): tables, a JSON object a line, counts alone, a page for people in Japanese
 * and English, FHIR R4 by Genomics Reporting 3.0.0, a phenopacket (version 2) or a cohort of them.
 */
export type ExportForm = "csv" | "tsv" | "ndjson" | "summary" | "html" | "fhir" | "phenopacket";

/** Which rows are exported, and with which names. */
export interface ExportScope {
  /** What is carried, observed or assumed, by default; or all that the report lists. Counts are always of all. */
  scope?: "carried" | "all";
  /**
   * Names of samples stay by default, are left out, or are numbers in the order of the file. Where they do not stay,
   * names of files go with them.
   */
  samples?: "keep" | "drop" | "number";
}

/** How a report is written in another form. */
export interface ExportOptions extends ExportScope {
  /** The form. */
  format: ExportForm;
  /** The language of texts, where a form has one; English by default. */
  language?: Language;
  /** Whether a table begins with a byte order mark, by which Excel knows UTF-8. */
  bom?: boolean;
  /** Whether the lines of a table end with CR and LF. */
  crlf?: boolean;
  /** When the export is made, as RFC 3339 has it: `2026-11-22T00:00:00Z`; now by default. A phenopacket states it. */
  created?: string;
  /** A pedigree (PED): a phenopacket is then that of a family, of the samples that are one. Their names have to stay. */
  ped?: Source;
}

/** How the records behind a report are taken from the file that was screened. */
export interface ExportVcfOptions extends ExportScope {
  /** The file's name, which is compared with that in the report; by default that of a File. */
  name?: string;
  /** Ends the work: what was begun rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Hears how far the file is read: at most ten times a second, and once at the end. */
  onProgress?: (progress: ReadProgress) => void;
}

/** What an export would hold. */
export interface ExportSurvey {
  /** Rows. */
  rows: number;
  /** Places of the panel with a genotype of the file, each counted once. */
  genotypedSites: number;
  /**
   * Whether these are 40 or more, of which a person is to be warned: Japan's guideline on the protection of personal
   * information takes genotypes at 40 or more independent SNPs for a code that identifies a person. Of the forms
   * `summary` alone holds none.
   */
  many: boolean;
}
