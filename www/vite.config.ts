import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/**
 * Many servers send `.gz` as an encoding of what is inside, and browsers then undo the first gzip
 * member only. Another name keeps the bytes as they are.
 */
const output = {
  assetFileNames: ({ names }: { names: string[] }) =>
    names.some((name) => name.endsWith(".gz"))
      ? "assets/[name]-[hash].bgz"
      : "assets/[name]-[hash][extname]",
};

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
    rollupOptions: { output },
  },
  worker: { format: "es", rollupOptions: { output } },
});
