#!/usr/bin/env bash
# A headless Chromium, its driver and a Japanese font. Prints nothing when they are there.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

wanted=()
have chromium chromium-browser google-chrome google-chrome-stable >/dev/null || [ -n "${CHROME:-}" ] || wanted+=(chromium)
have chromedriver >/dev/null || [ -n "${CHROMEDRIVER:-}" ] || wanted+=(chromium-driver)
if have fc-list >/dev/null; then
  [ -n "$(fc-list :lang=ja 2>/dev/null | head -1)" ] || wanted+=(fonts-noto-cjk)
elif can_apt; then
  wanted+=(fonts-noto-cjk)
fi
[ "${#wanted[@]}" = 0 ] && exit 0

if can_apt && grep -qs '^ID=debian' /etc/os-release; then
  apt "${wanted[@]}"
  exit 0
fi

# A font that is missing spoils pictures, not tests.
[ "${wanted[*]}" = fonts-noto-cjk ] && { echo "No Japanese font was found; pictures of the page will lack it."; exit 0; }
stop "The browser tests need Chrome or Chromium and the chromedriver of the same version.
Missing here: ${wanted[*]} (names of the Debian packages).
On Debian: apt-get install chromium chromium-driver fonts-noto-cjk
On macOS: brew install --cask google-chrome chromedriver
Elsewhere: https://googlechromelabs.github.io/chrome-for-testing/
then put both on the PATH, or name them in CHROME and CHROMEDRIVER."
