/** The entry for browsers, on the page or in a worker, and for bundlers. */
import { createApi, webSurface } from "./api.js";
import { portOf } from "./pool/web.js";
import { hasSimd128 } from "./simd.js";

export * from "./public.js";

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
  // In this form bundlers find the files and give them their own names.
  {
    wasm: () =>
      hasSimd128()
        ? new URL("./genosieve.wasm", import.meta.url)
        : new URL("./genosieve.scalar.wasm", import.meta.url),
    compiler: () =>
      hasSimd128()
        ? new URL("./genosieve.compiler.wasm", import.meta.url)
        : new URL("./genosieve.compiler.scalar.wasm", import.meta.url),
    describer: () => new URL("./genosieve.describer.wasm", import.meta.url),
    exporter: () => new URL("./genosieve.exporter.wasm", import.meta.url),
    family: () =>
      hasSimd128()
        ? new URL("./genosieve.family.wasm", import.meta.url)
        : new URL("./genosieve.family.scalar.wasm", import.meta.url),
  },
  webSurface,
  () => portOf(new Worker(new URL("./part-worker.js", import.meta.url), { type: "module" })),
);
