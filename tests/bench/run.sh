#!/usr/bin/env bash
# make bench: runs the figures in a folder that is gone afterwards, also when it was stopped. About 1.5 GB, in TMPDIR.
# Usage: tests/bench/run.sh BUILD [ONLY]
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$1
command -v sqlite3 >/dev/null || { echo 'bench: no sqlite3 (make setup installs it)' >&2; exit 2; }
[ ! -r /proc/loadavg ] || awk '$1 > 1 { print "bench: the machine is busy (load " $1 "): times are longer than they are" > "/dev/stderr" }' /proc/loadavg
work=$(mktemp -d "${TMPDIR:-/tmp}/bylaw-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
"$build/bench" "$build/bylaw" "$build/pay_floor" "$build/cold_floor" "$build/shenyang/generate" "$work" "${2:-}"
