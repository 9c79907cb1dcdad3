/** The entry for Node. */
import { api } from "./node-api.js";

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
} = api;
