/**
 * The module `(func (result v128) (i8x16.popcnt (i8x16.splat (i32.const 0))))`: no engine that lacks an
 * instruction of simd128 takes it, as `i8x16.popcnt` was among the last that were added.
 */
// prettier-ignore
const PROBE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic and version
  1, 5, 1, 0x60, 0, 1, 0x7b, // a type: nothing to v128
  3, 2, 1, 0, // a function of it
  10, 10, 1, 8, 0, 0x41, 0, 0xfd, 15, 0xfd, 98, 11, // its body
);

/**
 * Whether `genosieve.wasm` and `genosieve.compiler.wasm` run here; where not, `genosieve.scalar.wasm` and
 * `genosieve.compiler.scalar.wasm` do.
 */
export function hasSimd128(): boolean {
  return WebAssembly.validate(PROBE);
}
