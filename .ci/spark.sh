#!/usr/bin/env bash
# The example on Apache Spark, local: the same bytes as `genosieve merge`, also where an executor is killed on the way.
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

# submit MASTER COMMAND OUT
submit() {
  SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))') \
    PYSPARK_PYTHON="$root/$python" SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13 \
    "$root/.tools/spark/bin/spark-submit" --master "$1" --conf spark.ui.enabled=false --conf spark.executor.memory=512m \
    examples/spark/screen_cohort.py "$folder/genomes" --panel "$folder/panel.gsp" --genosieve "$2" --files-a-task 8 \
    --out "$3" >"$folder/log" 2>&1 || [ $? = 4 ] || { tail -40 "$folder/log"; stop "Spark failed"; }
  grep -q "bad.vcf	input_not_vcf" "$folder/log" || { tail -40 "$folder/log"; stop "the bad file is not named"; }
}

say "Spark, local[2]"
submit 'local[2]' "$GENOSIEVE" "$folder/local.gsc"
cmp "$folder/expected.gsc" "$folder/local.gsc"

say "Spark, two executors, one of which is killed"
export KILLED="$folder/killed"
submit 'local-cluster[2,1,1024]' "$root/tests/spark/killing.sh" "$folder/cluster.gsc"
[ -s "$KILLED/executor" ] || stop "no executor was killed"
cmp "$folder/expected.gsc" "$folder/cluster.gsc"
say "the same bytes"
