/**
 * The entry without a location of the wasm: nothing of it needs a module's URL, so it can be bundled
 * as a classic script. `load({ wasm })` comes first, with `compiler` where panels are to be compiled and
 * `worker` where several are to read a file. {@link hasSimd128} says which wasm a browser can run.
 */
import { createApi, webSurface } from "./api.js";
import { unlocatedError } from "./error.js";

export { servePart } from "./pool/scope.js";
export * from "./public.js";
export { hasSimd128 } from "./simd.js";

export const {
  /** {@inheritDoc Api.load} @function */
  load,
  /** {@inheritDoc Api.compilePanel} @function */
  compilePanel,
  /** {@inheritDoc Api.openPanel} @function */
  openPanel,
  /** {@inheritDoc Api.panelFacts} @function */
  panelFacts,
  /** {@inheritDoc Api.panelDifference} @function */
  panelDifference,
  /** {@inheritDoc Api.readGenes} @function */
  readGenes,
  /** {@inheritDoc Api.inspect} @function */
  inspect,
  /** {@inheritDoc Api.screen} @function */
  screen,
  /** {@inheritDoc Api.exportReport} @function */
  exportReport,
  /** {@inheritDoc Api.exportVcf} @function */
  exportVcf,
  /** {@inheritDoc Api.surveyReport} @function */
  surveyReport,
  /** {@inheritDoc Api.guessRoles} @function */
  guessRoles,
  /** {@inheritDoc Api.screenFamily} @function */
  screenFamily,
  /** {@inheritDoc Api.version} @function */
  version,
  /** {@inheritDoc Api.messages} @function */
  messages,
} = /* @__PURE__ */ createApi(
  {
    wasm: () => {
      throw unlocatedError("wasm");
    },
    compiler: () => {
      throw unlocatedError("compiler");
    },
    describer: () => {
      throw unlocatedError("describer");
    },
    exporter: () => {
      throw unlocatedError("exporter");
    },
    family: () => {
      throw unlocatedError("family");
    },
  },
  webSurface,
);
