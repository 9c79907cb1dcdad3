/** Workers out of the scripts that the pages carry, and the second script of the page itself. */
import { sealed } from "../sealed/global.js";

/** The name of the workers that read parts. */
export const PART = "part";

/** Milliseconds after which a worker has read its script. */
const READ = 10_000;

/** Where nothing was hardened. Browsers with Trusted Types run nothing else; others know no policy. */
const scripts = sealed()
  ? undefined
  : globalThis.trustedTypes?.createPolicy("sealed-worker", {
      createScript: (text) => text,
      createScriptURL: (url) => {
        if (!url.startsWith("blob:")) throw new TypeError("workers are made of blobs");
        return url;
      },
    });

/** A worker of a classic script. */
export function workerOf(script: string, name = ""): Worker {
  return sealed()?.worker(script, name) ?? plainly(script, name);
}

function plainly(script: string, name: string): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  setTimeout(() => URL.revokeObjectURL(url), READ);
  return new Worker(scripts?.createScriptURL(url) ?? url, { name });
}

/** Runs a script that the policy of the page names. */
export function runScript(text: string): void {
  const second = sealed()?.second;
  if (second) return second(text);
  const element = document.createElement("script");
  element.text = scripts?.createScript(text) ?? text;
  document.head.append(element);
  element.remove();
}
