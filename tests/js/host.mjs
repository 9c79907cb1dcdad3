// A static host as most are: it says when files were changed, and can go away or hold another build.
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";

import { TYPES } from "./support.mjs";

export class Host {
  /** Method and path of each request. */
  served = [];
  /** Address and headers of each request. */
  requests = [];
  /** Whether browsers may keep the service worker, so that a newer one is found later. */
  keeps = true;
  /** Headers by path, as `_headers` files have them; a path that ends with `*` is of all that begin so. */
  headers = [];
  #folder;
  #server;
  #held = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /** On a free port, or on that of before. */
  async start() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    const port = this.origin ? Number(new URL(this.origin).port) : 0;
    await new Promise((ready) => this.#server.listen(port, "127.0.0.1", ready));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Nobody answers any more. */
  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** Another build takes the place of the one that was there. */
  deploy(folder) {
    this.#folder = folder;
  }

  /** Lets a path wait for an answer until what is returned is called. */
  hold(path) {
    let release;
    this.#held.set(path, new Promise((resolve) => (release = resolve)));
    return release;
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, "http://localhost");
    this.requests.push({ url: request.url, headers: request.headers });
    this.served.push(`${request.method} ${pathname}`);
    await this.#held.get(pathname);
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const path = resolve(this.#folder, name.slice(1));
    const content = path.startsWith(this.#folder + sep) && (await readFile(path).catch(() => {}));
    if (!content || request.method !== "GET") return response.writeHead(404).end();
    const { mtime } = await stat(path);
    response.setHeader("last-modified", mtime.toUTCString());
    if (!this.keeps && pathname === "/sw.js") response.setHeader("cache-control", "no-cache");
    for (const [path, name, value] of this.headers) {
      const begins = path.endsWith("*") && pathname.startsWith(path.slice(0, -1));
      if (begins || pathname === path) response.setHeader(name, value);
    }
    response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
    response.end(content);
  }
}

/** The rules of a `_headers` file. */
export function headersOf(text) {
  let path = "";
  const rules = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("/")) path = line;
    const [, name, value] = /^ +([\w-]+): (.*)$/.exec(line) ?? [];
    if (name) rules.push([path, name, value]);
  }
  return rules;
}

/** One with a build of the page; it is gone after the test. */
export async function host(t, folder) {
  const started = new Host(folder);
  await started.start();
  t.after(() => started.stop().catch(() => {}));
  return started;
}
