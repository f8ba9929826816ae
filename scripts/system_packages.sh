#!/usr/bin/env bash
# Installs what pip cannot: Python itself and a browser, and only where they are missing.
#
#   scripts/system_packages.sh run     Python 3.11+ with venv; prints the interpreter to use
#   scripts/system_packages.sh test    a Chromium-like browser
#
# Written for Debian's bash and for the bash 3.2 of macOS. Messages go to stderr.
set -euo pipefail
cd "$(dirname "$0")/.."

python_candidates="${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14"

find_python() {
    local name
    for name in $python_candidates; do
        if "$name" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

find_browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] ||
        [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ]
}

# install TARGET BREW_COMMAND: the lines of packages.txt whose comment names the target
install() {
    local packages sudo=""
    packages=$(sed -n "s/^\([a-z0-9.+-]*\) *# $1:.*/\1/p" packages.txt | tr '\n' ' ')
    if ! command -v apt-get >/dev/null; then
        echo "Missing: $packages. On macOS: $2" >&2
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing, and no right to install: $packages. As root: apt-get install $packages" >&2
            return 1
        fi
        sudo="sudo"
    fi
    echo "Installing $packages(apt-get)" >&2
    # shellcheck disable=SC2086  # both are lists of words
    $sudo apt-get -qq update >&2 &&
        $sudo env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq install -y --no-install-recommends $packages >/dev/null
}

case "${1:-}" in
run)
    find_python || { install run "brew install python@3.13" && find_python; } || {
        echo "Rowcall needs Python 3.11 or newer, with the venv module." >&2
        exit 1
    }
    ;;
test)
    # Without a browser the browser tests are skipped, with a reason; CI must not skip them.
    find_browser || install test "brew install --cask chromium" || [ -z "${CI:-}" ]
    ;;
*)
    echo "usage: $0 run|test" >&2
    exit 2
    ;;
esac
