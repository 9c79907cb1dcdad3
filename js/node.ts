/** The entry for Node. */
import { api } from "./node-api.js";

export * from "./public.js";

export const {
  load,
  compilePanel,
  openPanel,
  panelFacts,
  panelDifference,
  readGenes,
  inspect,
  screen,
  version,
  messages,
} = api;
