// Scripts and workers of other addresses.
import { blob, fetching, first, named, wait } from "./aim.js";
import { channel, everywhere, group } from "./channel.js";
import { element } from "./elements.js";
import { unprefixed } from "./guard.js";

const both = { place: "both" };

/** The address of a worker's script as pages with Trusted Types want it: by whatever policy can be had. */
function allowed(url) {
  try {
    const policy = { createScriptURL: (text) => text };
    return trustedTypes.createPolicy("sealed-worker", policy).createScriptURL(url);
  } catch {
    return url;
  }
}

/** Starts one, and gives it time to do what its script says. */
async function started(make) {
  const worker = make();
  const event = await Promise.race([first(worker.port ?? worker, "message", "error"), wait()]);
  return event ?? "silent";
}

const worker = (url, options) => started(() => new Worker(allowed(url), options));
const shared = (url) => started(() => new SharedWorker(allowed(url)));

/** Workers as the page itself makes them; where nothing holds a page, as anybody would. */
const made = (text) =>
  started(() => globalThis.sealed?.worker?.(text) ?? new Worker(allowed(blob(text))));

/** A script as the page itself runs its second one; where nothing holds a page, as anybody would. */
function second(text) {
  if (globalThis.sealed?.second) return globalThis.sealed.second(text);
  const made = document.createElement("script");
  made.textContent = text;
  document.head.append(made);
}

const listening = (url) => `new EventSource(${JSON.stringify(url)});`;
const lettering = (url) => `new FontFace("stolen", "url(${url})").load();`;

const data = (text) => `data:text/javascript,${encodeURIComponent(text)}`;

export const scripts = group("scripts", [
  channel("script", "<script src>", async (aim) => {
    const made = await element("script", { src: aim.url() }, document.head);
    return first(made, "load", "error");
  }),
  channel("script-module", "<script type=module src>", async (aim) => {
    const made = await element("script", { type: "module", src: aim.url() }, document.head);
    return first(made, "load", "error");
  }),
  channel("script-inline", "a script of text", async (aim) => {
    const made = await element("script");
    made.textContent = fetching(aim.url());
    document.head.append(made);
    return wait();
  }),
  channel("script-blob", "a script of a blob", async (aim) => {
    const made = await element("script", { src: blob(fetching(aim.url())) }, document.head);
    return first(made, "load", "error");
  }),
  channel(
    "script-second",
    "a script as the page runs its second one",
    (aim) => {
      second(fetching(aim.url()));
      return wait();
    },
    { alone: true },
  ),
  channel(
    "script-second-caught",
    "the element of the second script, given another address and a hash that is allowed",
    async (aim) => {
      const seen = [];
      const see = (nodes) => seen.push(...nodes);
      const watch = new MutationObserver((all) => all.forEach((one) => see(one.addedNodes)));
      watch.observe(document, { childList: true, subtree: true });
      addEventListener("DOMNodeInserted", ({ target }) => see([target]), true);
      addEventListener("securitypolicyviolation", (event) => see(event.composedPath()), true);
      // Without a text it does not run, and still could.
      second("");
      await wait(100);
      const scripts = seen.flatMap((node) => [node, ...(node.shadowRoot?.childNodes ?? [])]);
      const made = scripts.find(({ localName }) => localName === "script");
      if (!made) throw new TypeError("no element of a script was seen");
      const [, hash = ""] = /'(sha256-[^']+)'/.exec(globalThis.sealed?.policy ?? "") ?? [];
      made.integrity = hash;
      made.src = aim.url();
      document.head.append(made);
      return wait();
    },
    { alone: true },
  ),
  channel(
    "script-import-map",
    "a map of names for import()",
    async (aim) => {
      const map = await element("script", { type: "importmap" });
      map.textContent = JSON.stringify({ imports: { stolen: aim.url() } });
      document.head.append(map);
      return import(/* @vite-ignore */ ["sto", "len"].join(""));
    },
    { alone: true },
  ),
  channel(
    "script-function",
    "text made a function",
    (aim) => {
      new Function(fetching(aim.url()))();
      return wait();
    },
    both,
  ),
  channel(
    "script-timer",
    "text given to a timer",
    (aim) => {
      setTimeout(fetching(aim.url()), 0);
      return wait();
    },
    both,
  ),
  channel("script-handler", "text as a handler of events", (aim) => {
    const box = document.body.appendChild(document.createElement("div"));
    box.setAttribute("onclick", fetching(aim.url()));
    box.click();
    return wait();
  }),
  channel(
    "worker-blob",
    "a worker of a blob, which fetches",
    (aim) => worker(blob(fetching(aim.url()))),
    both,
  ),
  channel(
    "worker-blob-events",
    "a worker of a blob, which listens for events",
    (aim) => worker(blob(listening(aim.url()))),
    both,
  ),
  channel(
    "worker-blob-font",
    "a worker of a blob, which loads a font",
    (aim) => worker(blob(lettering(aim.url()))),
    both,
  ),
  channel("worker-made", "a worker as the page makes them, which fetches", (aim) =>
    made(fetching(aim.url())),
  ),
  channel(
    "worker-made-events",
    "a worker as the page makes them, which listens for events",
    (aim) => made(listening(aim.url())),
  ),
  channel("worker-made-font", "a worker as the page makes them, which loads a font", (aim) =>
    made(lettering(aim.url())),
  ),
  channel(
    "worker-unprefixed",
    "the same, past what stands before its script",
    (aim) => started(() => unprefixed(listening(aim.url()))),
    { guard: true },
  ),
  channel(
    "worker-constructor",
    "a worker by the constructor that another worker remembers",
    (aim) => {
      const { constructor } = Object.getPrototypeOf(globalThis.stolenGenome.worker);
      return started(() => new constructor(allowed(blob(listening(aim.url())))));
    },
  ),
  channel(
    "worker-module",
    "a module worker of a blob, which imports",
    (aim) => worker(blob(`import ${JSON.stringify(aim.url())};`), { type: "module" }),
    both,
  ),
  channel(
    "worker-data",
    "a worker of a data: address, which fetches",
    (aim) => worker(data(fetching(aim.url()))),
    both,
  ),
  channel("worker-address", "a worker of another address", (aim) => worker(aim.url()), {
    ...both,
    ...everywhere("workers are of its own site alone"),
  }),
  channel(
    "worker-own-host",
    "a worker of the host that served the page",
    (aim) => worker(aim.own()),
    both,
  ),
  channel(
    "shared-worker",
    "a shared worker of a blob, which fetches",
    (aim) => shared(blob(fetching(aim.url()))),
    { there: named("SharedWorker") },
  ),
  channel(
    "shared-worker-data",
    "a shared worker of a data: address",
    (aim) => shared(data(fetching(aim.url()))),
    {
      there: named("SharedWorker"),
      quiet: { chromium: "starts none of such an address" },
    },
  ),
  channel(
    "shared-worker-own-host",
    "a shared worker of the host that served the page",
    (aim) => shared(aim.own()),
    { there: named("SharedWorker") },
  ),
  channel(
    "service-worker",
    "a service worker of the host that served the page",
    async (aim) => navigator.serviceWorker.register(allowed(aim.own())),
    {
      there: () => "serviceWorker" in navigator,
    },
  ),
]);
