/** Workers out of the one script that the page carries. */

/** The name of the workers that read parts. */
export const PART = "part";

/** Browsers with Trusted Types make workers of nothing else; others know no policy. */
const scripts = globalThis.trustedTypes?.createPolicy("sealed-worker", {
  createScriptURL: (url) => {
    if (!url.startsWith("blob:")) throw new TypeError("workers are made of blobs");
    return url;
  },
});

/** A worker of a blob's address, on the page or within another worker. */
export function workerAt(url: string, name?: string): Worker {
  return new Worker(scripts?.createScriptURL(url) ?? url, name === undefined ? {} : { name });
}
