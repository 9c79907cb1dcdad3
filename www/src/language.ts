/** The language in which a page begins, and how it goes along from one page of the site to the other. */
import type { Language } from "genosieve";

/** As the page before left it in the address; else what the browser prefers. */
export function firstLanguage(): Language {
  const { hash } = location;
  if (hash === "#ja" || hash === "#en") return hash === "#ja" ? "ja" : "en";
  return preferredLanguage();
}

export function preferredLanguage(): Language {
  return navigator.language.startsWith("ja") ? "ja" : "en";
}

export function addressOf(page: "index.html" | "library.html", language: Language): string {
  return `${page}#${language}`;
}
