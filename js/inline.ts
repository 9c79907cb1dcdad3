/**
 * The entry with the wasm inside: for what has to be one file, or has nothing beside it. It asks for no address. A
 * file is read by one worker, the one that calls, unless `load({ worker })` says how others are made.
 */
import { createApi, webSurface } from "./api.js";
import packed from "./inline-wasm.js";
import { hasSimd128 } from "./simd.js";

export { servePart } from "./pool/scope.js";
export * from "./public.js";

async function unpacked(name: keyof typeof packed): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(packed[name]), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

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
    wasm: () => unpacked(hasSimd128() ? "genosieve" : "genosieve.scalar"),
    compiler: () => unpacked(hasSimd128() ? "genosieve.compiler" : "genosieve.compiler.scalar"),
    describer: () => unpacked("genosieve.describer"),
    exporter: () => unpacked("genosieve.exporter"),
    // The one that runs everywhere: another 250 KB are not worth it for what few ask.
    family: () => unpacked("genosieve.family.scalar"),
  },
  webSurface,
);
