#!/usr/bin/env bash
# The native command: target/release/genosieve.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

say "native command"
cargo build --locked --release --package genosieve --bin genosieve
