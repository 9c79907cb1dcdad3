/** What every entry exports beside its functions. */
export { GenosieveError, type ErrorCode, type PackageCode, type Position } from "./error.js";
export { isPanelFile, Panel } from "./panel.js";
export { Report } from "./report.js";
export type { ScreenOptions } from "./screen.js";
export type * from "./types.js";
export { View } from "./view.js";
