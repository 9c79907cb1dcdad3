#!/usr/bin/env bash
# Line coverage by the native tests of what reads files, opens panels and matches: 95% of each, or it fails.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

version=0.9.1
if [ "$(.tools/bin/cargo-llvm-cov llvm-cov --version 2>/dev/null || true)" != "cargo-llvm-cov $version" ]; then
  say "cargo install cargo-llvm-cov $version"
  CARGO_TARGET_DIR="$root/target/tools" cargo install cargo-llvm-cov --version "$version" --locked --force --root .tools
fi
rustup component list --installed | grep -q llvm-tools || rustup component add llvm-tools

say "tests with coverage"
export PATH="$root/.tools/bin:$PATH"
json=target/coverage.json
cargo llvm-cov --locked --package genosieve --json --summary-only --output-path "$json"
node .ci/coverage.mjs "$json"
