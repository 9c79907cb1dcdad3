#!/usr/bin/env bash
# Builds all, screens the demonstration in wasm, and serves the page. SERVE=no ends before that.
. "$(dirname "$0")/common.sh"
.ci/build.sh

say "The demonstration: a synthetic genome against 17 alleles, in wasm"
node dist/cli.js screen dist/demo/synthetic-genome.grch38.vcf.gz \
  --panel dist/demo/japan-sentinels.grch38.gsp --all

if [ "${SERVE:-yes}" != no ]; then
  exec .ci/serve.sh
fi
