#!/usr/bin/env node
/** The command `genosieve`, in wasm: the same interface as the native one. */
import { main } from "./cli/main.js";

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
