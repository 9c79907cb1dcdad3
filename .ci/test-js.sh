#!/usr/bin/env bash
# The package and the command in Node. Needs .ci/build.sh.
. "$(dirname "$0")/common.sh"
.ci/setup.sh build
say "package and command in Node"
node --test tests/js/*.test.mjs
