# Sourced by every check: the root of the repository, and settings that all of them share.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# The command is promised at target/release/genosieve, whatever the machine's cargo settings say.
export CARGO_TARGET_DIR="$root/target"
# Registries hiccup; a second try costs nothing.
export CARGO_NET_RETRY=5

# With the time of day: what takes long shows in any log.
say() { printf '== %s %s\n' "$(date +%T)" "$*"; }

stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

# have NAME…: the path of the first command that exists.
have() {
  local name
  for name in "$@"; do
    command -v "$name" 2>/dev/null && return 0
  done
  return 1
}

# run_root COMMAND…: as root, by sudo where that asks for no password.
run_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Whether packages can be installed with apt-get without asking anybody.
can_apt() {
  have apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || { have sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# apt PACKAGE…: installs them without a question; one update when the lists are stale or absent.
apt() {
  say "apt-get install $*"
  export DEBIAN_FRONTEND=noninteractive
  run_root apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 && return 0
  run_root apt-get update -q >/dev/null
  run_root apt-get install -y -q --no-install-recommends "$@" >/dev/null
}
