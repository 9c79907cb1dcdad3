/**
 * Runs before anything else in the sealed frame, as the beginning of its one script: a script of its own would
 * be left out by a frame within the frame that repeats the other one, whose hash the policy allows.
 *
 * It takes away what neither the policy nor the sandbox governs: WebRTC, addresses that are resolved before
 * anything is asked for, and the ways to an element that has an address at all. What the page needs of that, a
 * file handed to the person, is left as a function.
 */
import { ELEMENTS, SHAPES } from "./elements.js";

const XHTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";

/** Interfaces that reach a network beside the policy, make elements out of text, or elements of other names. */
const GONE =
  /^(webkit|moz)?RTC|^WebTransport|^(WebSocketStream|XSLTProcessor|customElements|DOMParser)$/;

/** Methods that make elements out of text. */
const FROM_TEXT: [object, string[]][] = [
  [Element.prototype, ["setHTML", "setHTMLUnsafe", "insertAdjacentHTML"]],
  [ShadowRoot.prototype, ["setHTML", "setHTMLUnsafe"]],
  [Document.prototype, ["write", "writeln", "open"]],
  [Document, ["parseHTML", "parseHTMLUnsafe"]],
  [Range.prototype, ["createContextualFragment"]],
];

function fix(on: object, name: string, value: unknown): void {
  Object.defineProperty(on, name, { value, writable: false, configurable: false });
}

function refuse(what: unknown): never {
  throw new TypeError(`sealed: ${String(what)}`);
}

/* Kept from here on: whatever runs later may put other functions in their place. */
const { createElement, createElementNS, execCommand } = Document.prototype;
const { click } = HTMLElement.prototype;
const { createObjectURL, revokeObjectURL } = URL;
const call = Function.prototype.call.bind(Function.prototype.call) as (
  work: (...given: never[]) => unknown,
  on: unknown,
  ...given: unknown[]
) => unknown;
const has = (names: Set<string>, name: string) => call(Set.prototype.has as never, names, name);

function removeInterfaces(): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!GONE.test(name)) continue;
    Reflect.deleteProperty(globalThis, name);
    // What cannot be deleted has no value at least.
    if (name in globalThis) fix(globalThis, name, undefined);
  }
  for (const [on, names] of FROM_TEXT)
    for (const name of names) {
      Reflect.deleteProperty(on, name);
      if (name in on) fix(on, name, undefined);
    }
}

/** Elements with an address, or with a document of their own, cannot be made. */
function allowElements(): void {
  const html = new Set(ELEMENTS);
  const svg = new Set(SHAPES);
  const make = (document: Document, name: unknown) => {
    const lower = `${name}`.toLowerCase();
    if (!has(html, lower)) refuse(lower);
    return call(createElement as never, document, lower);
  };
  fix(Document.prototype, "createElement", function (this: Document, name: unknown) {
    return make(this, name);
  });
  fix(
    Document.prototype,
    "createElementNS",
    function (this: Document, space: unknown, name: unknown) {
      const wanted = `${name}`;
      if (space === XHTML) return make(this, wanted);
      if (space !== SVG || !has(svg, wanted)) refuse(wanted);
      return call(createElementNS as never, this, SVG, wanted);
    },
  );
}

/** Of the commands of an editor copying alone: others make elements. */
function allowCopying(): void {
  fix(Document.prototype, "execCommand", function (this: Document, command: unknown) {
    if (command !== "copy") refuse("execCommand");
    return call(execCommand as never, this, "copy");
  });
}

/** The frame stays where it is. Its end would be seen, but an address would be looked up before that. */
function stay(): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  type Going = Event & { downloadRequest?: unknown; destination: { url: string } };
  navigation?.addEventListener("navigate", (event) => {
    const { downloadRequest, destination } = event as Going;
    const saves = downloadRequest !== null && downloadRequest !== undefined;
    if (!saves || !destination.url.startsWith("blob:")) event.preventDefault();
  });
}

/** Hands a file to the person. */
function save(name: string, content: Blob): void {
  const url = call(createObjectURL as never, URL, content) as string;
  const link = call(createElement as never, document, "a") as HTMLAnchorElement;
  link.href = url;
  link.download = name;
  call(click as never, link);
  setTimeout(() => call(revokeObjectURL as never, URL, url), 10_000);
}

const policy =
  document.querySelector<HTMLMetaElement>("meta[http-equiv=Content-Security-Policy]")?.content ??
  "";
removeInterfaces();
allowElements();
allowCopying();
stay();
// The policy stays in force without its element, and none is left to be copied.
for (const element of document.querySelectorAll("meta, link, base")) element.remove();
fix(globalThis, "sealed", Object.freeze({ policy, save }));
