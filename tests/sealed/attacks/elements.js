// Ways to an element that has an address. Sealed pages do not hand such elements out, so hostile code looks
// for another door: another document, a parser, a built-in that the guard relies on.
import { blob, wait } from "./aim.js";
import { agreeing, caught, changing, overheard, polluted, renamed } from "./guard.js";

const XHTML = "http://www.w3.org/1999/xhtml";

const markup = (tag) => `<${tag}></${tag}>`;

/** The first element of that name within something, taken out of it. */
function found(root, tag) {
  const element = root.querySelector(tag);
  if (!element) throw new TypeError(`no <${tag}>`);
  element.remove();
  return document.adoptNode(element);
}

/** A container in the page into which some text was parsed. */
function parsedInto(tag, parse) {
  const box = document.body.appendChild(document.createElement("div"));
  parse(box, `<p>${markup(tag)}</p>`);
  return found(box.shadowRoot ?? box, tag);
}

const transformation = (tag) => `<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">
  <p xmlns="${XHTML}">${markup(tag)}</p></xsl:template></xsl:stylesheet>`;

async function requested(tag) {
  const request = new XMLHttpRequest();
  request.open(
    "GET",
    blob(`<html xmlns="${XHTML}">${markup(tag)}</html>`, "application/xhtml+xml"),
  );
  request.responseType = "document";
  request.send();
  await new Promise((resolve) => (request.onloadend = resolve));
  return found(request.responseXML, tag);
}

/** A frame without an address is a document, and a set of built-ins, that nobody has touched. */
async function inFrame(tag) {
  const frame = document.body.appendChild(await element("iframe"));
  return document.adoptNode(frame.contentDocument.createElement(tag));
}

/** What a policy made by whoever comes first lets through. */
function trusted(name) {
  return (tag) => {
    const policy = trustedTypes.createPolicy(name, { createHTML: (text) => text });
    return parsedInto(tag, (box, text) => (box.innerHTML = policy.createHTML(text)));
  };
}

const CLASSES = { a: "HTMLAnchorElement", link: "HTMLLinkElement" };

/** An element of a class of one's own, which a registry knows. */
function ofClass(tag, registry) {
  const own = `x-${tag}-${Math.trunc(performance.now() * 1000)}`;
  const Own = class extends globalThis[CLASSES[tag]] {};
  registry.define(own, Own, { extends: tag });
  return new Own();
}

/** Each is asked for an element of a name, and gives one or throws. */
export const WAYS = {
  "create-element": (tag) => document.createElement(tag),
  "create-upper-case": (tag) => document.createElement(tag.toUpperCase()),
  "create-element-ns": (tag) => document.createElementNS(XHTML, tag),
  "create-prefixed": (tag) => document.createElementNS(XHTML, `h:${tag}`),
  "create-changing-name": changing,
  "create-renamed": renamed,
  "create-agreeing": agreeing,
  "create-polluted": polluted,
  "create-overheard": overheard,
  "save-caught": (tag) => {
    const link = caught();
    if (tag !== link.localName) throw new TypeError("a link, and no other element");
    return link;
  },
  "new-document": (tag) => document.adoptNode(new Document().createElementNS(XHTML, tag)),
  "html-document": (tag) =>
    document.adoptNode(document.implementation.createHTMLDocument("").createElement(tag)),
  "xml-document": (tag) =>
    document.adoptNode(document.implementation.createDocument(XHTML, tag, null).documentElement),
  "template-document": (tag) =>
    document.adoptNode(document.createElement("template").content.ownerDocument.createElement(tag)),
  "import-node": (tag) =>
    document.importNode(
      document.implementation.createDocument(XHTML, tag, null).documentElement,
      true,
    ),
  "clone-existing": (tag) => document.querySelector(tag).cloneNode(),
  "parse-html": (tag) => found(new DOMParser().parseFromString(markup(tag), "text/html"), tag),
  "parse-xml": (tag) =>
    found(
      new DOMParser().parseFromString(`<p xmlns="${XHTML}">${markup(tag)}</p>`, "text/xml"),
      tag,
    ),
  "parse-html-unsafe": (tag) => found(Document.parseHTMLUnsafe(markup(tag)), tag),
  "inner-html": (tag) => parsedInto(tag, (box, text) => (box.innerHTML = text)),
  "outer-html": (tag) =>
    parsedInto(tag, (box, text) => {
      const inner = box.appendChild(document.createElement("i"));
      inner.outerHTML = text;
    }),
  "insert-adjacent-html": (tag) =>
    parsedInto(tag, (box, text) => box.insertAdjacentHTML("beforeend", text)),
  "set-html-unsafe": (tag) => parsedInto(tag, (box, text) => box.setHTMLUnsafe(text)),
  "shadow-html": (tag) =>
    parsedInto(tag, (box, text) => (box.attachShadow({ mode: "open" }).innerHTML = text)),
  "template-html": (tag) => {
    const template = document.createElement("template");
    template.innerHTML = markup(tag);
    return found(template.content, tag);
  },
  "range-fragment": (tag) =>
    found(document.createRange().createContextualFragment(markup(tag)), tag),
  "insert-html": (tag) =>
    parsedInto(tag, (box, text) => {
      box.contentEditable = "true";
      box.textContent = "edited";
      getSelection().selectAllChildren(box);
      document.execCommand("insertHTML", false, text);
    }),
  xslt: (tag) => {
    const parser = new DOMParser();
    const transformer = new XSLTProcessor();
    transformer.importStylesheet(parser.parseFromString(transformation(tag), "text/xml"));
    const nothing = document.implementation.createDocument(null, "nothing", null);
    return found(transformer.transformToFragment(nothing, document), tag);
  },
  "xhr-document": requested,
  "custom-element": (tag) => ofClass(tag, customElements),
  "custom-element-document": (tag) => ofClass(tag, document.customElementRegistry),
  "custom-element-element": (tag) => ofClass(tag, document.body.customElementRegistry),
  "frame-document": inFrame,
  "trusted-own-name": trusted("sealed-worker"),
  "trusted-default": trusted("default"),
  "trusted-other-name": trusted("another"),
};

/** Ways of which others are made, or that leave the page changed: not tried for each channel. */
const ASIDE = new Set([
  "frame-document",
  "save-caught",
  "custom-element",
  "custom-element-document",
  "custom-element-element",
]);

/** An element by the first way that gives one. Every channel that needs an element asks here. */
export async function element(tag, attributes = {}, inside) {
  let made;
  let reason;
  for (const [name, way] of Object.entries(WAYS)) {
    if (ASIDE.has(name)) continue;
    try {
      made = await way(tag);
      if (made?.localName === tag) break;
    } catch (error) {
      reason ??= error;
    }
    made = undefined;
  }
  if (!made) throw reason ?? new TypeError(`no <${tag}>`);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  inside?.append(made);
  return made;
}

/** Hints to look a name up are the least that an element with an address can do. */
export function hint(made, aim) {
  if (made.localName === "a") return pointed(made, aim);
  made.setAttribute("rel", "dns-prefetch preconnect");
  made.setAttribute("href", aim.url());
  document.head.append(made);
  return wait();
}

/** A link in the page may be looked up before anyone touches it, and is followed when it is clicked. */
function pointed(link, aim) {
  link.setAttribute("href", aim.url());
  link.removeAttribute("download");
  document.body.append(link);
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  return wait();
}
