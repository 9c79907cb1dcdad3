#!/usr/bin/env bash
# Every odd and broken file of ../shared/data beside tests/conformance/: natively, in wasm, and by the command within
# 256 MiB of address space. REWRITE=1 writes the tables anew; docs/conformance.md says what they hold.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

data="$root/../shared/data"
if [ ! -d "$data" ]; then
  say "conformance is skipped: ../shared/data is not there"
  exit 0
fi
.ci/build.sh

[ -z "${REWRITE:-}" ] || export GENOSIEVE_REWRITE=1
say "rows, natively"
cargo test --locked --package genosieve --test conformance
say "rows, in wasm"
node --test tests/js/conformance.test.mjs

if [ "$(uname)" != Linux ] || [ ! -x /usr/bin/time ]; then
  say "memory is not measured: that needs Linux and GNU time (Debian package time)"
  exit 0
fi
say "the command, each file within 256 MiB of address space"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
panel="$work/panel.gsp"
target/release/genosieve panel build tests/conformance/panel.vcf -o "$panel" >/dev/null

# All threads take from one heap: glibc reserves 64 MiB of addresses for each further one.
export MALLOC_ARENA_MAX=1
find "$data/files/edge" "$data/faults" "$data/repro" -type f | sort >"$work/files"
while IFS= read -r file; do
  code=0
  (
    ulimit -v $((256 << 10))
    exec /usr/bin/time -q -a -o "$work/costs" -f "%M %e ${file#"$data"/}" timeout 60 \
      target/release/genosieve screen "$file" --panel "$panel" --build GRCh37 --no-index --workers 1 \
      --format json -o /dev/null
  ) 2>/dev/null || code=$?
  # Answered, or stopped with a word: a killed, aborted or hung run has another code.
  case $code in 0 | 1 | 3 | 4 | 5) ;; *) stop "$file: exit code $code" ;; esac
done <"$work/files"
sort -rn "$work/costs" | head -1 | awk '{ printf "most memory: %.0f MiB, %s\n", $1 / 1024, $3 }'
sort -rn -k2,2 "$work/costs" | head -1 | awk '{ printf "slowest: %s s, %s\n", $2, $3 }'
say "$(wc -l <"$work/costs") files"
