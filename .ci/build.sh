#!/usr/bin/env bash
# Leaves target/release/genosieve, dist/ (the package with its wasm) and dist/demo/.
. "$(dirname "$0")/common.sh"
.ci/setup.sh build

say "native command"
cargo build --release --locked

say "wasm"
cargo run --quiet --locked -p xtask -- wasm

say "package"
npm run --silent build
chmod +x dist/cli.js

say "demonstration"
cargo run --quiet --locked -p xtask -- demo
