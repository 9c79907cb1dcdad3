/**
 * Keeps the site for when there is no network: asks for the service worker, and on a first visit, which it has
 * no part in, puts into its cache what the shell has loaded. All of it before a genome can be opened.
 *
 * From files of a disk, in private windows of some browsers and on hosts without encryption there is none of
 * this, and the page works without.
 */
import { cacheName } from "../site-cache.js";
import type { Bytes } from "../../../js/element/words.js";

/** Milliseconds that a genome waits for the worker. */
const PATIENCE = 2000;

export interface Offline {
  /** Resolves when nothing more is asked of the host. */
  settled: Promise<void>;
  /** Resolves once another build is there, which the page uses when it is next opened. */
  updated: Promise<void>;
  /** Keeps what is loaded from this address. */
  keep(url: string, bytes: Promise<Bytes>): void;
  /** Asks for nothing any more. */
  stop(): void;
}

const NEVER = new Promise<void>(() => {});

export function offline(): Offline {
  const build = document.querySelector<HTMLMetaElement>("meta[name=build]")?.content;
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!build || !workers)
    return { settled: Promise.resolve(), updated: NEVER, keep() {}, stop() {} };

  const stopped = new AbortController();
  const { signal } = stopped;
  const registered = workers.register("./sw.js", { updateViaCache: "all" });
  // A worker that answers for this page keeps files itself.
  const cache = registered
    .then(() => (workers.controller ? undefined : caches.open(cacheName(build))))
    .catch(() => undefined);
  const put = async (url: string, content: () => Promise<Response>) => {
    const into = await cache;
    await into?.put(url, await content());
  };
  const start = async () => {
    const registration = await registered;
    signal.throwIfAborted();
    // Later the browser asks by itself, and is answered from its own cache.
    if (registration.active) await registration.update();
    // A page cannot read its own text: the browser's cache has it, or the host gives it again.
    await put("index.html", () => fetch("./", { cache: "force-cache", signal }));
  };
  const updated = registered.then(
    (registration) => updateOf(registration, signal),
    () => NEVER,
  );
  // One after the other: together they hold up the page for as long as it takes to look at it.
  let kept = Promise.resolve();
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE));
  return {
    settled: Promise.race([start().catch(() => {}), late]),
    updated,
    keep(url, bytes) {
      const keep = async () => put(url, async () => new Response(await bytes));
      kept = kept.then(keep).catch(() => {});
    },
    stop: () => stopped.abort(),
  };
}

/** Another build waits once it is installed, until no page of this one is open. */
function updateOf(registration: ServiceWorkerRegistration, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (worker: ServiceWorker | null) => {
      const changed = () => {
        if (worker?.state === "installed" && registration.active) resolve();
      };
      const stop = () => worker?.postMessage("stop");
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop);
      worker?.addEventListener("statechange", changed);
      changed();
    };
    look(registration.waiting);
    look(registration.installing);
    registration.addEventListener("updatefound", () => look(registration.installing));
  });
}
