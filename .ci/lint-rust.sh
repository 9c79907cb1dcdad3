#!/usr/bin/env bash
# Format, lints (pedantic, natively and as wasm), documentation, licences and advisories.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

say "cargo fmt"
cargo fmt --all --check
cargo fmt --manifest-path fuzz/Cargo.toml --check
say "clippy, native"
cargo clippy --locked --workspace --all-targets -- -D warnings
say "clippy, wasm"
cargo clippy --locked --package genosieve --lib --no-default-features --features wasm-screen,wasm-compile,wasm-describe,wasm-export,wasm-family \
  --target wasm32-unknown-unknown -- -D warnings
say "rustdoc"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps
if have cargo-deny >/dev/null; then
  say "cargo deny"
  cargo deny --locked check
else
  say "cargo deny is skipped: it is not installed (cargo install cargo-deny)"
fi
