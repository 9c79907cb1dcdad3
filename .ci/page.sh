#!/usr/bin/env bash
# Builds the page from dist/ into www/dist/.
. "$(dirname "$0")/common.sh"
say "page"
npm run --silent page
