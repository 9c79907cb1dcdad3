import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { alias } from "./build/alias.js";
import { elementPage } from "./build/element.js";
import { serviceWorker } from "./build/offline.js";
import { libraryPage, shellPage, shellSource } from "./build/page.js";
import { oneFile } from "./build/single.js";
import { packedTexts } from "./build/texts.js";
import { coreTexts, titles, workerScript } from "./build/virtual.js";

const { version } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { version: string };

/** Each page is a build of its own, by its mode: no script is shared between pages. */
const PAGES = {
  production: { name: "index.html", plugins: () => [titles(), shellPage(version, false)] },
  library: {
    name: "library.html",
    plugins: () => [
      workerScript("virtual:library-script", "../src/library/worker.ts"),
      packedTexts(),
      coreTexts(),
      libraryPage(),
    ],
  },
  single: {
    name: "index.html",
    plugins: () => [shellSource("single"), titles(), shellPage(version, true), oneFile()],
    outDir: "../dist",
  },
  element: {
    name: "index.html",
    plugins: () => [titles(), ...elementPage(version)],
    outDir: "../dist",
  },
  // Last: it knows the files of the others.
  worker: { name: "src/service-worker.ts", plugins: () => [serviceWorker()] },
};

export default defineConfig(({ mode }) => {
  const page = PAGES[mode as keyof typeof PAGES] ?? PAGES.production;
  return {
    // Relative addresses: the page works in any folder of any host.
    base: "./",
    // Files that keep their names.
    publicDir: "outDir" in page ? false : "site",
    define: { __VERSION__: JSON.stringify(version) },
    // Of the package the page itself needs one function; its worker is built apart.
    resolve: { alias },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: page.plugins(),
    experimental: {
      // The script stands in the page, so that addresses are relative to the page.
      renderBuiltUrl: (name, { hostType }) =>
        hostType === "js" ? { runtime: JSON.stringify(`./${name}`) } : { relative: true },
    },
    build: {
      ...("outDir" in page && { outDir: page.outDir }),
      target: "es2022",
      // Files inlined as data: would need a looser policy than the page has.
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      // The first one begins anew.
      emptyOutDir: page === PAGES.production,
      rollupOptions: {
        input: fileURLToPath(new URL(page.name, import.meta.url)),
        output: {
          ...(page === PAGES.worker && { entryFileNames: "sw.js" }),
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
