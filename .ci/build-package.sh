#!/usr/bin/env bash
# The npm package in dist/: wasm and glue, JavaScript and types, the demonstration, the frame of the element.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

say "wasm"
cargo run --locked --quiet --package xtask -- wasm
say "package"
npm run --silent build
chmod +x dist/cli.js
say "demonstration"
cargo run --locked --quiet --package xtask -- demo
say "element"
npm run --silent element
