// Writes the tables of diseases into the package, as a module: nothing has to be read or fetched for them.
import { readFile, writeFile } from "node:fs/promises";

const root = new URL("../", import.meta.url);
const table = (name) => readFile(new URL(`panels/intractable-${name}.tsv`, root), "utf8");
const tables = { diseases: await table("diseases"), notes: await table("notes") };
const module = `export default ${JSON.stringify(tables)};\n`;
await writeFile(new URL("dist/disease-tables.js", root), module);
