/**
 * Writes `dist/SHA256SUMS`: the SHA-256 of every file that is shipped, of the package and of the page, named
 * from the root of the repository. `sha256sum -c dist/SHA256SUMS` there compares them.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** The list itself, and what lies there for whoever builds: panels made of downloads, notes of the compiler. */
const LEFT_OUT = /^dist\/(SHA256SUMS$|panels\/)|\.tsbuildinfo$/;

const found = await Promise.all(
  ["dist", "www/dist"].map(async (folder) => {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(root.length));
  }),
);
const shipped = found.flat().filter((name) => !LEFT_OUT.test(name));
// By code units: other orders depend on the language of the machine.
const lines = shipped.sort().map(async (name) => {
  const content = await readFile(join(root, name));
  return `${createHash("sha256").update(content).digest("hex")}  ${name}\n`;
});
await writeFile(join(root, "dist/SHA256SUMS"), (await Promise.all(lines)).join(""));
