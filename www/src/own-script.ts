import { sealed } from "./sealed/global.js";

/**
 * The hash of this page's one script, as its policy names it: the browser runs none that differs (CSP Level 3,
 * section 6.7). Those of a release stand in its notes.
 */
export function scriptHash(): string {
  const element = document.querySelector<HTMLMetaElement>("meta[http-equiv]");
  const policy = sealed()?.policy ?? element?.content ?? "";
  return /'(sha256-[^']+)'/.exec(policy)?.[1] ?? "–";
}
