/** Sources and all that they import as texts of classic scripts, and their styles. */
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rollup } from "vite";

import { alias } from "./alias.js";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export interface Built {
  code: string;
  style: string;
}

export interface BuildOptions {
  plugins?: Plugin[];
  alias?: Record<string, string>;
  define?: Record<string, string>;
}

/** What comes of sources, which are relative to this folder: as classic scripts where there is one of them. */
export async function built(
  sources: Record<string, string>,
  options: BuildOptions,
): Promise<(Rollup.OutputChunk | Rollup.OutputAsset)[]> {
  const input = Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, path(source)]),
  );
  const alone = Object.keys(input).length === 1;
  const made = await build({
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
      cssCodeSplit: !alone,
      modulePreload: false,
      rollupOptions: {
        input,
        ...(!alone && { preserveEntrySignatures: "strict" }),
        output: { format: alone ? "iife" : "es" },
      },
    },
  });
  return [made].flat().flatMap((one) => ("output" in one ? one.output : []));
}

/** `source` is relative to this folder. */
export async function bundled(source: string, options: BuildOptions = {}): Promise<Built> {
  const outputs = await built({ script: source }, options);
  const chunks = outputs.flatMap((item) => (item.type === "chunk" ? [item.code] : []));
  const styles = outputs.flatMap((item) => (item.type === "asset" ? [asText(item.source)] : []));
  const [code, ...more] = chunks;
  if (code === undefined || more.length > 0) throw new Error(`${source} is not one script`);
  return { code: code.trim(), style: styles.join("") };
}

export const asText = (source: string | Uint8Array) =>
  typeof source === "string" ? source : new TextDecoder().decode(source);
