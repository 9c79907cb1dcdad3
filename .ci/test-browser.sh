#!/usr/bin/env bash
# The package and the page in headless Chromium. Needs .ci/build.sh.
. "$(dirname "$0")/common.sh"
.ci/setup.sh build browser
.ci/page.sh
CHROME=$(find_chrome)
export CHROME
say "package and page in headless Chromium"
node --test tests/js/browser/*.test.mjs
