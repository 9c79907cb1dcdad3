# Sourced by every script of this folder: strict mode, the root of the repository, a few words.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The version of the test runner follows the crate's.
WASM_BINDGEN=0.2.129

say() { printf '\n== %s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The first command of a list that exists.
first_of() {
  local name
  for name in "$@"; do
    if have "$name"; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

find_chrome() {
  if [ -n "${CHROME:-}" ]; then
    printf '%s\n' "$CHROME"
    return 0
  fi
  first_of chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}

find_chromedriver() {
  if [ -n "${CHROMEDRIVER:-}" ]; then
    printf '%s\n' "$CHROMEDRIVER"
    return 0
  fi
  first_of chromedriver
}
