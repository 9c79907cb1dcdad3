#!/bin/sh
# Stands for `genosieve`: notes how many bytes a screen read, a line for each, in a file `read` beside the genome.
"$GENOSIEVE" "$@" || exit $?
[ "$1" = screen ] || exit 0
while [ $# -gt 0 ]; do
  case $1 in
    --out-dir) out=$2 ;;
    --list) genome=$(cat "$2") ;;
  esac
  shift
done
report=$(find "$out/reports" -name '*.json' | head -1)
sed -n 's/.*"bytesRead":\([0-9]*\).*/\1/p' "$report" >>"$(dirname "$genome")/read"
