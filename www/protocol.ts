import type { ErrorFields } from "./failure.ts";
import type { Language, PanelInfo, ReportData } from "genosieve";

export type Words = Record<string, string>;

/** What the page asks of its worker. */
export type Ask = { kind: "demo" };

/** What the worker tells the page. */
export type Tell =
  | {
      kind: "ready";
      panel: PanelInfo;
      version: string;
      words: Record<Language, Words>;
      genome: DemoFile;
    }
  | { kind: "progress"; bytesRead: number; bytesTotal: number }
  | { kind: "report"; report: ReportData; json: string; milliseconds: number }
  | { kind: "error"; error: ErrorFields };

export interface DemoFile {
  name: string;
  bytes: number;
}
