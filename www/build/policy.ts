/** What each page may do, word for word as its policy says it (CSP Level 3, Trusted Types). */
import { createHash } from "node:crypto";

/** `'sha256-…'`, as a policy names an inline script or style (CSP Level 3, section 2.3.1). */
export function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** As it stands in the name of a file. */
export const shortHash = (text: string) =>
  createHash("sha256").update(text).digest("base64url").slice(0, 8);

const written = (directives: string[]) => directives.join("; ");

/** The page that opens genomes: no network at all, scripts that it names, workers made of their text. */
export function framePolicy(scripts: string[], style: string): string {
  return written([
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "connect-src 'none'",
    "worker-src blob:",
    // Not even itself: a blob that it went to would be markup that no script has seen.
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types sealed-worker",
  ]);
}

/** What the two documents of the page consist of. */
export interface Contents {
  /** Scripts and style of the frame, which the policy of the shell is laid on as well. */
  frame: { scripts: string[]; second: string; style: string };
  shell: { script: string; style: string };
}

/** The shell: files of its own host before a genome is opened. A single file has none, nor has the shell in an element. */
export function shellPolicy({ frame, shell }: Contents, alone: boolean): string {
  const scripts = [shell.script, ...frame.scripts].map(hash).join(" ");
  return written([
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `style-src ${hash(shell.style)} ${hash(frame.style)}`,
    `connect-src ${alone ? "'none'" : "'self'"}`,
    `worker-src ${alone ? "blob:" : "'self' blob:"}`,
    ...(alone ? [] : ["manifest-src 'self'", "img-src 'self'"]),
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
}

/**
 * What a page that embeds all of this has to allow: its policy is laid on both frames as well (HTML, section 7.2.6).
 * `frame-src` is for what the person saves, which goes as a navigation in Firefox, and `trusted-types` for pages that
 * have such a rule. Files of the package may have another host than the page.
 */
export function embeddingPolicy({ frame, shell }: Contents): Record<string, string[]> {
  return {
    "script-src": [...[shell.script, ...frame.scripts].map(hash), "'wasm-unsafe-eval'"],
    "style-src": [shell.style, frame.style].map(hash),
    "connect-src": ["'self'"],
    "worker-src": ["blob:"],
    "frame-src": ["blob:"],
    "trusted-types": ["genosieve-element", "sealed-worker"],
  };
}

/** The library, which opens no genome: it keeps panels, and loads what makes them. */
export function libraryPolicy(script: string, style: string): string {
  return written([
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "connect-src 'self'",
    "img-src 'self'",
    "manifest-src 'self'",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types sealed-worker",
  ]);
}
