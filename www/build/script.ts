/** One source and all that it imports as the text of one classic script, and its styles. */
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

import { alias } from "./alias.js";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export interface Built {
  code: string;
  style: string;
}

/** `source` is relative to this folder. */
export async function bundled(
  source: string,
  options: {
    plugins?: Plugin[];
    alias?: Record<string, string>;
    define?: Record<string, string>;
  } = {},
): Promise<Built> {
  const built = await build({
    configFile: false,
    root: path("../"),
    publicDir: false,
    logLevel: "warn",
    define: options.define ?? {},
    resolve: { alias: { ...alias, ...options.alias } },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: options.plugins ?? [],
    build: {
      write: false,
      target: "es2022",
      cssCodeSplit: false,
      modulePreload: false,
      rollupOptions: { input: path(source), output: { format: "iife" } },
    },
  });
  const outputs = [built].flat().flatMap((made) => ("output" in made ? made.output : []));
  const chunks = outputs.flatMap((item) => (item.type === "chunk" ? [item.code] : []));
  const styles = outputs.flatMap((item) => (item.type === "asset" ? [asText(item.source)] : []));
  const [code, ...more] = chunks;
  if (code === undefined || more.length > 0) throw new Error(`${source} is not one script`);
  return { code: code.trim(), style: styles.join("") };
}

export const asText = (source: string | Uint8Array) =>
  typeof source === "string" ? source : new TextDecoder().decode(source);
