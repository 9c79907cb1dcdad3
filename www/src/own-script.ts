import { sealed } from "./sealed/global.js";

/**
 * The hashes of this page's scripts, as its policy names them: the browser runs none that differs (CSP Level 3,
 * section 6.7). Those of a release stand in its notes.
 */
export function scriptHashes(): string {
  const element = document.querySelector<HTMLMetaElement>("meta[http-equiv]");
  const policy = sealed()?.policy ?? element?.content ?? "";
  const [, allowed = ""] = /script-src ([^;]*)/.exec(policy) ?? [];
  return [...allowed.matchAll(/'(sha256-[^']+)'/g)].map(([, hash]) => hash).join(" ") || "–";
}
