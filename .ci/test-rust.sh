#!/usr/bin/env bash
# Native tests.
. "$(dirname "$0")/common.sh"
.ci/setup.sh build
say "cargo test"
cargo test --locked --workspace
