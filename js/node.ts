/** The entry for Node: the wasm is read from the disk, as Node fetches no file URL. */
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";

import { createApi } from "./api.js";
import { nodePort } from "./pool/node.js";

export * from "./public.js";

export const { load, compilePanel, openPanel, inspect, screen, version, messages } =
  /* @__PURE__ */ createApi(
    () => readFile(new URL("./genosieve.wasm", import.meta.url)),
    () => "node",
    () => nodePort(new Worker(new URL("./part-worker-node.js", import.meta.url))),
  );
