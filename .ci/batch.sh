#!/usr/bin/env bash
# A batch of generated genomes: cut off half way, it goes on and leaves the bytes of one that was not; by one and two
# jobs; and beside one process a file, of genosieve and of bcftools isec. docs/scale.md has the figures.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ -x target/release/genosieve ] || .ci/build-native.sh
genosieve=${GENOSIEVE:-$root/target/release/genosieve}
samples=${SAMPLES:-1000}
folder=${GENOMES:-$root/target/batch-$samples}
if [ ! -d "$folder/in" ]; then
  cargo run --locked -q -p xtask -- generate --out "$folder" --records 3000 --entries 3000 --samples "$samples"
  python3 tests/spark/split.py "$folder/genome.vcf.gz" "$folder/in"
fi
cd "$folder"
rm -rf cut whole two each
[ -e panel.gsp ] || "$genosieve" panel build panel.vcf.gz -o panel.gsp
count=$(find in -name '*.vcf.gz' | wc -l)
TIMEFORMAT='%R s, %U s user, %S s system'

say "$count genomes, $(du -sh in | cut -f1); a batch that is cut off half way"
"$genosieve" screen in --panel panel.gsp --out-dir cut --planes --jobs 2 >/dev/null &
running=$!
while [ "$(cat cut/manifest.jsonl 2>/dev/null | wc -l)" -lt $((count / 2)) ] && kill -0 $running 2>/dev/null; do sleep 0.02; done
kill -9 $running && wait $running 2>/dev/null || true
say "cut off after $(($(wc -l <cut/manifest.jsonl) - 1)) of them"
"$genosieve" screen in --panel panel.gsp --out-dir cut --planes --jobs 2

say "one job"
time "$genosieve" screen in --panel panel.gsp --out-dir whole --planes --jobs 1 >/dev/null
diff -r cut whole && say "the same bytes as the one that was cut off"
say "two jobs"
time "$genosieve" screen in --panel panel.gsp --out-dir two --planes --jobs 2 >/dev/null
diff -r two whole && say "the same bytes"
if [ -e "$root/dist/cli.js" ]; then
  rm -rf node
  say "one job in Node"
  time node "$root/dist/cli.js" screen in --panel panel.gsp --out-dir node --jobs 1 >/dev/null
fi
say "merge"
time "$genosieve" merge whole/planes --format cohort -o cohort.gsc

say "one process a file: genosieve"
mkdir each
time for file in in/*.vcf.gz; do
  "$genosieve" screen "$file" --panel panel.gsp --format json --workers 1 -o each/report.json
done
if have bcftools >/dev/null; then
  say "one process a file: bcftools isec (indexes of both are made before)"
  for file in panel.vcf.gz in/*.vcf.gz; do
    # The generated files are gzip; an index needs BGZF.
    [ -e "bgzf/$file.csi" ] || [ "$(find bgzf/in -name '*.csi' 2>/dev/null | wc -l)" -ge "${ISEC:-200}" ] || { mkdir -p bgzf/in; bcftools view -Oz -o "bgzf/$file" "$file"; bcftools index "bgzf/$file"; }
  done
  say "the first of these: a batch, one process a file, and isec"
  rm -rf some
  time "$genosieve" screen bgzf/in --panel panel.gsp --out-dir some --jobs 1 | head -1
  time for file in bgzf/in/*.vcf.gz; do "$genosieve" screen "$file" --panel panel.gsp --format json --workers 1 -o each/report.json; done
  time for file in bgzf/in/*.vcf.gz; do
    bcftools isec -c none -n=2 -w1 -Oz -o isec.vcf.gz "$file" bgzf/panel.vcf.gz 2>/dev/null
  done
  say "what annotators such as echtvar do, one process a file: every record with what the panel says of it"
  time for file in bgzf/in/*.vcf.gz; do
    bcftools annotate -c ID -a bgzf/panel.vcf.gz -Oz -o annotated.vcf.gz "$file" 2>/dev/null
  done
fi
