#!/usr/bin/env bash
# Builds the page and serves it at http://localhost:8080 until stopped. Expects dist/.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
npm run --silent page
say "http://localhost:8080 (Ctrl-C stops it)"
exec npx --no-install vite preview www --host 127.0.0.1 --port 8080 --strictPort
