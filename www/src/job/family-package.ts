/** What the package has for samples that are compared. */
import * as bare from "genosieve/bare";
import type {
  AssignedRole,
  FamilyCell,
  FamilyData,
  FamilyFile,
  FamilyOverview,
  FamilyQuery,
  FamilyRow,
  FoundRoles,
  Language,
  LoadOptions,
  ScreenOptions,
  SignificanceClass,
  Source,
} from "genosieve";

export interface View {
  readonly count: number;
  readonly classes: Record<SignificanceClass, number>;
  rows(from: number, to: number): FamilyRow[];
  free(): void;
}

export interface FamilyReport {
  readonly overview: FamilyOverview;
  readonly data: FamilyData;
  jsonPieces(): Iterable<string>;
  tsv(): string;
  table(language: Language): string;
  view(query?: FamilyQuery): View;
  rows(from: number, to: number): FamilyRow[];
  readLine(report: number, source: Blob, line: number, signal?: AbortSignal): Promise<string>;
  evidence(
    source: Source,
    of: { number: number; member: number },
    options?: { signal?: AbortSignal },
  ): Promise<FamilyCell>;
  free(): void;
}

interface FamilyFunctions {
  load: (options: LoadOptions & { family?: WebAssembly.Module }) => Promise<void>;
  guessRoles: (files: FamilyFile[], options?: { ped?: Source }) => Promise<FoundRoles>;
  screenFamily: (
    files: FamilyFile[],
    options: Omit<ScreenOptions, "samples" | "all" | "name" | "index"> & { roles: AssignedRole[] },
  ) => Promise<FamilyReport>;
}

export const { load, guessRoles, screenFamily } = bare as unknown as FamilyFunctions;
