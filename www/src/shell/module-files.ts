/** The wasm of the site, by the name that its pages know it by. */
import { hasSimd128 } from "genosieve/bare";

import compiler from "../../../dist/genosieve.compiler.wasm?url";
import scalarCompiler from "../../../dist/genosieve.compiler.scalar.wasm?url";
import describer from "../../../dist/genosieve.describer.wasm?url";
import exporter from "../../../dist/genosieve.exporter.wasm?url";
import family from "../../../dist/genosieve.family.wasm?url";
import scalarFamily from "../../../dist/genosieve.family.scalar.wasm?url";
import scalar from "../../../dist/genosieve.scalar.wasm?url";
import simd from "../../../dist/genosieve.wasm?url";

import type { ModuleName } from "../../../js/element/words.js";

/** What this browser can run. */
export const MODULES: Record<ModuleName, string> = hasSimd128()
  ? { wasm: simd, compiler, describer, exporter, family }
  : { wasm: scalar, compiler: scalarCompiler, describer, exporter, family: scalarFamily };
