#!/usr/bin/env bash
# The proof that nothing leaves the sealed page: hostile code inside its own scripts, every way out that is known, and
# everything that arrives counted. Writes docs/privacy-proof.md. --short takes minutes and writes nothing.
# GENOSIEVE_BROWSERS (chromium,firefox) names those to attack; the document then has what was kept of the others.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup-browser.sh
[ -f dist/index.js ] && [ -d dist/demo ] || .ci/build-package.sh

say "pages with attacks inside"
node tests/sealed/build.mjs "$@"
say "attacks"
code=0
tests/sealed/namespace.sh node tests/sealed/prove.mjs "$@" || code=$?
[ "$code" != 77 ] || stop "No network namespace can be made here; the proof needs Linux with unshare and ip (iproute2)."
case " $* " in *" --short "*) ;; *) node tests/sealed/document.mjs ;; esac
exit "$code"
