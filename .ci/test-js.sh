#!/usr/bin/env bash
# The package as users get it: in Node and in headless Chromium, beside the native command.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup-browser.sh
.ci/build.sh

say "page"
npm run --silent page
say "package tests"
npm test --silent
