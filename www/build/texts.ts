/**
 * Tables of texts as the pages carry them: the keys once for both languages, and the texts of each as one
 * string of lines. The same words as objects take some 5 kB more of a compressed page.
 */
import { readFile } from "node:fs/promises";
import { transformWithOxc, type Plugin } from "vite";

/** A table by what stands before its language, as in `errors.en.ts`. */
const TABLE = /\/src\/text\/(?:\w+\.)?(en|ja)\.ts$/;

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
async function packed(file: string, language: string): Promise<string> {
  const english = file.replace(/ja\.ts$/, "en.ts");
  const [[name, texts], [, first]] = await Promise.all([tableOf(file), tableOf(english)]);
  const keys = Object.keys(first);
  const head =
    language === "en"
      ? `export const keys = ${splits(keys)};`
      : `import { keys } from ${JSON.stringify(english)};`;
  return `${UNPACKED}${head}\nexport const ${name} = unpacked(keys, ${linesOf(keys, texts)});`;
}

/** A module of a table in both languages. */
export function packedPair({ en, ja }: Record<"en" | "ja", Texts>): string {
  const keys = Object.keys(en);
  const of = (texts: Texts) => `unpacked(keys, ${linesOf(keys, texts)})`;
  return `${UNPACKED}const keys = ${splits(keys)};\nexport default { en: ${of(en)}, ja: ${of(ja)} };`;
}

/** Packs every table of texts that a page asks for. */
export const packedTexts = (): Plugin => ({
  name: "genosieve:packed-texts",
  enforce: "pre",
  load: async (id) => {
    const [, language] = TABLE.exec(id) ?? [];
    return language === undefined ? undefined : { code: await packed(id, language), map: null };
  },
});
