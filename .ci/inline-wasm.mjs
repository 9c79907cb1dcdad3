// Writes the wasm into the package as a module, gzipped and in base64: the entry `genosieve/inline` is made of it.
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const names = ["genosieve", "genosieve.compiler", "genosieve.describer", "genosieve.exporter"];
const scalar = ["genosieve.scalar", "genosieve.compiler.scalar", "genosieve.family.scalar"];

const packed = await Promise.all(
  [...names, ...scalar].map(async (name) => {
    const bytes = await readFile(new URL(`${name}.wasm`, dist));
    return `  ${JSON.stringify(name)}: "${gzipSync(bytes, { level: 9 }).toString("base64")}",\n`;
  }),
);
await writeFile(new URL("inline-wasm.js", dist), `export default {\n${packed.join("")}};\n`);
