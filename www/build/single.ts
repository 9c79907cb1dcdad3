/** The page as one file: what the shell would ask its host for stands in blocks of it. */
import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

import { htmlOf, withoutHost } from "./document.js";

const NAME = "genosieve.html";

/** Where gzip says which system packed it, and what says none of them (RFC 1952, section 2.3.1). */
const [SYSTEM, UNKNOWN] = [9, 255];

/** A file as a block that no browser runs, under the address that the shell knows. */
function block({ fileName, source }: Rollup.OutputAsset): string {
  const packed = gzipSync(source, { level: 9 });
  packed[SYSTEM] = UNKNOWN;
  return `<script type="text/plain" id="./${fileName}">${packed.toString("base64")}</script>\n`;
}

/** After the page was put together: takes the other files into it, and the links to a host out of it. */
export function oneFile(): Plugin {
  return {
    name: "genosieve:one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const html = htmlOf(bundle, "index.html");
      const files = Object.values(bundle).filter((item) => item !== html);
      const blocks = files.map((item) => (item.type === "asset" ? block(item) : ""));
      for (const { fileName } of files) delete bundle[fileName];
      html.fileName = NAME;
      html.source = withoutHost(html).replace("<body>", () => `<body>\n${blocks.join("")}`);
    },
  };
}
