/** What the page needs before it opens a file: all of it is loaded first, from its own host. */
import compilerUrl from "../../dist/genosieve.compiler.wasm?url";
import scalarUrl from "../../dist/genosieve.scalar.wasm?url";
import wasmUrl from "../../dist/genosieve.wasm?url";
import genomeUrl from "../../dist/demo/synthetic-genome.grch38.vcf.gz?url";
import sentinels37Url from "../../dist/demo/japan-sentinels.grch37.gsp?url";
import sentinels38Url from "../../dist/demo/japan-sentinels.grch38.gsp?url";
import pgx37Url from "../../dist/demo/pharmacogenomic-positions.grch37.gsp?url";
import pgx38Url from "../../dist/demo/pharmacogenomic-positions.grch38.gsp?url";
import { hasSimd128 } from "genosieve/bare";
import infos from "virtual:built-in-panels";

import { JobError } from "./job/client.js";
import { bare } from "./job/failure.js";
import type { Modules, PackedPanel } from "./job/protocol.js";
import type { BuiltIn } from "./model.js";

/** In the order of `infos`. */
const PANELS: Record<BuiltIn, string[]> = {
  sentinels: [sentinels38Url, sentinels37Url],
  pgx: [pgx38Url, pgx37Url],
};

export const DEMO_NAME = "synthetic-genome.grch38.vcf.gz";

export interface Resources {
  modules: Modules;
  /** SHA-256 of the wasm that screens, as served, in hexadecimal digits. */
  wasmSha: string;
  /** The built-in lists on each build that they are known for. */
  builtIn: Record<BuiltIn, PackedPanel[]>;
}

async function bytesOf(url: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** A policy may forbid it, and a host may send something else. */
async function compiled(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes).catch(() => {
    throw new JobError(bare("wasm_load"));
  });
}

export async function loadResources(): Promise<Resources> {
  const [screening, compiling, sentinels, pgx] = await Promise.all([
    bytesOf(hasSimd128() ? wasmUrl : scalarUrl),
    bytesOf(compilerUrl),
    panelsOf("sentinels"),
    panelsOf("pgx"),
  ]);
  const [wasm, compiler, digest] = await Promise.all([
    compiled(screening),
    compiled(compiling),
    // There is none where the page is served without encryption by another host.
    globalThis.crypto.subtle?.digest("SHA-256", screening),
  ]);
  const hex = [...new Uint8Array(digest ?? [])].map((byte) => byte.toString(16).padStart(2, "0"));
  const modules = { wasm, compiler };
  return { modules, wasmSha: hex.join("") || "–", builtIn: { sentinels, pgx } };
}

function panelsOf(list: BuiltIn): Promise<PackedPanel[]> {
  const panels = PANELS[list].map(async (url, at) => {
    const info = infos[list][at];
    if (!info) throw new Error("a panel that the build did not open");
    return { info, bytes: await bytesOf(url) };
  });
  return Promise.all(panels);
}

/** The sample genome; it is no part of what a first file waits for. */
export async function loadDemo(signal: AbortSignal): Promise<File> {
  return new File([await bytesOf(genomeUrl, signal)], DEMO_NAME);
}
