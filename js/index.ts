/** The entry for browsers, on the page or in a worker, and for bundlers. */
import { createApi, webSurface } from "./api.js";
import { portOf } from "./pool/web.js";

export * from "./public.js";

export const { load, compilePanel, openPanel, inspect, screen, version, messages } =
  /* @__PURE__ */ createApi(
    // In this form bundlers find the file and give it their own name.
    () => new URL("./genosieve.wasm", import.meta.url),
    webSurface,
    () => portOf(new Worker(new URL("./part-worker.js", import.meta.url), { type: "module" })),
  );
