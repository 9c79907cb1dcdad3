import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  // Static files for any host under any path.
  base: "./",
  resolve: {
    // The package as a user imports it, from this repository's build of it.
    alias: { genosieve: fileURLToPath(new URL("../dist/index.js", import.meta.url)) },
  },
  assetsInclude: ["**/*.gsp", "**/*.vcf.gz"],
  worker: { format: "es" },
  build: {
    target: "es2022",
    // Files, not data URLs: the content security policy allows its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
  preview: { port: 8080, strictPort: true },
});
