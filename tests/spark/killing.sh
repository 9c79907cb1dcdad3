#!/bin/sh
# Stands for `genosieve`: the first screen kills the executor that runs it, and everything of it with it.
if [ "$1" = screen ] && mkdir "$KILLED" 2>/dev/null; then
  pid=$$
  while [ "$pid" -gt 1 ]; do
    pid=$(ps -o ppid= -p "$pid" | tr -d ' ')
    if tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q CoarseGrainedExecutorBackend; then
      echo "$pid" >"$KILLED/executor"
      kill -9 "$pid"
      sleep 60
      exit 1
    fi
  done
fi
exec "$GENOSIEVE" "$@"
