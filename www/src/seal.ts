/** A second policy that a page lays on itself when a file is opened. */

/**
 * Nothing of a network any more: what is left are workers made of the page's own text, and wasm. A policy
 * cannot be taken back, only added to.
 */
export const SEAL = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:";

let sealed = false;

/** Workers made from now on inherit it (CSP Level 3, section 4.2.3). */
export function seal(): void {
  if (sealed) return;
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = SEAL;
  document.head.append(meta);
  sealed = true;
}
