#!/usr/bin/env bash
# The Rust tests of the wasm: in Node, in headless Chromium and in a dedicated worker, as each
# tests/wasm_*.rs says of itself.
. "$(dirname "$0")/common.sh"
.ci/setup.sh build wasm browser
say "wasm tests"
CHROMEDRIVER=$(find_chromedriver)
export CHROMEDRIVER
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$PWD/.tools/bin/wasm-bindgen-test-runner"
# A static host sends no COOP and COEP headers either.
export WASM_BINDGEN_TEST_NO_ORIGIN_ISOLATION=1
cargo test --locked -p genosieve --target wasm32-unknown-unknown --no-default-features --test 'wasm_*'
