/** Workers out of the one script that the page carries. */
import { sealed } from "../sealed/global.js";

/** The name of the workers that read parts. */
export const PART = "part";

/** Where nothing was hardened. Browsers with Trusted Types make workers of nothing else; others know no policy. */
const scripts = sealed()
  ? undefined
  : globalThis.trustedTypes?.createPolicy("sealed-worker", {
      createScriptURL: (url) => {
        if (!url.startsWith("blob:")) throw new TypeError("workers are made of blobs");
        return url;
      },
    });

/** A worker of a blob's address. */
export function workerAt(url: string, name?: string): Worker {
  const address = sealed()?.worker(url) ?? scripts?.createScriptURL(url) ?? url;
  return new Worker(address, name === undefined ? {} : { name });
}
