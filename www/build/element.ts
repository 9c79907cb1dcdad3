/** What `genosieve/element` has beside its script: the document of its frame, what that is given, and what it needs. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

import { htmlOf, withoutHost } from "./document.js";
import { shellPage, shellSource } from "./page.js";
import { embeddingPolicy, type Contents } from "./policy.js";

/**
 * Files of the repository by their names in the package. The sample gets another one: many servers send `.gz` as an
 * encoding, and browsers then undo its first member only.
 */
const FILES = {
  "intractable-diseases.tsv": "panels/intractable-diseases.tsv",
  "intractable-notes.tsv": "panels/intractable-notes.tsv",
  "actionable-genes.tsv": "panels/actionable-genes.tsv",
  "synthetic-genome.grch38.bgz": "dist/demo/synthetic-genome.grch38.vcf.gz",
};

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The shell around the sealed frame, for an element: with what it says of itself. */
export function elementPage(version: string): Plugin[] {
  let contents: Contents | undefined;
  const heard = (all: Contents) => (contents = all);
  return [shellSource("embedded"), shellPage(version, true, heard), elementFiles(() => contents)];
}

/** After the page was put together. No server takes a `.txt` for a page of its own, to change what is hashed in it. */
function elementFiles(contents: () => Contents | undefined): Plugin {
  return {
    name: "genosieve:element-files",
    enforce: "post",
    generateBundle(_options, bundle) {
      const html = htmlOf(bundle, "index.html");
      html.source = withoutHost(html);
      html.fileName = "element/document.txt";
      for (const [name, from] of Object.entries(FILES))
        this.emitFile({
          type: "asset",
          fileName: `element/${name}`,
          source: readFileSync(path(from)),
        });
      const all = contents();
      if (!all) throw new Error("the page was not put together");
      const { second } = all.frame;
      this.emitFile({ type: "asset", fileName: "element/screens.txt", source: second });
      const source = `${JSON.stringify(embeddingPolicy(all), null, 2)}\n`;
      this.emitFile({ type: "asset", fileName: "element.csp.json", source });
    },
  };
}
