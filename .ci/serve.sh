#!/usr/bin/env bash
# Serves the page at http://localhost:8080 until stopped. Needs dist/ (.ci/build.sh).
. "$(dirname "$0")/common.sh"
.ci/page.sh
say "http://localhost:8080 (Ctrl-C stops)"
exec npx --no-install vite preview www --port 8080 --strictPort
