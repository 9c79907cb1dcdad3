#!/usr/bin/env bash
# A headless Chromium, its driver, Firefox and a Japanese font. Prints nothing when they are there.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

wanted=()
# What tests can do without: they say what they leave out.
optional=()
have chromium chromium-browser google-chrome google-chrome-stable >/dev/null || [ -n "${CHROME:-}" ] || wanted+=(chromium)
have chromedriver >/dev/null || [ -n "${CHROMEDRIVER:-}" ] || wanted+=(chromium-driver)
have firefox-esr firefox >/dev/null || [ -n "${FIREFOX:-}" ] || optional+=(firefox-esr)
if have fc-list >/dev/null; then
  [ -n "$(fc-list :lang=ja 2>/dev/null | head -1)" ] || optional+=(fonts-noto-cjk)
elif can_apt; then
  optional+=(fonts-noto-cjk)
fi
[ "${#wanted[@]}" = 0 ] && [ "${#optional[@]}" = 0 ] && exit 0

if can_apt && grep -qs '^ID=debian' /etc/os-release; then
  [ "${#wanted[@]}" = 0 ] || apt "${wanted[@]}"
  [ "${#optional[@]}" = 0 ] || apt "${optional[@]}" || say "not installed: ${optional[*]}"
  exit 0
fi

[ "${#optional[@]}" = 0 ] || say "not here, and not needed: ${optional[*]}"
[ "${#wanted[@]}" = 0 ] && exit 0
stop "The browser tests need Chrome or Chromium and the chromedriver of the same version.
Missing here: ${wanted[*]} (names of the Debian packages).
On Debian: apt-get install chromium chromium-driver fonts-noto-cjk
On macOS: brew install --cask google-chrome chromedriver
Elsewhere: https://googlechromelabs.github.io/chrome-for-testing/
then put both on the PATH, or name them in CHROME and CHROMEDRIVER."
