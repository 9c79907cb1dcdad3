/** Trusted Types, for pages whose policy lets a document be set by nothing else (W3C Trusted Types, section 2). */

/** As policies of pages name it in `trusted-types`. */
const NAME = "genosieve-element";

interface Factory {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string },
  ): { createHTML(text: string): string };
}

let policy: ReturnType<Factory["createPolicy"]> | undefined;

/** The document of a frame. Throws where the page allows no policy of this name. */
export function trusted(text: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  policy ??= trustedTypes?.createPolicy(NAME, { createHTML: (document) => document });
  return policy?.createHTML(text) ?? text;
}
