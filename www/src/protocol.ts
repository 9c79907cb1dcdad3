/** What the worker tells the page. */
import type { Language, Position, Progress, ReportData } from "genosieve";
import type { Texts } from "./messages.js";

export interface Failure {
  code: string;
  position: Position;
  detail: string;
}

export type Told =
  | { kind: "texts"; texts: Record<Language, Texts> }
  | { kind: "progress"; progress: Progress }
  | { kind: "report"; report: ReportData }
  | { kind: "failure"; failure: Failure };
