#!/usr/bin/env bash
# Types of the package and the page, formatting of all text, shell scripts where shellcheck is.
. "$(dirname "$0")/common.sh"
.ci/setup.sh build

say "tsc"
npm run --silent check

say "prettier"
npm run --silent format:check

if have shellcheck; then
  say "shellcheck"
  shellcheck -x -P .ci .ci/run .ci/*.sh
else
  say "shellcheck: skipped, it is not installed"
fi
