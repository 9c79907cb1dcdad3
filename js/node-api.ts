/** The functions in Node: the wasm is read from the disk, as Node fetches no file URL. */
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";

import { createApi } from "./api.js";
import { nodePort } from "./pool/node.js";
import { hasSimd128 } from "./simd.js";

const read = (name: string) => readFile(new URL(name, import.meta.url));

/** Where the modules are. */
export const located = {
  wasm: () => read(hasSimd128() ? "genosieve.wasm" : "genosieve.scalar.wasm"),
  compiler: () => read(hasSimd128() ? "genosieve.compiler.wasm" : "genosieve.compiler.scalar.wasm"),
  describer: () => read("genosieve.describer.wasm"),
  exporter: () => read("genosieve.exporter.wasm"),
  family: () => read(hasSimd128() ? "genosieve.family.wasm" : "genosieve.family.scalar.wasm"),
};

export const api = /* @__PURE__ */ createApi(
  located,
  () => "node",
  () => nodePort(new Worker(new URL("./part-worker-node.js", import.meta.url))),
);
