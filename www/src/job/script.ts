/** Workers out of the scripts that the pages carry. */
import { sealed } from "../sealed/global.js";

/** The name of the workers that read parts. */
export const PART = "part";

/** Milliseconds after which a worker has read its script. */
const READ = 10_000;

/** Where nothing was hardened. Browsers with Trusted Types make workers of nothing else; others know no policy. */
const scripts = sealed()
  ? undefined
  : globalThis.trustedTypes?.createPolicy("sealed-worker", {
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
