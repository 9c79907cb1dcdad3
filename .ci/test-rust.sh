#!/usr/bin/env bash
# All native tests, those of the documentation too.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

say "native tests"
cargo test --locked --workspace
