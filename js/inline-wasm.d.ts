/** Each wasm, gzipped and in base64. */
declare const packed: Readonly<
  Record<
    | "genosieve"
    | "genosieve.scalar"
    | "genosieve.compiler"
    | "genosieve.compiler.scalar"
    | "genosieve.describer"
    | "genosieve.exporter"
    | "genosieve.family.scalar",
    string
  >
>;
export default packed;
