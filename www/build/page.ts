/** A page out of a build: its script and its style stand in the HTML, named by their hashes. */
import { createHash } from "node:crypto";
import type { Plugin, Rollup } from "vite";

/** `'sha256-…'`, as a policy names an inline script or style (CSP Level 3, section 2.3.1). */
function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/**
 * What the page may do. Nothing is allowed but this one script and this one style; wasm; workers
 * made of the script's own text; and, until a file is opened, its own files.
 */
export function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "connect-src 'self'",
    "img-src 'self'",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types genosieve-worker",
  ].join("; ");
}

const asText = (asset: Rollup.OutputAsset) =>
  typeof asset.source === "string" ? asset.source : new TextDecoder().decode(asset.source);

/** Puts the entry's code and the styles into this HTML and writes the policy above them. */
export function onePage(name: string): Plugin {
  return {
    name: "genosieve:one-page",
    enforce: "post",
    generateBundle(_options, bundle) {
      let code = "";
      let style = "";
      for (const [file, item] of Object.entries(bundle)) {
        if (item.type === "chunk") {
          if (!item.isEntry)
            this.error(`a chunk beside the entry would be a script of its own: ${file}`);
          code += item.code;
        } else if (file.endsWith(".css")) style += asText(item);
        else continue;
        delete bundle[file];
      }
      const html = bundle[name];
      if (html?.type !== "asset") return this.error(`${name} is not in the build`);
      // A classic script: modules of an opaque origin are another matter, and one will be needed.
      const script = `(()=>{"use strict";${code.trim()}})();`.replaceAll("</script", "<\\/script");
      html.source = asText(html)
        .replace(/\s*<script type="module"[^>]*><\/script>/, "")
        .replace(/\s*<link rel="stylesheet"[^>]*>/, "")
        .replace("%POLICY%", () => policy(script, style))
        .replace("</head>", () => `<style>${style}</style>\n  </head>`)
        .replace("</body>", () => `<script>${script}</script>\n  </body>`);
    },
  };
}
