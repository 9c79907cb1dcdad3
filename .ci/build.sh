#!/usr/bin/env bash
# Both commands: target/release/genosieve and dist/cli.js.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/build-native.sh
.ci/build-package.sh
