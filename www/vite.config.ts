import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the page works in any folder of any host.
  base: "./",
  resolve: {
    alias: { genosieve: fileURLToPath(new URL("../dist/index.js", import.meta.url)) },
  },
  build: {
    target: "es2022",
    // Files inlined as data: would need a looser policy than the page has.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
  worker: { format: "es" },
});
