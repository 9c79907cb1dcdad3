#!/usr/bin/env bash
# All tests. Compilers end on one core and tests begin on one, so what does not need each other runs side by side: the
# native tests beside those of the wasm and the native command that the tests of the package compare with.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh
# One at a time installs packages.
.ci/setup-browser.sh
.ci/setup-bcftools.sh

mkdir -p target
beside=target/test-wasm.log
(.ci/setup-runner.sh && .ci/test-wasm.sh && .ci/build-native.sh) >"$beside" 2>&1 &
running=$!
trap 'kill "$running" 2>/dev/null || true' EXIT
.ci/test-rust.sh
ended=0
wait "$running" || ended=$?
trap - EXIT
cat "$beside"
[ "$ended" = 0 ] || stop "The tests of the wasm ended with $ended."
.ci/test-js.sh
