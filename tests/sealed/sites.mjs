// The sites that are attacked: folders that a plain static host serves, each on an origin of its own.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";

import { welcome } from "./sink/web.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** A browser looks by itself for a newer service worker; no word of a page goes with that. */
const byBrowser = ({ headers }) => headers["service-worker"] === "script";

/**
 * Serves a folder but for some paths. `asked` has every request that its own files do not explain, and, once `quiet` is set, every
 * request at all: the log of the host is a way out as well.
 */
export async function serveSite(folder, without = []) {
  const site = { asked: [], quiet: false };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    const path = resolve(folder, `.${pathname.endsWith("/") ? `${pathname}index.html` : pathname}`);
    const ours = path.startsWith(folder + sep) && !without.includes(pathname);
    const content = ours && (await readFile(path).catch(() => undefined));
    if (without.includes(pathname)) return response.writeHead(404).end();
    if (!content || (site.quiet && !byBrowser(request))) site.asked.push(request.url);
    if (!content) return welcome(request, response);
    response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
    response.end(content);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  // A name, since some attacks ask for one.
  site.origin = `http://localhost:${server.address().port}`;
  return site;
}

const OWN = /^\/own\/([a-z0-9-]+)\/(page|worker)\//;

/** Whose a request to the host is; one without a name is still one too many. */
export function asker(url) {
  const [, channel, context] = OWN.exec(url) ?? [undefined, "unnamed", "page"];
  return { channel, context, kind: "own host" };
}
