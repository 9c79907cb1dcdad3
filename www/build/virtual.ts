/** Modules that the build makes: scripts of workers, the core's texts, titles, what built-in panels hold. */
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Language } from "genosieve";
import type { Plugin } from "vite";

import { attacks } from "./attacks.js";
import { SCREENS } from "../../js/element/words.js";
import { bundled } from "./script.js";
import { packedPair, packedRest, type Has, type Pair } from "./texts.js";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** A module whose text is made when it is asked for. */
function made(id: string, text: () => string | Promise<string>): Plugin {
  return {
    name: `genosieve:${id}`,
    resolveId: (wanted) => (wanted === id ? `\0${id}` : undefined),
    load: (wanted) => (wanted === `\0${id}` ? text() : undefined),
  };
}

const value = (content: unknown) => `export default ${JSON.stringify(content)};`;

const coreRows = () =>
  readFileSync(path("../../messages/messages.tsv"), "utf8").trimEnd().split("\n");

/** Words of the core's table that stand in exports. */
const EXPORTED = /^(export|flag|intended|key|match|notice|panel|reason|state|table|zygosity)\b/;

/** What the worker that writes exports has of that table. */
export const exportedTexts = () =>
  coreRows()
    .filter((row) => EXPORTED.test(row))
    .join("\n");

/**
 * A worker as the text of one classic script: workers are made from blobs of it. The page words errors itself, so
 * they go without the core's table, or with the part of it that is given.
 */
export const workerScript = (id: string, source: string, messages = "") =>
  made(id, async () => {
    const { code } = await bundled(source, {
      alias: { "./messages.js": "virtual:some-messages" },
      plugins: [made("virtual:some-messages", () => value(messages))],
    });
    return value(attacks() + code);
  });

/** What stands before each of them in the sealed frame. */
export const workerHardening = () =>
  made("virtual:worker-hardening", async () =>
    value(`${(await bundled("../src/sealed/harden-worker.ts")).code}\n;`),
  );

/** Words of the core's table that the page says as they are; it words errors and notices itself. */
const SAID = /^(state|reason|match|flag)\./;

function coreSaid(): Pair {
  const said = coreRows()
    .map((row) => row.split("\t"))
    .filter(([key]) => SAID.test(key ?? ""));
  const of = (at: number) => Object.fromEntries(said.map((row) => [row[0], row[at] ?? ""]));
  return { en: of(1), ja: of(2) };
}

export const coreTexts = (isFirst?: Has) =>
  made("virtual:core-texts", () => packedPair(coreSaid(), isFirst));

/** What the first script of the page has not of its texts. */
export const laterTexts = (isFirst: Has) =>
  made("virtual:later-texts", () => packedRest(coreSaid(), isFirst));

/** The page's own texts, for what is made of them here. */
export async function texts(): Promise<Record<Language, Record<string, string>>> {
  const { ja } = await import("../src/text/ja.js");
  const { en } = await import("../src/text/en.js");
  return { ja, en };
}

/** What the tab is called on each screen: all that the shell has of the texts. */
export const titles = () =>
  made("virtual:titles", async () => {
    const { ja, en } = await texts();
    const of = (table: Record<string, string>) =>
      Object.fromEntries(
        SCREENS.map((screen) => [screen, `${table[`title.${screen}`]} · Genosieve`]),
      );
    return value({ ja: of(ja), en: of(en) });
  });

/** Built-in panels by the word that the page has for each. */
const BUILT_IN = { sentinels: "japan-sentinels", pgx: "pharmacogenomic-positions" };

/** What the built-in panels say of themselves, so that the page need not open them to show it. */
export const builtInPanels = () =>
  made("virtual:built-in-panels", async () => {
    // By a name that is made, since types are checked before anything is built.
    const built = pathToFileURL(path("../../dist/node.js")).href;
    const { openPanel } = (await import(built)) as typeof import("genosieve");
    const infoOf = async (name: string, build: string) => {
      const panel = await openPanel(readFileSync(path(`../../dist/demo/${name}.${build}.gsp`)));
      return panel.info;
    };
    const infos = Object.entries(BUILT_IN).map(async ([word, name]) => [
      word,
      await Promise.all(["grch38", "grch37"].map((build) => infoOf(name, build))),
    ]);
    return value(Object.fromEntries(await Promise.all(infos)));
  });
