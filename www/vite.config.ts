import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { onePage } from "./build/page.js";
import { builtInPanels, coreTexts, workerScript } from "./build/virtual.js";

const { version } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { version: string };

/** Each page is a build of its own, by its mode: no script is shared, so each page has one. */
const PAGES: Record<string, string> = { production: "index.html", library: "library.html" };

export default defineConfig(({ mode }) => {
  const page = PAGES[mode] ?? "index.html";
  return {
    // Relative addresses: the page works in any folder of any host.
    base: "./",
    define: { __VERSION__: JSON.stringify(version) },
    // Of the package the page itself needs one function; its worker is built apart.
    resolve: {
      alias: {
        "genosieve/bare": fileURLToPath(new URL("../dist/bare.js", import.meta.url)),
        "genosieve/diseases": fileURLToPath(new URL("../dist/diseases.js", import.meta.url)),
      },
    },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [
      workerScript("virtual:worker-script", "../src/job/worker.ts"),
      workerScript("virtual:library-script", "../src/library/worker.ts"),
      coreTexts(),
      builtInPanels(),
      onePage(page),
    ],
    experimental: {
      // The script stands in the page, so that addresses are relative to the page.
      renderBuiltUrl: (name, { hostType }) =>
        hostType === "js" ? { runtime: JSON.stringify(`./${name}`) } : { relative: true },
    },
    build: {
      target: "es2022",
      // Files inlined as data: would need a looser policy than the page has.
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      // The first one begins anew.
      emptyOutDir: page === "index.html",
      rollupOptions: {
        input: fileURLToPath(new URL(page, import.meta.url)),
        output: {
          // Many servers send `.gz` as an encoding of what is inside, and browsers then undo the
          // first gzip member only. Another name keeps the bytes as they are.
          assetFileNames: ({ names }) =>
            names.some((name) => name.endsWith(".gz"))
              ? "assets/[name]-[hash].bgz"
              : "assets/[name]-[hash][extname]",
        },
      },
    },
  };
});
