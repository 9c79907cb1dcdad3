/// <reference lib="esnext.disposable" preserve="true" />
/** What every entry exports beside its functions. */
export type { Api } from "./api.js";
export {
  GenosieveError,
  type ErrorCode,
  type ErrorFields,
  type PackageCode,
  type Position,
} from "./error.js";
export type { FamilyOptions } from "./family.js";
export { FamilyListing, FamilyReport, type FamilyEvidenceQuery } from "./family-report.js";
export { isPanelFile, Panel } from "./panel.js";
export { Report } from "./report.js";
export type { ScreenOptions } from "./screen.js";
export type * from "./types.js";
export { View } from "./view.js";
