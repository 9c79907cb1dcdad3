/** The functions in Node: the wasm is read from the disk, as Node fetches no file URL. */
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";

import { createApi } from "./api.js";
import { nodePort } from "./pool/node.js";
import { hasSimd128 } from "./simd.js";

export const api = /* @__PURE__ */ createApi(
  {
    wasm: () => {
      const name = hasSimd128() ? "genosieve.wasm" : "genosieve.scalar.wasm";
      return readFile(new URL(name, import.meta.url));
    },
    compiler: () => readFile(new URL("./genosieve.compiler.wasm", import.meta.url)),
    describer: () => readFile(new URL("./genosieve.describer.wasm", import.meta.url)),
  },
  () => "node",
  () => nodePort(new Worker(new URL("./part-worker-node.js", import.meta.url))),
);
