/**
 * Answers for the site: from what was kept of this build, else from the host. Every answer forbids whoever
 * it is for to connect to any other origin (https://wicg.github.io/connection-allowlists), which hosts without
 * headers of one's own cannot.
 *
 * It takes over when no page of the build before is open any more, never sooner, and asks for nothing by
 * itself but, before it does, for what the build before had kept.
 */
import { build, files } from "virtual:site";

import { cacheName, otherCaches } from "./site-cache.js";

declare const self: ServiceWorkerGlobalScope;

const ALLOWED = "(response-origin)";
const stopped = new AbortController();

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeOthers()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event)));
// A genome is open: the rest is for another day.
self.addEventListener("message", ({ data }) => {
  if (data === "stop") stopped.abort();
});

/** Of the first build that is installed the page keeps what it has loaded anyway. */
async function install(): Promise<void> {
  const others = await Promise.all((await otherCaches(build)).map((name) => caches.open(name)));
  const kept = (await Promise.all(others.map((cache) => cache.keys()))).flat();
  const stems = new Set(kept.map(({ url }) => stem(nameOf(url))));
  const wanted = Object.keys(files).filter((name) => stems.has(stem(name)));
  const own = await caches.open(cacheName(build));
  const changed: string[] = [];
  for (const name of wanted) {
    const known = await caches.match(urlOf(name));
    if (known && (await fits(known, name))) await own.put(urlOf(name), known);
    else changed.push(name);
  }
  for (const name of changed) {
    const loaded = await fetch(urlOf(name), { cache: "no-cache", signal: stopped.signal });
    // The host may be between two builds: the next visit tries again.
    if (!(await fits(loaded, name))) throw new Error(`${name} is of another build`);
    await own.put(urlOf(name), loaded);
  }
}

async function removeOthers(): Promise<void> {
  await Promise.all((await otherCaches(build)).map((name) => caches.delete(name)));
}

async function answer({ request }: FetchEvent): Promise<Response> {
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin)
    return Response.error();
  const name = nameOf(request.url);
  const own = await caches.open(cacheName(build));
  const known = await own.match(urlOf(name));
  // Every page of the origin can write into its caches; what this one says of its files came from the host.
  if (known && (await fits(known, name))) return closed(known);
  const loaded = await fetch(request);
  if (loaded.ok && (await fits(loaded, name))) await own.put(urlOf(name), loaded.clone());
  return closed(loaded);
}

/** The same with the header. A redirect is no content yet: the browser asks anew. */
function closed(response: Response): Response {
  if (response.type === "opaqueredirect") return response;
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.set("Connection-Allowlist", ALLOWED);
  return new Response(response.body, { status, statusText, headers });
}

/** Whether it is that file of this build, to the bit. */
async function fits(response: Response, name: string): Promise<boolean> {
  const wanted = files[name];
  if (!wanted || !response.ok) return false;
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("") === wanted;
}

function urlOf(name: string): string {
  return new URL(name, self.registration.scope).href;
}

/** A file's name in the list of the site; hosts have several names for a page. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  const name = (origin + pathname).replace(self.registration.scope, "");
  if (name === "" || name === "index") return "index.html";
  return name === "library" ? "library.html" : name;
}

/** A name without the hash that the bundler puts into it. */
function stem(name: string): string {
  return name.replace(/^(assets\/.*)-[\w-]{8}(?=\.\w+$)/, "$1");
}
