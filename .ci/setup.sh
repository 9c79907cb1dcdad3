#!/usr/bin/env bash
# Installs what is missing and nothing else. Arguments name what is wanted:
#   build    the Rust toolchain with the wasm target, the npm packages
#   wasm     the runner of the wasm tests
#   browser  Chromium with its driver and a Japanese font
. "$(dirname "$0")/common.sh"

setup_build() {
  have rustup || die "rustup is missing: install it from https://rustup.rs"
  have node || die "Node 20 or newer is missing: install it from https://nodejs.org"
  local libdir
  libdir=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null || true)
  if [ -z "$libdir" ] || [ ! -d "$libdir" ] || ! cargo fmt --version >/dev/null 2>&1 ||
    ! cargo clippy --version >/dev/null 2>&1; then
    say "Rust toolchain of rust-toolchain.toml"
    rustup toolchain install
  fi
  if ! cmp -s package-lock.json node_modules/.installed-lock; then
    say "npm packages"
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed-lock
  fi
}

setup_wasm() {
  local runner=.tools/bin/wasm-bindgen-test-runner
  if [ "$("$runner" --version 2>/dev/null || true)" != "wasm-bindgen-test-runner $WASM_BINDGEN" ]; then
    say "wasm-bindgen-test-runner $WASM_BINDGEN (a few minutes, once)"
    cargo install wasm-bindgen-cli --version "$WASM_BINDGEN" --locked --root .tools
  fi
}

setup_browser() {
  local wanted=(chromium chromium-driver fonts-noto-cjk)
  if [ "$(id -u)" = 0 ] && have apt-get && grep -qs '^ID=debian' /etc/os-release; then
    local missing=()
    local package
    for package in "${wanted[@]}"; do
      dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
      say "Debian packages: ${missing[*]}"
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -q
      apt-get install -y -q --no-install-recommends "${missing[@]}"
    fi
  fi
  find_chrome >/dev/null || die "No Chrome was found. Install Chrome or Chromium (Debian: apt-get install ${wanted[*]}), or set CHROME to its path."
  find_chromedriver >/dev/null || die "No chromedriver was found. Install the one of your Chrome's version (Debian: apt-get install chromium-driver), or set CHROMEDRIVER to its path."
}

for what in "$@"; do
  case "$what" in
    build | wasm | browser) "setup_$what" ;;
    *) die "usage: .ci/setup.sh [build] [wasm] [browser]" ;;
  esac
done
