/** Pages out of a build: the script that each begins with and the style stand in its HTML, named by their hashes. */
import { fileURLToPath } from "node:url";
import type { Language } from "genosieve";
import type { Plugin, Rollup } from "vite";

import { filled, htmlOf, inAttribute, inElement } from "./document.js";
import { sealedFrame } from "./frame.js";
import { libraryPolicy, shellPolicy, shortHash, type Contents } from "./policy.js";
import { asText } from "./script.js";
import { texts } from "./virtual.js";

/** Takes the entry's code and the styles out of a build. */
function takenOut(bundle: Rollup.OutputBundle): { script: string; style: string } {
  let code = "";
  let style = "";
  for (const [file, item] of Object.entries(bundle)) {
    if (item.type === "chunk") {
      if (!item.isEntry)
        throw new Error(`a chunk beside the entry is a script of its own: ${file}`);
      code += item.code;
    } else if (file.endsWith(".css")) style += asText(item.source);
    else continue;
    delete bundle[file];
  }
  // A classic script: the pages need no other kind, and the frame can have no other.
  return { script: inElement(`(()=>{"use strict";${code.trim()}})();`), style };
}

/** Lets the shell have its files from elsewhere than the host of the page. */
export function shellSource(name: "single" | "embedded"): Plugin {
  return {
    name: "genosieve:shell-source",
    enforce: "pre",
    resolveId: (wanted, importer) =>
      wanted === "./source.js" && importer?.endsWith("shell/main.ts")
        ? fileURLToPath(new URL(`../src/shell/source.${name}.ts`, import.meta.url))
        : undefined,
  };
}

/** The library: its own script and style, and the policy above them. */
export function libraryPage(): Plugin {
  return {
    name: "genosieve:library-page",
    enforce: "post",
    generateBundle(_options, bundle) {
      const own = takenOut(bundle);
      const html = htmlOf(bundle, "library.html");
      html.source = filled(asText(html.source), {
        policy: libraryPolicy(own.script, own.style),
        scripts: [own.script],
        style: own.style,
      });
    },
  };
}

/** The second script as a file of the site. */
const SECOND = "virtual:screens";

/** The shell around the sealed frame; `alone`: with no host that it could ask for anything. */
export function shellPage(
  version: string,
  alone: boolean,
  tell: (contents: Contents) => void = () => {},
): Plugin {
  const made = sealedFrame(version);
  return {
    name: "genosieve:shell-page",
    enforce: "post",
    resolveId: (wanted) => (wanted === SECOND ? `\0${SECOND}` : undefined),
    async load(wanted) {
      if (wanted !== `\0${SECOND}`) return undefined;
      const { second } = await made;
      const fileName = `assets/screens-${shortHash(second)}.js`;
      this.emitFile({ type: "asset", fileName, source: second });
      return `export default ${JSON.stringify(`./${fileName}`)};`;
    },
    async generateBundle(_options, bundle) {
      const shell = takenOut(bundle);
      const frame = await made;
      const html = htmlOf(bundle, "index.html");
      const contents = { frame, shell };
      tell(contents);
      const policy = shellPolicy(contents, alone);
      const own = { policy, scripts: [shell.script], style: shell.style };
      const said = await texts();
      const text = (_: string, language: Language, key: string) => said[language][key] ?? "";
      html.source = filled(asText(html.source), own)
        .replace(/%(ja|en):([\w.]+)%/g, text)
        .replace("%FRAME%", () => inAttribute(frame.document));
    },
  };
}
