/** The page's own policy, and a second one that it lays on itself when a file is opened. */

/** Nothing of a network any more. A policy cannot be taken back, only added to. */
export const SEAL = "connect-src 'none'; img-src 'none'";

export function pagePolicy(): string {
  const meta = document.querySelector<HTMLMetaElement>("meta[http-equiv=Content-Security-Policy]");
  return meta?.content ?? "";
}

let sealed = false;

export function isSealed(): boolean {
  return sealed;
}

/** Workers made from now on inherit it (CSP Level 3, section 4.2.3). */
export function seal(): void {
  if (sealed) return;
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = SEAL;
  document.head.append(meta);
  sealed = true;
}
