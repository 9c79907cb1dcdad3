#!/usr/bin/env bash
# Both commands: target/release/genosieve and dist/cli.js.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh
# Their last steps take one core each.
.ci/build-native.sh &
native=$!
.ci/build-package.sh
wait "$native"
