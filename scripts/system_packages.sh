#!/usr/bin/env bash
# Installs what pip cannot, and only where it is missing: Python itself, a browser and its needs.
#
#   scripts/system_packages.sh run     Python 3.11+ with venv; prints the interpreter to use.
#                                      libzbar0 too, unless a password is asked for
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

find_browser() { # looks where tests/browser/chromium.py looks
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] ||
        [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ]
}

missing_packages() { # TARGET: those of packages.txt that Debian does not have installed
    local package
    for package in $(sed -n "s/^\([a-z0-9.+-]*\) *# $1:.*/\1/p" packages.txt); do
        [ "$package" = chromium ] && find_browser && continue
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s ' "$package"
    done
}

install() { # TARGET
    local packages sudo=""
    packages=$(missing_packages "$1")
    [ -n "$packages" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing, and no right to install. As root: apt-get install $packages" >&2
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

hint() { # WHAT BREW_COMMAND
    echo "Missing: $1. On macOS: $2" >&2
    return 1
}

is_debian() { command -v apt-get >/dev/null; }

need_python() {
    find_python && return
    if is_debian; then install run; else hint "Python 3.11 or newer" "brew install python@3.13"; fi
    find_python
}

want_zbar() { # the app runs without it, and reads a few QR codes less
    [ -z "$(missing_packages extra)" ] && return
    { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; } && install extra ||
        echo "Going on without libzbar0: QR codes are read by one reader only" >&2
}

need_browser() {
    if is_debian; then
        install test
    else
        find_browser || hint "Chromium or Chrome" "brew install --cask google-chrome"
    fi
}

case "${1:-}" in
run)
    need_python
    ! is_debian || want_zbar
    ;;
test) need_browser || [ -z "${CI:-}" ] ;; # its tests are skipped then, with a reason; not in CI
*)
    echo "usage: $0 run|test" >&2
    exit 2
    ;;
esac
