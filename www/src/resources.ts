/** What the page needs before it opens a file: all of it is loaded first, from its own host. */
import compilerUrl from "../../dist/genosieve.compiler.wasm?url";
import scalarUrl from "../../dist/genosieve.scalar.wasm?url";
import wasmUrl from "../../dist/genosieve.wasm?url";
import genomeUrl from "../../dist/demo/synthetic-genome.grch38.vcf.gz?url";
import panel37Url from "../../dist/demo/japan-sentinels.grch37.gsp?url";
import panel38Url from "../../dist/demo/japan-sentinels.grch38.gsp?url";
import { hasSimd128 } from "genosieve/bare";
import infos from "virtual:built-in-panels";

import { JobError } from "./job/client.js";
import { bare } from "./job/failure.js";
import type { Modules, PackedPanel } from "./job/protocol.js";

export const DEMO_NAME = "synthetic-genome.grch38.vcf.gz";

export interface Resources {
  modules: Modules;
  /** SHA-256 of the wasm that screens, as served, in hexadecimal digits. */
  wasmSha: string;
  /** The Japanese sentinels on each build that they are known for. */
  sentinels: PackedPanel[];
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
  const urls = [hasSimd128() ? wasmUrl : scalarUrl, compilerUrl, panel38Url, panel37Url];
  const [screening, compiling, ...panels] = await Promise.all(urls.map((url) => bytesOf(url)));
  if (!screening || !compiling) throw new Error("no wasm");
  const sentinels = infos.flatMap((info, at) => {
    const bytes = panels[at];
    return bytes ? [{ info, bytes }] : [];
  });
  const [wasm, compiler, digest] = await Promise.all([
    compiled(screening),
    compiled(compiling),
    // There is none where the page is served without encryption by another host.
    globalThis.crypto.subtle?.digest("SHA-256", screening),
  ]);
  const hex = [...new Uint8Array(digest ?? [])].map((byte) => byte.toString(16).padStart(2, "0"));
  return { modules: { wasm, compiler }, wasmSha: hex.join("") || "–", sentinels };
}

/** The sample genome; it is no part of what a first file waits for. */
export async function loadDemo(signal: AbortSignal): Promise<File> {
  return new File([await bytesOf(genomeUrl, signal)], DEMO_NAME);
}
