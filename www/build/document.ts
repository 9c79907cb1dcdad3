/** HTML with its script, its style and its policy in it. */

import { readFileSync } from "node:fs";
import type { Rollup } from "vite";

import { asText } from "./script.js";

/** A script as an element holds it: nothing in it ends the element. */
export const inElement = (code: string) => code.replaceAll("</script", "<\\/script");

/** A document as the value of an attribute (HTML, section 13.1.2.3). */
export const inAttribute = (document: string) =>
  document.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** What stands in a page until its script draws. */
const UNSTARTED = readFileSync(new URL("./unstarted.html", import.meta.url), "utf8");

/** Puts them where a template has its place for each. Templates may be formatted: what is hashed stands in none. */
export function filled(
  template: string,
  { policy, scripts, style }: { policy: string; scripts: string[]; style: string },
): string {
  const elements = scripts.map((script) => `<script>${script}</script>`).join("");
  return template
    .replace("%UNSTARTED%", () => UNSTARTED)
    .replace(/\s*<script type="module"[^>]*><\/script>/, "")
    .replace(/\s*<link rel="stylesheet"[^>]*>/, "")
    .replace("%POLICY%", () => policy)
    .replace("</head>", () => `<style>${style}</style>\n  </head>`)
    .replace("</body>", () => `${elements}\n  </body>`);
}

/** A page without what only a site has: links to its files, and the build that it is of. */
export function withoutHost(html: Rollup.OutputAsset): string {
  return asText(html.source)
    .replace(/\s*<link rel="(?:manifest|icon)"[^>]*>/g, "")
    .replace(/\s*<meta name="build"[^>]*>/, "");
}

/** A page of a build. */
export function htmlOf(bundle: Rollup.OutputBundle, name: string): Rollup.OutputAsset {
  const html = bundle[name];
  if (html?.type !== "asset") throw new Error(`${name} is not in the build`);
  return html;
}
