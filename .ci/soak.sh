#!/usr/bin/env bash
# The long runs: a million variants against the oracle, a thousand seeds of every relation, a hundred
# thousand cases of each property. GENOSIEVE_SEED, GENOSIEVE_VARIANTS, GENOSIEVE_SEEDS and
# PROPTEST_CASES change what is run.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

export GENOSIEVE_VARIANTS=${GENOSIEVE_VARIANTS:-1000000} GENOSIEVE_SEEDS=${GENOSIEVE_SEEDS:-1000}
say "oracle and relations, $GENOSIEVE_VARIANTS variants, $GENOSIEVE_SEEDS seeds"
cargo test --locked --profile soak --test oracle -- --nocapture

export PROPTEST_CASES=${PROPTEST_CASES:-100000} PROPTEST_MAX_LOCAL_REJECTS=100000000
say "properties, $PROPTEST_CASES cases"
cargo test --locked --profile soak --lib --test properties --test parts --test route

.ci/build.sh
say "native and wasm, $GENOSIEVE_SEEDS seeds"
node --test tests/js/surfaces.test.mjs
