#!/usr/bin/env bash
# What fuzzing needs beside the rest: a nightly Rust, cargo-fuzz in .tools/, a C++ compiler for libFuzzer.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

version=0.13.2
have rustup >/dev/null || stop "Fuzzing needs a nightly Rust, which rustup installs: https://rustup.rs"
rustup run nightly rustc --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal
if ! have c++ g++ clang++ >/dev/null; then
  can_apt || stop "A C++ compiler is missing (libFuzzer is built with it): on Debian, apt-get install g++"
  apt g++
fi

found=$(.tools/bin/cargo-fuzz --version 2>/dev/null || true)
[ "$found" = "cargo-fuzz $version" ] && exit 0
say "cargo install cargo-fuzz $version"
CARGO_TARGET_DIR="$root/target/tools" cargo +nightly install cargo-fuzz --version "$version" --locked --force --root .tools
