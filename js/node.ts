/** The entry for Node: the wasm is read from the disk, as Node fetches no file URL. */
import { readFile } from "node:fs/promises";

import { createApi, type Api } from "./api.js";

export * from "./public.js";

const api: Api = /* @__PURE__ */ createApi(
  () => readFile(new URL("./genosieve.wasm", import.meta.url)),
  () => "node",
);

export const load: Api["load"] = (options) => api.load(options);
export const compilePanel: Api["compilePanel"] = (source, options) =>
  api.compilePanel(source, options);
export const openPanel: Api["openPanel"] = (source, options) => api.openPanel(source, options);
export const screen: Api["screen"] = (input, options) => api.screen(input, options);
export const version: Api["version"] = () => api.version();
export const messages: Api["messages"] = (language) => api.messages(language);
