/**
 * Two entries as two classic scripts: a page starts with the first, and the second runs within it later. What both need
 * stands in the first.
 */
import { posix } from "node:path";
import { parseAst, type Rollup } from "vite";

import { asText, built, type BuildOptions, type Built } from "./script.js";

export interface Split {
  first: Built;
  later: Built;
}

type Chunk = Rollup.OutputChunk;

/** Sources are relative to this folder. `src/second.tsx` finds what `later` exports. */
export async function split(first: string, later: string, options: BuildOptions): Promise<Split> {
  const outputs = await built({ first, later }, options);
  const chunks = new Map(
    outputs.flatMap((item) => (item.type === "chunk" ? [[item.fileName, item]] : [])),
  );
  const entry = (name: string) => {
    const chunk = [...chunks.values()].find((one) => one.isEntry && one.name === name);
    if (!chunk) throw new Error(`no script of ${name}`);
    return chunk;
  };
  const before = needed(entry("first"), chunks);
  const after = needed(entry("later"), chunks).filter((chunk) => !before.includes(chunk));
  const names = [...before, ...after].map(({ fileName }) => fileName);
  const scoped = (all: Chunk[]) => all.map((chunk) => inScope(chunk, names)).join("");
  const styles = outputs.flatMap((item) => (item.type === "asset" ? [item] : []));
  const style = (name: string) => {
    const own = styles.findIndex(({ names }) => names.includes(`${name}.css`));
    return own < 0 ? "" : asText(styles.splice(own, 1)[0]?.source ?? "");
  };
  const strict = (code: string) => `(()=>{"use strict";${code}})();`;
  const made = {
    first: {
      code: strict(
        `const parts=[];Object.defineProperty(globalThis,"parts",{value:parts});${scoped(before)}`,
      ),
      style: style("first"),
    },
    later: { code: strict(`const{parts}=globalThis;${scoped(after)}`), style: style("later") },
  };
  const [left] = styles;
  if (left) throw new Error(`${left.fileName} is the style of neither script`);
  return made;
}

/** A chunk after all that it imports. */
function needed(chunk: Chunk, chunks: Map<string, Chunk>, found: Chunk[] = []): Chunk[] {
  for (const name of chunk.imports) {
    const one = chunks.get(name);
    if (one && !found.includes(one)) needed(one, chunks, found);
  }
  if (!found.includes(chunk)) found.push(chunk);
  return found;
}

interface Name {
  name?: string;
  value?: unknown;
}
const nameOf = ({ name, value }: Name) => name ?? String(value);

/** A module as a function: what it imports is taken out of `parts`, and what it exports is put there. */
function inScope({ fileName, code }: Chunk, names: string[]): string {
  let body = "";
  let from = 0;
  let exported = "";
  for (const node of parseAst(code).body) {
    if (!/^(Import|Export)/.test(node.type)) continue;
    body += code.slice(from, node.start);
    from = node.end;
    if (node.type === "ImportDeclaration") {
      const part = names.indexOf(posix.join(posix.dirname(fileName), node.source.value));
      const taken = node.specifiers.map((one) => {
        if (one.type !== "ImportSpecifier") throw new Error(`${fileName}: ${one.type}`);
        return `${JSON.stringify(nameOf(one.imported))}:${one.local.name}`;
      });
      if (part < 0) throw new Error(`${fileName} imports ${node.source.value}`);
      if (taken.length > 0) body += `const{${taken.join()}}=parts[${part}];`;
    } else if (node.type === "ExportNamedDeclaration" && !node.declaration && !node.source) {
      for (const one of node.specifiers)
        exported += `${JSON.stringify(nameOf(one.exported))}:${nameOf(one.local)},`;
    } else throw new Error(`${fileName}: ${node.type}`);
  }
  return `(()=>{${body}${code.slice(from).trim()}\nparts[${names.indexOf(fileName)}]={${exported}}})();`;
}
