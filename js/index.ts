/** The entry for browsers, on the page or in a worker, and for bundlers. */
import { createApi, type Api } from "./api.js";

export * from "./public.js";

const api: Api = /* @__PURE__ */ createApi(
  // In this form bundlers find the file and give it their own name.
  () => new URL("./genosieve.wasm", import.meta.url),
  () => (typeof document === "undefined" ? "worker" : "page"),
);

export const load: Api["load"] = (options) => api.load(options);
export const compilePanel: Api["compilePanel"] = (source, options) =>
  api.compilePanel(source, options);
export const openPanel: Api["openPanel"] = (source, options) => api.openPanel(source, options);
export const screen: Api["screen"] = (input, options) => api.screen(input, options);
export const version: Api["version"] = () => api.version();
export const messages: Api["messages"] = (language) => api.messages(language);
