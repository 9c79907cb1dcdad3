#!/usr/bin/env bash
# wasm-bindgen-test-runner of the very version that Cargo.toml pins, in .tools/.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

version=$(sed -n 's/^wasm-bindgen = "=\(.*\)"$/\1/p' Cargo.toml)
[ -n "$version" ] || stop "Cargo.toml pins no version of wasm-bindgen"
found=$(.tools/bin/wasm-bindgen-test-runner --version 2>/dev/null || true)
[ "$found" = "wasm-bindgen-test-runner $version" ] && exit 0

say "cargo install wasm-bindgen-cli $version"
# It is built sooner without optimisation, and runs for seconds.
CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_TARGET_DIR="$root/target/tools" cargo install wasm-bindgen-cli \
  --version "$version" --locked --force --root .tools --bin wasm-bindgen-test-runner
