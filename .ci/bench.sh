#!/usr/bin/env bash
# Benchmarks: the core's parts by criterion in its short form, the same in wasm, whole runs beside bcftools
# isec, and the page in Chromium beside Node. Arguments go to all but the first (--large, --runs N).
# docs/benchmarks.md says what is measured.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

say "criterion"
cargo bench --locked --package genosieve --bench screen -- --quick

# In this order: `cargo bench` puts its own build of the command where the released one belongs.
.ci/build.sh
say "in wasm"
node benches/wasm.mjs "$@"
say "whole runs"
node benches/peers.mjs "$@"

say "the page"
.ci/setup-browser.sh
npm run --silent page
node benches/page.mjs "$@"
