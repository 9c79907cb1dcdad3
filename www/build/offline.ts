/** The service worker, built when the pages are: it knows the files of the site and the build that they are of. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

/** Where a page says of which build it is; empty until all of the site is there. */
const PLACE = /(<meta name="build" content=")[^"]*(")/;

/** Made here, read by the host alone, or the reference of the package, which no page loads. */
const NOT_LISTED = /^(sw\.js|_headers|api\/.*)$/;

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/** The files of a folder and of those in it, by names that are the same on every system. */
function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => !NOT_LISTED.test(name))
    .sort();
}

/** Writes the build into the pages of a built site, and says what it consists of then. */
function stamped(folder: string): { build: string; files: Record<string, string> } {
  const names = filesOf(folder);
  const pages = new Map(
    names
      .filter((name) => name.endsWith(".html"))
      .map((name) => [name, readFileSync(join(folder, name), "utf8").replace(PLACE, "$1$2")]),
  );
  const content = (name: string) => pages.get(name) ?? readFileSync(join(folder, name));
  // Of the pages without it, since it stands in them.
  const build = sha256(names.map((name) => `${sha256(content(name))} ${name}\n`).join(""));
  for (const [name, page] of pages) {
    const marked = page.replace(PLACE, `$1${build}$2`);
    if (marked === page) throw new Error(`${name} has no place for the build`);
    pages.set(name, marked);
    writeFileSync(join(folder, name), marked);
  }
  return { build, files: Object.fromEntries(names.map((name) => [name, sha256(content(name))])) };
}

export function serviceWorker(): Plugin {
  let folder = "";
  return {
    name: "genosieve:service-worker",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    resolveId: (wanted) => (wanted === "virtual:site" ? "\0site" : undefined),
    load(wanted) {
      if (wanted !== "\0site") return undefined;
      const { build, files } = stamped(folder);
      return `export const build = ${JSON.stringify(build)}, files = ${JSON.stringify(files)};`;
    },
  };
}
