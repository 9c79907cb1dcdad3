#!/usr/bin/env bash
# All native tests, those of the documentation too.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh
.ci/setup-bcftools.sh

# A commit is tested alike wherever and whenever it is; `make soak` takes other cases each time.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-1}
say "native tests"
cargo test --locked --workspace
