#!/usr/bin/env bash
# Types of the package and of the page, and the format of everything that is no Rust.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

say "tsc"
npm run --silent check
say "prettier"
npm run --silent format:check
