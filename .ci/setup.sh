#!/usr/bin/env bash
# What building needs beside rustup, Node 20 and make: the pinned Rust and the npm packages.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

have rustup >/dev/null || have cargo >/dev/null || stop "Rust is missing: install it from https://rustup.rs"
have node >/dev/null && have npm >/dev/null || stop "Node 20 or later is missing: install it from https://nodejs.org"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || stop "Node $(node --version) is too old: Node 20 or later is needed"

# Rust links with the system's C compiler driver.
if ! have cc gcc clang >/dev/null; then
  can_apt || stop "A C compiler is missing (Rust links with it): on Debian, apt-get install gcc libc6-dev"
  apt gcc libc6-dev
fi

# rust-toolchain.toml names version, components and target; asking cargo is quicker than rustup.
rust_is_there() {
  RUSTUP_AUTO_INSTALL=0 cargo fmt --version && RUSTUP_AUTO_INSTALL=0 cargo clippy --version &&
    [ -d "$(RUSTUP_AUTO_INSTALL=0 rustc --print target-libdir --target wasm32-unknown-unknown)" ]
} >/dev/null 2>&1
if ! rust_is_there; then
  have rustup >/dev/null || stop "This Rust lacks what rust-toolchain.toml names; with rustup it is installed by itself"
  say "rustup toolchain install"
  rustup toolchain install
fi

# npm writes no mark that says which lock file it installed, so a copy is kept.
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  say "npm ci"
  npm ci
  cp package-lock.json node_modules/.installed-lock.json
fi
