/**
 * Runs before anything else in the sealed frame, as the beginning of its one script: a script of its own would
 * be left out by a frame within the frame that repeats the other one, whose hash the policy allows.
 *
 * It takes away what neither the policy nor the sandbox governs: WebRTC, addresses that are resolved before
 * anything is asked for, and every way to an element that has an address. What the page needs of that is left
 * as functions: a file handed to the person, the address of a worker.
 *
 * Whatever runs later may replace what it finds, prototypes too: what is used later is taken here, and nothing
 * is looked up again.
 */
import { ELEMENTS, SHAPES } from "./elements.js";
import type { Sealed } from "./global.js";

const XHTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";

const { apply } = Reflect;
const { createElement, createElementNS, execCommand } = Document.prototype;
const { toLowerCase, slice } = String.prototype;
const { preventDefault } = Event.prototype;
const { click } = HTMLElement.prototype;
const { createObjectURL, revokeObjectURL } = URL;
const { setTimeout } = globalThis;
const target = getter(Event, "target");
const nodeName = getter(Node, "nodeName");
const size = getter(Blob, "size");
const setHref = setter(HTMLAnchorElement, "href");
const setDownload = setter(HTMLAnchorElement, "download");

function getter(of: { prototype: object }, name: string): () => unknown {
  const { get } = Object.getOwnPropertyDescriptor(of.prototype, name) ?? {};
  if (!get) throw new Error(name);
  return get;
}

function setter(of: { prototype: object }, name: string): (value: string) => void {
  const { set } = Object.getOwnPropertyDescriptor(of.prototype, name) ?? {};
  if (!set) throw new Error(name);
  return set;
}

function fix(on: object, name: string, value: unknown): void {
  Object.defineProperty(on, name, { value, writable: false, configurable: false });
}

function refuse(what: string): never {
  throw new TypeError(`sealed: ${what}`);
}

/** Names that are asked for without a method that could be replaced. */
function listed(names: string[]): Record<string, true | undefined> {
  const list = Object.create(null) as Record<string, true>;
  for (const name of names) list[name] = true;
  return Object.freeze(list);
}

const isBlob = (url: string) => apply(slice, url, [0, 5]) === "blob:";

/** Interfaces that reach a network beside the policy, or make elements out of text or of other names. */
const INTERFACES =
  /^(webkit|moz)?RTC|^WebTransport|^(WebSocketStream|XMLHttpRequest|XSLTProcessor|DOMParser|customElements|Image|Audio)$/;

/** Members that make elements out of text, documents of their own, or elements from elsewhere. */
const MEMBERS =
  /HTML|^(write|writeln|open|createContextualFragment|createDocument|createProcessingInstruction)$/;

function remove(on: object, names: RegExp): void {
  for (const name of Object.getOwnPropertyNames(on)) {
    if (!names.test(name)) continue;
    Reflect.deleteProperty(on, name);
    // What cannot be deleted has no value at least.
    if (name in on) fix(on, name, undefined);
  }
}

/** Elements with an address, or with a document of their own, cannot be made. */
function allowElements(): void {
  const html = listed(ELEMENTS);
  const svg = listed(SHAPES);
  const make = (document: Document, name: string): Element => {
    const lower = apply(toLowerCase, name, []);
    return html[lower] ? (apply(createElement, document, [lower]) as Element) : refuse(lower);
  };
  fix(Document.prototype, "createElement", function (this: Document, name: unknown) {
    return make(this, `${name}`);
  });
  const ofSpace = function (this: Document, space: unknown, name: unknown) {
    const wanted = `${name}`;
    const within = `${space}`;
    if (within === XHTML) return make(this, wanted);
    if (within !== SVG || !svg[wanted]) refuse(wanted);
    return apply(createElementNS, this, [SVG, wanted]) as Element;
  };
  fix(Document.prototype, "createElementNS", ofSpace);
}

/** Nothing is edited but fields: what is pasted or dropped elsewhere brings elements of its own. */
function allowEditing(): void {
  fix(Document.prototype, "designMode", "off");
  fix(Document.prototype, "execCommand", function (this: Document, command: unknown) {
    if (command !== "copy") refuse("execCommand");
    return apply(execCommand, this, ["copy"]);
  });
  const keep = (event: Event) => {
    const name = apply(nodeName, apply(target, event, []), []);
    if (name !== "INPUT" && name !== "TEXTAREA") apply(preventDefault, event, []);
  };
  addEventListener("beforeinput", keep, { capture: true });
}

/** The frame stays where it is. Its end would be seen, but an address would be looked up before that. */
function stay(): void {
  type Made = Record<string, { prototype: object } | undefined>;
  const { navigation } = globalThis as { navigation?: EventTarget };
  const { NavigateEvent, NavigationDestination } = globalThis as unknown as Made;
  if (!navigation || !NavigateEvent || !NavigationDestination) return;
  const destination = getter(NavigateEvent, "destination");
  const downloads = getter(NavigateEvent, "downloadRequest");
  const address = getter(NavigationDestination, "url");
  navigation.addEventListener("navigate", (event) => {
    const request = apply(downloads, event, []);
    const url = apply(address, apply(destination, event, []), []) as string;
    const saves = request !== null && request !== undefined && isBlob(url);
    if (!saves) apply(preventDefault, event, []);
  });
}

/** Hands a file to the person. The link is in no document, where a listener could meet it. */
function save(name: string, content: Blob): void {
  // Throws where it is no blob.
  apply(size, content, []);
  const url = apply(createObjectURL, URL, [content]) as string;
  const link = apply(createElement, document, ["a"]) as HTMLAnchorElement;
  apply(setHref, link, [url]);
  apply(setDownload, link, [`${name}`]);
  apply(click, link, []);
  setTimeout(() => apply(revokeObjectURL, URL, [url]), 10_000);
}

/** The one policy of Trusted Types that the frame may have: workers are made of blobs. */
function workerAddresses(): (url: string) => string {
  const only = (url: string) => (isBlob(url) ? url : refuse("workers are made of blobs"));
  const policy = globalThis.trustedTypes?.createPolicy("sealed-worker", { createScriptURL: only });
  if (!policy) return only;
  const { createScriptURL } = policy;
  return (url) => apply(createScriptURL, policy, [`${url}`]) as string;
}

const policy =
  document.querySelector<HTMLMetaElement>("meta[http-equiv=Content-Security-Policy]")?.content ??
  "";
const worker = workerAddresses();
remove(globalThis, INTERFACES);
for (const { prototype } of [Element, HTMLElement, ShadowRoot, Document, Range, DOMImplementation])
  remove(prototype, MEMBERS);
remove(Document, MEMBERS);
allowElements();
allowEditing();
stay();
// The policy stays in force without its element, and none is left to be copied.
for (const element of document.querySelectorAll("meta, link, base")) element.remove();
fix(globalThis, "sealed", Object.freeze<Sealed>({ policy, save, worker }));
