#!/usr/bin/env bash
# The Rust tests of the wasm: in Node, in headless Chromium and in a dedicated worker.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh
.ci/setup-browser.sh
.ci/setup-runner.sh

export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$root/.tools/bin/wasm-bindgen-test-runner"
# Static hosts send no COOP and COEP headers, so the tests do without them too.
export WASM_BINDGEN_TEST_NO_ORIGIN_ISOLATION=1
# A start of the browser on a busy machine takes longer than the runner waits by default.
export WASM_BINDGEN_TEST_TIMEOUT=300 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60
CHROMEDRIVER=${CHROMEDRIVER:-$(have chromedriver)}
export CHROMEDRIVER

say "wasm tests"
cargo test --locked --profile wasm-test --package genosieve --target wasm32-unknown-unknown \
  --no-default-features --features wasm-screen,wasm-compile,wasm-describe,wasm-export --test 'wasm_*'
