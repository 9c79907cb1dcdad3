/**
 * Runs before anything else in the sealed frame, as the beginning of its first script: a script of its own would
 * be left out by a frame within the frame that repeats the other one, whose hash the policy allows. The second
 * script begins by looking whether this ran (`build/frame.ts`).
 *
 * It takes away what neither the policy nor the sandbox governs: WebRTC, addresses that are resolved before
 * anything is asked for, and every way to an element that has an address.
 *
 * Whatever runs later may replace what it finds, prototypes too: what is used later is taken here, and nothing
 * is looked up again.
 */
import workerHardening from "virtual:worker-hardening";

import { ELEMENTS, SHAPES } from "./elements.js";
import type { Sealed } from "./global.js";
import { fix, remove } from "./remove.js";

const XHTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";

const { apply } = Reflect;
const { createElement, createElementNS, execCommand } = Document.prototype;
const { attachShadow, remove: removeElement } = Element.prototype;
const { appendChild } = Node.prototype;
const { toLowerCase, slice } = String.prototype;
const { preventDefault } = Event.prototype;
const { createObjectURL, revokeObjectURL } = URL;
const { setTimeout } = globalThis;
const { iterator } = Symbol;
const [Native, NativeBlob] = [Worker, Blob];
const target = accessor(Event, "target").get;
const nodeName = accessor(Node, "nodeName").get;
const setText = accessor(HTMLScriptElement, "text").set;

function accessor(of: { prototype: object }, name: string) {
  const { get, set } = Object.getOwnPropertyDescriptor(of.prototype, name) ?? {};
  if (!get) throw new Error(name);
  return { get, set: set as (value: unknown) => void };
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

/** Milliseconds after which a worker has read its script. */
const READ = 10_000;

/** Interfaces that reach a network beside the policy, or make elements out of text or of other names. */
const INTERFACES =
  /^(webkit|moz)?RTC|^WebTransport|^(WebSocketStream|XMLHttpRequest|XSLTProcessor|DOMParser|customElements|CustomElementRegistry|Image|Audio)$/;

/** Members that make elements out of text or of classes, documents of their own, or elements from elsewhere. */
const MEMBERS =
  /HTML|^(write|writeln|open|createContextualFragment|createDocument|createProcessingInstruction|customElementRegistry)$/;

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

interface Trusted {
  address(url: string): string;
  script(text: string): string;
}

/** The one policy of Trusted Types that the frame may have. */
function trust(): Trusted {
  const address = (url: string) => (isBlob(url) ? url : refuse("workers are made of blobs"));
  const script = (text: string) => text;
  const rules = { createScriptURL: address, createScript: script };
  const policy = globalThis.trustedTypes?.createPolicy("sealed-worker", rules);
  if (!policy) return { address, script };
  const { createScriptURL, createScript } = policy;
  return {
    address: (url) => apply(createScriptURL, policy, [`${url}`]) as string,
    script: (text) => apply(createScript, policy, [text]) as string,
  };
}

/**
 * Runs the second script of the page, once: the browser runs the one that the policy names, and no other. Nobody gets
 * hold of its element, which stands in a closed shadow: one that has not run could be given an address, and the hash
 * that the policy allows as what is to come from there (CSP Level 3, section 6.7.1.1).
 */
function allowSecond(trusted: Trusted["script"]): Sealed["second"] {
  const { head } = document;
  let done = false;
  return (text) => {
    if (done) refuse("the second script runs once");
    done = true;
    const host = apply(createElement, document, ["div"]) as Element;
    const closed = { __proto__: null, mode: "closed" } as unknown as ShadowRootInit;
    const shadow = apply(attachShadow, host, [closed]) as ShadowRoot;
    const element = apply(createElement, document, ["script"]) as HTMLScriptElement;
    apply(setText, element, [trusted(`${text}`)]);
    apply(appendChild, shadow, [element]);
    apply(appendChild, head, [host]);
    apply(removeElement, host, []);
  };
}

/** A sequence of one text: an array would be read by a method that could be replaced. */
function sequenceOf(text: string): Iterable<string> {
  const left = [Object.freeze({ done: false, value: text }), Object.freeze({ done: true })];
  let at = 0;
  const next = () => left[at++];
  return Object.freeze({ __proto__: null, [iterator]: () => ({ __proto__: null, next }) }) as never;
}

/**
 * Workers, each with the hardening of workers at its beginning. Other ways to one are gone, and so are other
 * ways to an address of a blob, which a worker or the frame itself could be led to.
 */
function allowWorkers(trusted: Trusted["address"]): Pick<Sealed, "worker" | "at"> {
  const at = (address: string, name = "") =>
    new Native(trusted(address), {
      __proto__: null,
      type: "classic",
      name: `${name}`,
    } as WorkerOptions);
  const addressOf = (script: string) => {
    const type = { __proto__: null, type: "text/javascript" } as BlobPropertyBag;
    const whole = new NativeBlob(sequenceOf(workerHardening + script) as never, type);
    return apply(createObjectURL, URL, [whole]) as string;
  };
  const worker = (script: unknown, name?: string) => {
    const address = addressOf(`${script}`);
    setTimeout(() => apply(revokeObjectURL, URL, [address]), READ);
    return at(address, name);
  };
  const refused = () => refuse("workers are made by sealed.worker");
  refused.prototype = Native.prototype;
  fix(Native.prototype, "constructor", refused);
  fix(globalThis, "Worker", refused);
  remove(globalThis, /^SharedWorker$/);
  remove(URL, /^createObjectURL$/);
  return { worker, at: (address) => at(address) };
}

const policy =
  document.querySelector<HTMLMetaElement>("meta[http-equiv=Content-Security-Policy]")?.content ??
  "";
const { address, script } = trust();
const workers = allowWorkers(address);
const second = allowSecond(script);
// Whoever has a registry of elements could have any of them made by a class.
remove(CustomElementRegistry.prototype, /^(define|initialize|upgrade)$/);
remove(globalThis, INTERFACES);
for (const { prototype } of [Element, HTMLElement, ShadowRoot, Document, Range, DOMImplementation])
  remove(prototype, MEMBERS);
remove(Document, MEMBERS);
allowElements();
allowEditing();
// The policy stays in force without its element, and none is left to be copied.
for (const element of document.querySelectorAll("meta, link, base")) element.remove();
fix(globalThis, "sealed", Object.freeze<Sealed>({ policy, ...workers, second }));
