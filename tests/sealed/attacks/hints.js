// Links and rules by which a page tells the browser what it may soon need.
import { first, wait } from "./aim.js";
import { channel, group } from "./channel.js";
import { element } from "./elements.js";

const link = (id, says, attributes, options) =>
  channel(
    id,
    says,
    async (aim) => {
      const made = await element("link", { ...attributes, href: aim.url() }, document.head);
      return Promise.race([first(made, "load", "error"), wait()]);
    },
    options,
  );

/** Where no such element can be had, nothing is known, and it is tried. */
const supports = (relation) => () => {
  try {
    return document.createElement("link").relList.supports(relation);
  } catch {
    return true;
  }
};

const preload = (as) =>
  link(
    `preload-${as}`,
    `<link rel=preload as=${as}>`,
    { rel: "preload", as, crossorigin: "anonymous" },
    as === "track" ? { quiet: { firefox: "preloads no tracks" } } : {},
  );

async function rules(content) {
  const script = await element("script", { type: "speculationrules" });
  script.textContent = JSON.stringify(content);
  document.head.append(script);
  return wait(2_500);
}

const speculation = {
  there: () => globalThis.HTMLScriptElement?.supports?.("speculationrules") ?? false,
};

export const hints = group("hints", [
  link("dns-prefetch", "<link rel=dns-prefetch>", { rel: "dns-prefetch" }),
  link("preconnect", "<link rel=preconnect>", { rel: "preconnect" }),
  link("prefetch", "<link rel=prefetch>", { rel: "prefetch" }),
  link(
    "prerender",
    "<link rel=prerender>",
    { rel: "prerender" },
    {
      there: supports("prerender"),
      quiet: { chromium: "superseded by speculation rules" },
    },
  ),
  link(
    "next",
    "<link rel=next>",
    { rel: "next" },
    {
      there: supports("next"),
      quiet: { chromium: "tells of pages, and loads none" },
    },
  ),
  ...["fetch", "image", "font", "script", "style", "track"].map(preload),
  channel(
    "preload-srcset",
    "<link rel=preload imagesrcset>",
    async (aim) => {
      const set = { rel: "preload", as: "image", imagesrcset: `${aim.url()} 1x` };
      await element("link", set, document.head);
      return wait();
    },
    { quiet: { firefox: "not in every version" } },
  ),
  link("modulepreload", "<link rel=modulepreload>", { rel: "modulepreload" }),
  link("stylesheet", "<link rel=stylesheet>", { rel: "stylesheet" }),
  link("icon", "<link rel=icon>", { rel: "icon" }),
  link(
    "manifest",
    "<link rel=manifest>",
    { rel: "manifest", crossorigin: "anonymous" },
    {
      quiet: { firefox: "installs no sites" },
    },
  ),
  link(
    "dictionary",
    "<link rel=compression-dictionary>",
    { rel: "compression-dictionary", crossorigin: "anonymous" },
    { there: supports("compression-dictionary") },
  ),
  link(
    "expect",
    "<link rel=expect>",
    { rel: "expect", blocking: "render" },
    {
      there: supports("expect"),
      quiet: { chromium: "waits for a part of the page itself" },
    },
  ),
  channel(
    "anchor",
    "the address of a link that nobody touches",
    async (aim) => {
      await element("a", { href: aim.url() }, document.body);
      return wait();
    },
    { quiet: { chromium: "was not seen to look it up" } },
  ),
  channel(
    "anchor-asked-for",
    "the same in a page that asks for lookups",
    async (aim) => {
      const meta = { "http-equiv": "x-dns-prefetch-control", content: "on" };
      await element("meta", meta, document.head);
      await element("a", { href: aim.url() }, document.body);
      return wait();
    },
    { quiet: { chromium: "was not seen to look it up" } },
  ),
  channel(
    "speculation-prefetch",
    "speculation rules that load",
    (aim) =>
      rules({ prefetch: [{ source: "list", urls: [aim.secure()], eagerness: "immediate" }] }),
    speculation,
  ),
  channel(
    "speculation-prerender",
    "speculation rules that draw",
    (aim) => rules({ prerender: [{ source: "list", urls: [aim.own()], eagerness: "immediate" }] }),
    { ...speculation, quiet: { chromium: "not in every version, without a window" } },
  ),
  channel(
    "speculation-links",
    "speculation rules for links of the page",
    async (aim) => {
      await element("a", { href: aim.secure() }, document.body);
      return rules({ prefetch: [{ source: "document", eagerness: "immediate" }] });
    },
    speculation,
  ),
]);
