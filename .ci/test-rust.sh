#!/usr/bin/env bash
# All native tests, those of the documentation too.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh

# The tests of BCF compare with it, and say that they are skipped without it.
have bcftools >/dev/null || { can_apt && apt bcftools; } || echo "bcftools is not there."

# A commit is tested alike wherever and whenever it is; `make soak` takes other cases each time.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-1}
say "native tests"
cargo test --locked --workspace
