/** The wasm that both pages run in workers, compiled once for all of them. */
import { JobError } from "./job/error.js";
import { bare } from "./job/failure.js";
import type { Modules } from "./job/protocol.js";
import type { Bytes, ModuleName } from "../../js/element/words.js";

export interface Loaded {
  modules: Modules;
  /** SHA-256 of the wasm that screens, as served, in hexadecimal digits. */
  wasmSha: string;
}

/** A policy may forbid it, and a host may send something else. */
async function compiled(bytes: Bytes): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes).catch(() => {
    throw new JobError(bare("wasm_load"));
  });
}

/** Where the wasm comes from. */
export type ReadModule = (name: ModuleName) => Promise<Bytes>;

/** What no screen needs: what says what panels hold, writes reports in other forms, or compares samples. */
export type LaterModule = "describer" | "exporter" | "family";

export async function loadModule(read: ReadModule, name: LaterModule): Promise<WebAssembly.Module> {
  return compiled(await read(name));
}

export async function loadModules(read: ReadModule): Promise<Loaded> {
  const [screening, compiling] = await Promise.all([read("wasm"), read("compiler")]);
  const [wasm, compiler, digest] = await Promise.all([
    compiled(screening),
    compiled(compiling),
    // There is none where the page is served without encryption by another host.
    globalThis.crypto.subtle?.digest("SHA-256", screening),
  ]);
  const hex = [...new Uint8Array(digest ?? [])].map((byte) => byte.toString(16).padStart(2, "0"));
  return { modules: { wasm, compiler }, wasmSha: hex.join("") || "–" };
}
