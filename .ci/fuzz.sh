#!/usr/bin/env bash
# Fuzzing: every target for GENOSIEVE_FUZZ_SECONDS (60), or for GENOSIEVE_FUZZ_RUNS runs. Arguments name the
# targets; all where there are none. What is found lies in target/fuzz/artifacts/. docs/fuzzing.md says more.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh
.ci/setup-fuzz.sh

out=target/fuzz
# Safe Rust needs no sanitizer of addresses. Traced comparisons make a whole screen slow, and the dictionary
# says what they would find.
say "fuzz targets"
PATH="$root/.tools/bin:$PATH" cargo +nightly fuzz build --sanitizer none --no-trace-compares --target-dir "$out"
host=$(rustc +nightly --print host-tuple)

# The longest input that is tried, by target: decisions of a case, or bytes as they are. How often a branch is
# taken says little of a whole screen, and half of the time goes into looking at it.
fit() {
  case $1 in
    genotype) echo -max_len=128 ;;
    sniff) echo -max_len=4400 ;;
    screen | tiers | chunks | containers | parts) echo -max_len=400 -use_counters=0 ;;
    *) echo -max_len=1024 ;;
  esac
}

if [ -n "${GENOSIEVE_FUZZ_RUNS:-}" ]; then
  limit=-runs=$GENOSIEVE_FUZZ_RUNS
else
  limit=-max_total_time=${GENOSIEVE_FUZZ_SECONDS:-60}
fi
if [ "$#" = 0 ]; then
  targets=(fuzz/fuzz_targets/*.rs)
  targets=("${targets[@]##*/}")
  set -- "${targets[@]%.rs}"
fi

failed=()
for target in "$@"; do
  mkdir -p "$out/corpus/$target" "$out/artifacts/$target"
  log=$out/$target.log
  read -ra fitting <<<"$(fit "$target")"
  if "$out/$host/release/$target" "$limit" "${fitting[@]}" -rss_limit_mb=512 -malloc_limit_mb=512 -timeout=5 \
    -dict=fuzz/vcf.dict -print_final_stats=1 "-artifact_prefix=$out/artifacts/$target/" \
    "$out/corpus/$target" "fuzz/seeds/$target" 2>"$log"; then
    say "$target: $(sed -n 's/^Done \([0-9]*\) runs in \([0-9]*\) second.*/\1 runs in \2 s/p' "$log")"
  else
    say "$target: failed, see $log"
    grep -A 4 -m 1 panicked "$log" || tail -n 5 "$log"
    failed+=("$target")
  fi
done
[ "${#failed[@]}" = 0 ] || stop "Targets that failed: ${failed[*]}"
