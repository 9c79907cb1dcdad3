#!/usr/bin/env bash
# Benchmarks: the core's parts by criterion, then whole runs beside bcftools where real data is.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/build.sh

if compgen -G "benches/*.rs" >/dev/null; then
  say "criterion"
  cargo bench --locked --package genosieve --benches
else
  say "criterion is skipped: there is no benches/"
fi

data=../shared/data/files
genome=$data/single/Exomiser/Pfeiffer.vcf.gz
source=$data/panel/clinvar/2016-11-02.clinvar.vcf.gz
if [ ! -f "$genome" ] || [ ! -f "$source" ]; then
  say "whole runs are skipped: ../shared/data is absent"
  exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
TIMEFORMAT='%3R s wall, %3U s user'

# timed NAME COMMAND…: three runs of it, all printed: the first one warms the file cache.
timed() {
  local name=$1 turn
  shift
  for turn in 1 2 3; do
    printf '%-34s %s  ' "$name" "$turn"
    { time "$@" >/dev/null 2>"$scratch/err"; } 2>&1 || { cat "$scratch/err" >&2; exit 1; }
  done
}

say "whole runs: Pfeiffer exome against ClinVar 2016-11 (132,815 alleles)"
target/release/genosieve panel build "$source" -o "$scratch/clinvar.gsp" 2>/dev/null
timed "panel build, native" target/release/genosieve panel build "$source" -o "$scratch/other.gsp"
timed "panel build, Node" node dist/cli.js panel build "$source" -o "$scratch/other.gsp"
timed "screen, native" target/release/genosieve screen "$genome" --panel "$scratch/clinvar.gsp" --format json
timed "screen, Node" node dist/cli.js screen "$genome" --panel "$scratch/clinvar.gsp" --format json

if have bcftools >/dev/null; then
  for file in "$genome" "$source"; do
    bcftools view -Oz -o "$scratch/$(basename "$file")" "$file" 2>/dev/null
    bcftools index -f "$scratch/$(basename "$file")"
  done
  timed "bcftools isec, both indexed" bcftools isec -n=2 -w1 \
    "$scratch/$(basename "$genome")" "$scratch/$(basename "$source")"
else
  say "bcftools isec is skipped: bcftools is not installed"
fi
