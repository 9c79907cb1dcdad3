/** The entry for Node: the wasm is read from the disk, as Node fetches no file URL. */
import { readFile } from "node:fs/promises";

import { createApi } from "./api.js";

export * from "./public.js";

export const { load, compilePanel, openPanel, inspect, screen, version, messages } =
  /* @__PURE__ */ createApi(
    () => readFile(new URL("./genosieve.wasm", import.meta.url)),
    () => "node",
  );
