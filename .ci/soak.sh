#!/usr/bin/env bash
# The long runs: a million variants against the oracle, a thousand seeds of every relation.
# GENOSIEVE_SEED, GENOSIEVE_VARIANTS and GENOSIEVE_SEEDS change what is run.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

export GENOSIEVE_VARIANTS=${GENOSIEVE_VARIANTS:-1000000} GENOSIEVE_SEEDS=${GENOSIEVE_SEEDS:-1000}
say "oracle and relations, $GENOSIEVE_VARIANTS variants, $GENOSIEVE_SEEDS seeds"
cargo test --locked --profile soak --test oracle -- --nocapture

.ci/build.sh
say "native and wasm, $GENOSIEVE_SEEDS seeds"
node --test tests/js/surfaces.test.mjs
