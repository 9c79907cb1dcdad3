#!/usr/bin/env bash
# Formatting, clippy and rustdoc, each with no warning left; native and wasm.
. "$(dirname "$0")/common.sh"
.ci/setup.sh build

say "cargo fmt"
cargo fmt --all --check

say "clippy, native"
cargo clippy --locked --workspace --all-targets -- -D warnings

say "clippy, wasm"
cargo clippy --locked -p genosieve --lib --no-default-features --target wasm32-unknown-unknown -- -D warnings

say "rustdoc"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps -p genosieve

if cargo deny --version >/dev/null 2>&1; then
  say "cargo deny"
  cargo deny check licenses bans sources
else
  say "cargo deny: skipped, it is not installed (cargo install cargo-deny --locked)"
fi
