/**
 * The entry without a location of the wasm: nothing of it needs a module's URL, so it can be bundled
 * as a classic script. `load({ wasm })` comes first, with `worker` where several are to read a file.
 */
import { createApi, webSurface } from "./api.js";
import { unlocatedError } from "./error.js";

export { servePart } from "./pool/scope.js";
export * from "./public.js";

export const { load, compilePanel, openPanel, inspect, screen, version, messages } =
  /* @__PURE__ */ createApi(() => {
    throw unlocatedError();
  }, webSurface);
