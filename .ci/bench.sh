#!/usr/bin/env bash
# Benchmarks of the core, then whole runs beside bcftools where the shared data is.
. "$(dirname "$0")/common.sh"
.ci/build.sh
say "criterion"
cargo bench --locked

input=../shared/data/files/single/Exomiser/Pfeiffer.vcf.gz
source=../shared/data/files/panel/clinvar/2016-11-02.clinvar.vcf.gz
if [ ! -f "$input" ]; then
  say "whole runs: skipped, ../shared/data is absent"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%3R s'
timed() {
  local label=$1
  shift
  local round
  for round in 1 2 3; do
    printf '%-28s run %s  ' "$label" "$round"
    time "$@" >/dev/null
  done
}
say "whole runs: Pfeiffer exome, ClinVar 2016-11"
target/release/genosieve panel build "$source" -o "$work/panel.gsp"
timed "panel build, native" target/release/genosieve panel build "$source" -o "$work/again.gsp"
timed "screen, native" target/release/genosieve screen "$input" --panel "$work/panel.gsp" --format json
timed "screen, Node" node dist/cli.js screen "$input" --panel "$work/panel.gsp" --format json
if have bcftools; then
  cp "$input" "$work/input.vcf.gz"
  cp "$source" "$work/source.vcf.gz"
  bcftools index -f "$work/input.vcf.gz"
  bcftools index -f "$work/source.vcf.gz"
  timed "bcftools isec (indexed)" bcftools isec -n=2 -w1 "$work/input.vcf.gz" "$work/source.vcf.gz"
else
  echo "bcftools isec: skipped, it is not installed"
fi
