/**
 * Tables of texts as the pages carry them: the keys once for both languages, and the texts of each as one
 * string of lines. The same words as objects take some 5 kB more of a compressed page.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transformWithOxc, type Plugin } from "vite";

/** A table by what stands before its language, as in `errors.en.ts`. */
const TABLE = /\/src\/text\/(\w+\.)?(en|ja)\.ts$/;

/** A text, or those of one thing: title, what was found, what to do. */
type Texts = Record<string, string | readonly string[]>;

/** The one thing that a table exports, and the name of it. */
async function tableOf(file: string): Promise<[name: string, texts: Texts]> {
  const { code } = await transformWithOxc(await readFile(file, "utf8"), file);
  const address = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  const [table, ...more] = Object.entries((await import(address)) as Record<string, Texts>);
  if (!table || more.length > 0) throw new Error(`${file} is more than a table`);
  return table;
}

function lineOf(text: string | readonly string[]): string {
  const parts = typeof text === "string" ? [text] : text;
  if (parts.some((part) => /[\t\n]/.test(part))) throw new Error(`two lines in a text: ${parts}`);
  return parts.join("\t");
}

function linesOf(keys: string[], texts: Texts): string {
  const lines = keys.map((key) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`${key} is missing in a table`);
    return lineOf(text);
  });
  return JSON.stringify(lines.join("\n"));
}

const UNPACKED = 'import { unpacked } from "/src/text/packed.ts";\n';
const splits = (keys: string[]) => `${JSON.stringify(keys.join(" "))}.split(" ")`;

/** What stands instead of a table: the English one has the keys, and the other follows their order. */
async function packed(file: string, language: string, has: Has): Promise<string> {
  const english = file.replace(/ja\.ts$/, "en.ts");
  const [[name, texts], [, first]] = await Promise.all([tableOf(file), tableOf(english)]);
  const keys = Object.keys(first).filter((key) => has(key));
  const head =
    language === "en"
      ? `export const keys = ${splits(keys)};`
      : `import { keys } from ${JSON.stringify(english)};`;
  return `${UNPACKED}${head}\nexport const ${name} = unpacked(keys, ${linesOf(keys, texts)});`;
}

/** Whether a script has the text of a key. */
export type Has = (key: string) => boolean;

const all: Has = () => true;

/** A table in both languages. */
export type Pair = Record<"en" | "ja", Texts>;

/** It as an expression. */
function pairOf({ en, ja }: Pair, has: Has): string {
  const keys = Object.keys(en).filter((key) => has(key));
  const of = (texts: Texts) => `unpacked(keys, ${linesOf(keys, texts)})`;
  return `((keys) => ({ en: ${of(en)}, ja: ${of(ja)} }))(${splits(keys)})`;
}

/** A module of a table in both languages. */
export const packedPair = (pair: Pair, has: Has = all) =>
  `${UNPACKED}export default ${pairOf(pair, has)};`;

/** The tables of which the first script of a page has only what it says. */
const SHARED = { page: "", errors: "errors.", reasons: "reasons." };

/** A module of what the first script has not, by the names of the tables. */
export async function packedRest(core: Pair, isFirst: Has): Promise<string> {
  const file = (name: string) => fileURLToPath(new URL(`../src/text/${name}.ts`, import.meta.url));
  const rest = (pair: Pair) => pairOf(pair, (key) => !isFirst(key));
  const pairs = Object.entries(SHARED).map(async ([name, stem]) => {
    const [[, en], [, ja]] = await Promise.all([
      tableOf(file(`${stem}en`)),
      tableOf(file(`${stem}ja`)),
    ]);
    return `${name}: ${rest({ en, ja })}`;
  });
  const tables = [...(await Promise.all(pairs)), `core: ${rest(core)}`];
  return `${UNPACKED}export default { ${tables.join(", ")} };`;
}

/** Packs every table of texts that a page asks for, or what the first script has of those that two share. */
export const packedTexts = (isFirst: Has = all): Plugin => ({
  name: "genosieve:packed-texts",
  enforce: "pre",
  load: async (id) => {
    const [, stem = "", language] = TABLE.exec(id) ?? [];
    const has = Object.values(SHARED).includes(stem) ? isFirst : all;
    return language === undefined
      ? undefined
      : { code: await packed(id, language, has), map: null };
  },
});
