#!/usr/bin/env bash
# The tests of BCF compare with bcftools, and say that they are skipped without it.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
have bcftools >/dev/null || { can_apt && apt bcftools; } || echo "bcftools is not there."
