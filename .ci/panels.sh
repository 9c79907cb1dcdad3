#!/usr/bin/env bash
# Ready-made panels in dist/panels/, of the files in GENOSIEVE_SOURCES or of the official releases; UPDATE=1
# takes releases that are not those of panels.lock.json.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/build-native.sh

say "panels"
node .ci/panels.mjs
