#!/usr/bin/env bash
# Builds the last commit twice, each in a clone and a home of its own, of another path, time zone, language
# and file mode, and compares every file that is shipped. Needs a clean tree: what is not committed is not built.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
.ci/setup.sh
[ -z "$(git status --porcelain --untracked-files=no)" ] || stop "Commit first: clones have what is committed only"

commit=$(git rev-parse HEAD)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The toolchain and what was downloaded are shared; where they lie must not matter, and is varied where it could.
export RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
npm_config_cache=$(npm config get cache)
export npm_config_cache npm_config_userconfig=${npm_config_userconfig:-$HOME/.npmrc}
cargo_home=${CARGO_HOME:-$HOME/.cargo}

# built FOLDER NAME=VALUE…: the commit, built in a clone there with these settings.
built() {
  local folder=$1 home=$1.home
  shift
  git clone --quiet "$root" "$folder"
  git -C "$folder" checkout --quiet "$commit"
  mkdir -p "$home/.cargo/registry"
  local part
  for part in config.toml registry/index registry/cache; do
    [ ! -e "$cargo_home/$part" ] || cp -R "$cargo_home/$part" "$home/.cargo/$part"
  done
  (
    cd "$folder"
    env HOME="$home" CARGO_HOME="$home/.cargo" "$@" \
      bash -c 'umask "$MASK" && .ci/build-package.sh && npm run --silent page'
  )
}

# A function, since the shell reads a script as it goes, and this one runs for minutes.
compare() {
  say "the first"
  built "$scratch/a" TZ=UTC LC_ALL=C MASK=022
  say "the second"
  built "$scratch/another/and much deeper/b" TZ=Asia/Tokyo LANG=ja_JP.UTF-8 MASK=077

  local first=$scratch/a/dist/SHA256SUMS
  local second="$scratch/another/and much deeper/b/dist/SHA256SUMS"
  # A file that is in one alone differs, too.
  local differing
  differing=$(sort "$first" "$second" | uniq -u | cut -c67- | sort -u)
  [ -z "$differing" ] || stop "These files differ between the two builds:
$differing"
  say "$(wc -l <"$first") files, the same in both; those of the page and the wasm:"
  grep -E '\.wasm$|\.html$|  www/' "$first"
  exit
}
compare
