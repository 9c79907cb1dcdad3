/** The wasm that both pages run in workers, loaded from their own host. */
import describerUrl from "../../dist/genosieve.describer.wasm?url";
import compilerUrl from "../../dist/genosieve.compiler.wasm?url";
import scalarCompilerUrl from "../../dist/genosieve.compiler.scalar.wasm?url";
import scalarUrl from "../../dist/genosieve.scalar.wasm?url";
import wasmUrl from "../../dist/genosieve.wasm?url";
import { hasSimd128 } from "genosieve/bare";

import { JobError } from "./job/error.js";
import { bare } from "./job/failure.js";
import type { Modules } from "./job/protocol.js";

export interface Loaded {
  modules: Modules;
  /** SHA-256 of the wasm that screens, as served, in hexadecimal digits. */
  wasmSha: string;
}

export async function bytesOf(url: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
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

/** What says what panels hold. */
export async function loadDescriber(signal?: AbortSignal): Promise<WebAssembly.Module> {
  return compiled(await bytesOf(describerUrl, signal));
}

export async function loadModules(): Promise<Loaded> {
  const [screening, compiling] = await Promise.all([
    bytesOf(hasSimd128() ? wasmUrl : scalarUrl),
    bytesOf(hasSimd128() ? compilerUrl : scalarCompilerUrl),
  ]);
  const [wasm, compiler, digest] = await Promise.all([
    compiled(screening),
    compiled(compiling),
    // There is none where the page is served without encryption by another host.
    globalThis.crypto.subtle?.digest("SHA-256", screening),
  ]);
  const hex = [...new Uint8Array(digest ?? [])].map((byte) => byte.toString(16).padStart(2, "0"));
  return { modules: { wasm, compiler }, wasmSha: hex.join("") || "–" };
}
