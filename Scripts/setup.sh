#!/bin/sh
# Installs SQLite's development files and its shell where they are missing; says what to do where it cannot.
set -eu

command -v swift >/dev/null 2>&1 || {
    echo "municipal-registry needs Swift 6.1 or later: see https://www.swift.org/install/" >&2
    exit 1
}

[ "$(uname -s)" = "Darwin" ] && exit 0 # The macOS SDK has both.

have_library() { printf '#include <sqlite3.h>\n' | cc -E -x c - >/dev/null 2>&1; }

have_library && command -v sqlite3 >/dev/null 2>&1 && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Install SQLite's development files and its shell (sqlite-devel and sqlite, or the like), then try again." >&2
    exit 1
fi

root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "Ask an administrator to run: apt-get install libsqlite3-dev sqlite3" >&2
        exit 1
    }
    root="sudo"
fi
$root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq libsqlite3-dev sqlite3 >/dev/null
