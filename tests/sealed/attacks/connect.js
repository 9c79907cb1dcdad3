// Connections that a script opens by itself.
import { blob, first, named, wait } from "./aim.js";
import { channel, group } from "./channel.js";

const both = { place: "both" };

const opened = async (target) => {
  const event = await first(target, "open", "message", "error", "close");
  target.close();
  return event;
};

function request(method, url, asynchronous) {
  const made = new XMLHttpRequest();
  made.open(method, url, asynchronous);
  const ended = asynchronous && first(made, "load", "error");
  made.send("ACGT");
  return ended || "sent";
}

export const connections = group("connections", [
  channel("fetch", "fetch", async (aim) => (await fetch(aim.url())).status, both),
  channel(
    "fetch-post",
    "fetch that sends a body, asks nobody and outlives the page",
    async (aim) => {
      const post = { method: "POST", body: "ACGT", mode: "no-cors", keepalive: true };
      return (await fetch(aim.url(), post)).type;
    },
    both,
  ),
  channel(
    "fetch-secure",
    "fetch over TLS",
    async (aim) => (await fetch(aim.secure(), { mode: "no-cors" })).type,
    both,
  ),
  channel(
    "fetch-address",
    "fetch from an address without a name",
    (aim) => fetch(`http://203.0.113.9:${aim.port}/${aim.id}`, { mode: "no-cors" }),
    both,
  ),
  channel(
    "fetch-own-host",
    "fetch from the host that served the page, whose log would hold it",
    async (aim) => (await fetch(aim.own())).status,
    both,
  ),
  channel("xhr", "XMLHttpRequest", (aim) => request("POST", aim.url(), true), both),
  channel("xhr-sync", "XMLHttpRequest that waits", (aim) => request("GET", aim.url(), false), both),
  channel("beacon", "navigator.sendBeacon", (aim) => navigator.sendBeacon(aim.url(), "ACGT")),
  channel("fetch-later", "fetchLater", (aim) => fetchLater(aim.secure(), { activateAfter: 0 }), {
    there: named("fetchLater"),
  }),
  channel("websocket", "WebSocket", (aim) => opened(new WebSocket(aim.socket())), both),
  channel(
    "websocket-stream",
    "WebSocketStream",
    (aim) => new WebSocketStream(aim.socket()).opened.then(() => "opened"),
    { ...both, there: named("WebSocketStream") },
  ),
  channel("event-source", "EventSource", (aim) => opened(new EventSource(aim.url())), both),
  channel(
    "webtransport",
    "WebTransport",
    (aim) => new WebTransport(`https://${aim.host()}:9443/`).ready,
    { ...both, there: named("WebTransport") },
  ),
  channel("import", "import()", (aim) => import(/* @vite-ignore */ aim.url()), both),
  channel(
    "import-json",
    "import() of JSON",
    (aim) => import(/* @vite-ignore */ aim.url(), { with: { type: "json" } }),
  ),
  channel("font-face", "FontFace", (aim) => new FontFace("stolen", `url(${aim.url()})`).load(), {
    ...both,
    there: named("FontFace"),
  }),
  channel(
    "wasm-streaming",
    "WebAssembly compiled from an address",
    (aim) => WebAssembly.compileStreaming(fetch(aim.url())),
    both,
  ),
  channel(
    "cache-add",
    "the cache of a site, which loads what it keeps",
    async (aim) => (await caches.open("stolen")).add(aim.url()),
    { ...both, there: named("caches") },
  ),
  channel(
    "upload-stream",
    "fetch that sends a stream",
    async (aim) => {
      const body = new Blob(["ACGT"]).stream();
      return fetch(aim.secure(), { method: "POST", body, duplex: "half", mode: "cors" });
    },
    { there: () => "duplex" in Request.prototype },
  ),
  channel("import-scripts", "importScripts", (aim) => importScripts(aim.url()), {
    place: "worker",
  }),
  channel(
    "background-fetch",
    "a fetch that goes on without the page",
    async (aim) => {
      const registration = await navigator.serviceWorker.register(blob(""));
      return registration.backgroundFetch.fetch("stolen", [aim.url()]);
    },
    {
      there: named("BackgroundFetchManager"),
      quiet: { chromium: "needs a service worker of an address" },
    },
  ),
  channel(
    "tcp-socket",
    "sockets as programs have them",
    (aim) => new TCPSocket(aim.host(), 80).opened,
    { there: named("TCPSocket") },
  ),
  channel("port-of-parent", "a word to the page around, whichever it understands", async (aim) => {
    for (const word of ["load", "fetch", "open", "ready", "file", "reload", aim.url()])
      for (const said of [word, { [word]: aim.url() }, { kind: word, url: aim.url() }, [word]])
        parent.postMessage(said, "*");
    for (const name of [aim.url(), aim.own(), "panels/../../own/x"])
      for (const kind of ["file", "load", "kept", "begin", "save", "navigate", "open"])
        parent.postMessage({ kind, name, url: name, href: name, bytes: new ArrayBuffer(4) }, "*");
    await wait();
  }),
]);
