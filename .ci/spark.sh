#!/usr/bin/env bash
# The example on Apache Spark, local: the same bytes as `genosieve merge`, also where an executor is killed on the way.
# Then one file of all samples (RECORDS=N for another number of records), whole and in shards of the panel.
# It is no part of `make test`: PySpark takes half a gigabyte. SAMPLES=N takes another number of them.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

have java >/dev/null || { say "skipped: Spark needs Java 17 or later, which is not there"; exit 0; }
have python3 >/dev/null || { say "skipped: python3 is not there"; exit 0; }
python=.tools/spark/bin/python
if ! "$python" -c 'import pyspark' 2>/dev/null; then
  say "pip install pyspark"
  python3 -m venv .tools/spark && "$python" -m pip install -q -r examples/spark/requirements.txt
fi
[ -x target/release/genosieve ] || .ci/build-native.sh

export GENOSIEVE="$root/target/release/genosieve"
folder=$(mktemp -d "$root/target/spark.XXXXXX")
trap 'rm -rf "$folder"' EXIT
cargo run --locked -q -p xtask -- generate --out "$folder" --records 500 --entries 400 --samples "${SAMPLES:-40}"
python3 tests/spark/split.py "$folder/genome.vcf.gz" "$folder/genomes"
"$GENOSIEVE" panel build "$folder/panel.vcf.gz" -o "$folder/panel.gsp"
echo "no genome" >"$folder/genomes/bad.vcf"

say "genosieve merge"
"$GENOSIEVE" screen "$folder/genomes" --panel "$folder/panel.gsp" --out-dir "$folder/out" --planes >/dev/null && stop "a bad file has an exit code"
"$GENOSIEVE" merge "$folder/out/planes" --format cohort -o "$folder/expected.gsc"

# submit MASTER COMMAND OUT GENOMES [OPTION…]
submit() {
  local master=$1 command=$2 out=$3 genomes=$4 code=0
  shift 4
  SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))') \
    PYSPARK_PYTHON="$root/$python" SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13 \
    "$root/.tools/spark/bin/spark-submit" --master "$master" --conf spark.ui.enabled=false --conf spark.executor.memory=512m \
    examples/spark/screen_cohort.py "$genomes" --panel "$folder/panel.gsp" --genosieve "$command" --out "$out" "$@" \
    >"$folder/log" 2>&1 || code=$?
  [ $code = 0 ] || [ $code = 4 ] || { tail -40 "$folder/log"; stop "Spark failed"; }
}

# The bad file of the folder is named.
named() {
  grep -q "bad.vcf	input_not_vcf" "$folder/log" || { tail -40 "$folder/log"; stop "the bad file is not named"; }
}

say "Spark, local[2]"
submit 'local[2]' "$GENOSIEVE" "$folder/local.gsc" "$folder/genomes" --files-a-task 8
named
cmp "$folder/expected.gsc" "$folder/local.gsc"

say "Spark, two executors, one of which is killed"
export KILLED="$folder/killed"
submit 'local-cluster[2,1,1024]' "$root/tests/spark/killing.sh" "$folder/cluster.gsc" "$folder/genomes" --files-a-task 8
named
[ -s "$KILLED/executor" ] || stop "no executor was killed"
cmp "$folder/expected.gsc" "$folder/cluster.gsc"
say "the same bytes"

have bcftools >/dev/null || { say "skipped: one large file needs an index, and bcftools is not there"; exit 0; }
say "one file of all samples, whole and in shards"
large="$folder/large"
mkdir "$large"
cargo run --locked -q -p xtask -- generate --out "$large" --records "${RECORDS:-20000}" --entries 4000 --samples "${SAMPLES:-40}"
bcftools index -t "$large/genome.vcf.gz"
"$GENOSIEVE" panel build "$large/panel.vcf.gz" -o "$folder/panel.gsp"
"$GENOSIEVE" screen "$large/genome.vcf.gz" --panel "$folder/panel.gsp" --out-dir "$large/out" --planes --no-index >/dev/null
"$GENOSIEVE" merge "$large/out/planes" --panel "$folder/panel.gsp" -o "$large/whole.tsv"
submit 'local[2]' "$root/tests/spark/counting.sh" "$large/sharded.tsv" "$large/genome.vcf.gz" --shards 8
cmp "$large/whole.tsv" "$large/sharded.tsv"
[ "$(wc -l <"$large/read")" = 8 ] || stop "not all shards were screened"
say "the same bytes; of $(stat -c %s "$large/genome.vcf.gz") bytes the shards read, each and together:"
sort -n "$large/read" | awk '{ all += $1; printf "%s ", $1 } END { print "= " all }'
