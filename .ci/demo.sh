#!/usr/bin/env bash
# Screens the synthetic demonstration genome against the built-in panel, in wasm. Expects dist/.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
node dist/cli.js screen dist/demo/synthetic-genome.grch38.vcf.gz --panel dist/demo/japan-sentinels.grch38.gsp
