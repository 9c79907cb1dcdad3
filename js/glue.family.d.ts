/** What wasm-bindgen writes to `dist/glue.family.js` from `src/wasm/`, of the feature `wasm-family`: it screens, too. */

import type { RecordReader, Report, Rescreen } from "./glue.js";
import type {
  AssignedRole,
  FamilyCell,
  FamilyQuery,
  FamilyRow,
  SignificanceClass,
} from "./types.js";

export { default } from "./glue.js";
export * from "./glue.js";

/** Roles as they are given. */
export interface RawRoles {
  roles: AssignedRole[];
}

/** The files of a family, as far as their headers are read. */
export class Roles {
  constructor();
  /** True once the header is read. */
  push(bytes: Uint8Array): boolean;
  /** The names of its samples. */
  endFile(name: string): string[];
  pedigree(bytes: Uint8Array): void;
  /** `NAME=ROLE` each. */
  found(stated: string[]): Required<AssignedRole>[];
  names(): string[];
  /** Empty: all samples of the file. */
  wanted(file: number, roles: RawRoles): string[];
  free(): void;
}

/** What files answer together. */
export class Family {
  /** Consumes the reports. */
  constructor(reports: Report[], roles: RawRoles);
  /** The report with an empty list of rows. */
  overview(): string;
  count(): number;
  jsonPiece(number: number): string | undefined;
  reportPiece(report: number, number: number): string | undefined;
  tsv(take: (piece: Uint8Array<ArrayBuffer>) => void): void;
  table(language: string): string;
  noticeLines(language: string): string[];
  exitCode(): number;
  list(query: FamilyQuery): FamilyList;
  listed(list: FamilyList, from: number, to: number): FamilyRow[];
  rows(from: number, to: number): FamilyRow[];
  reader(report: number, line: bigint): RecordReader;
  rescreen(number: number, member: number): Rescreen;
  /** Consumes the screen. */
  evidence(rescreen: Rescreen, member: number): FamilyCell;
  free(): void;
}

/** Rows that fit a query. */
export class FamilyList {
  private constructor();
  count(): number;
  classes(): Record<SignificanceClass, number>;
  free(): void;
}

/** A report in an instance of this module. */
export interface Divisible extends Report {
  /** Makes it that of one sample alone, by its place in the summary before; false where there is none. */
  setSample(number: number): boolean;
}
