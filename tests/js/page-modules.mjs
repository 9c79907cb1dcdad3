// Modules of the page that need no browser, from their sources.
import { readFile } from "node:fs/promises";
import ts from "typescript";

const source = new URL("../../www/src/", import.meta.url);

/** A module with those that it imports, each as an address of its own text. */
async function addressOf(url) {
  const { outputText } = ts.transpileModule(await readFile(url, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  let code = outputText;
  for (const [whole, path] of outputText.matchAll(/from "(\.[^"]+)\.js"/g))
    code = code.replace(whole, `from "${await addressOf(new URL(`${path}.ts`, url))}"`);
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** What a module exports, by its path below `www/src/`. */
export const pageModule = async (path) => import(await addressOf(new URL(path, source)));
