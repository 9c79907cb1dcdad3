// What keeps people out of a page: what axe finds, and a page that is wider than its window.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { openPage } from "./page-support.mjs";

const source = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/**
 * axe makes links, documents and HTML, which the sealed page cannot: while it looks it has what was there before,
 * so what is fixed once must be a little less so.
 */
function loosen() {
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const ours = (on) => on === Document.prototype;
  Object.defineProperty = (on, name, described) =>
    defineProperty(on, name, ours(on) ? { ...described, configurable: true } : described);
  const members = [
    [Document.prototype, "createElement"],
    [DOMImplementation.prototype, "createHTMLDocument"],
    [Element.prototype, "innerHTML"],
  ].map(([on, name]) => [on, name, getOwnPropertyDescriptor(on, name)]);
  const put = ([on, name, described]) =>
    described ? defineProperty(on, name, described) : delete on[name];
  // Gives back how it was.
  globalThis.loosened = () => {
    const now = members.map(([on, name]) => [on, name, getOwnPropertyDescriptor(on, name)]);
    members.forEach(put);
    return () => now.forEach(put);
  };
}

/** axe, as the first script of a page. */
export const AXE = `(${loosen})();${source}`;

/** Settings of a page with axe in it, whose policy is passed over: axe writes HTML from strings. */
export const WITH_AXE = {
  bypassCSP: true,
  prepare: (page) => page.addInitScript(AXE),
};

export const openWithAxe = (t, options) => openPage(t, { ...options, ...WITH_AXE });

/** Violations of WCAG 2.2 AA and of good practice, with their places. */
export async function barriers(page) {
  return page.evaluate(async () => {
    // What slides in is half seen until it stands, and so are its colours.
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
    const harden = globalThis.loosened();
    try {
      const { violations } = await globalThis.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      const wide = document.documentElement.scrollWidth > innerWidth ? ["too wide"] : [];
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
      );
      return [...wide, ...found];
    } finally {
      harden();
    }
  });
}
