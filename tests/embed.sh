#!/usr/bin/env bash
# The library as another program uses it: built against the build, and against an installation by pkg-config.
# Usage: tests/embed.sh [BUILD]
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
try() { # name, command...
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "ok $((passed + failed)) - embed: $name"
  else
    failed=$((failed + 1))
    echo "not ok $((passed + failed)) - embed: $name"
    tail -5 "$work/log" | sed 's/^/  /'
  fi
}
answers() { # program, environment...: the example says what the document says
  local program=$1
  shift
  env "$@" "$program" policies >"$work/out" && grep -q '^2025-06: value$' "$work/out" && grep -q '"outcome":"30.00"' "$work/out" &&
    grep -q '^2025-07: value$' "$work/out" && grep -q '"outcome":"200.00"' "$work/out" &&
    [ "$(grep -o '^typed: [0-9]* fen' "$work/out" | tr '\n' ' ')" = 'typed: 20000 fen typed: 3000 fen ' ]
}
others="$(pkg-config --libs lua5.4 jansson libsodium sqlite3) -lcsv"
for cc in gcc clang; do
  # shellcheck disable=SC2086
  try "$cc, static" $cc -std=c11 -Wall -Wextra -Wpedantic -Werror -I host examples/embed.c "$build/libbylaw.a" $others -o "$work/embed"
  try "$cc, its answers" answers "$work/embed"
done
try 'install' make --no-print-directory install BUILD="$build" DESTDIR="$work"
usr=$work/usr/local
export PKG_CONFIG_PATH=$usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$work
flags=$(pkg-config --cflags --libs bylaw)
# shellcheck disable=SC2086
try 'shared, by pkg-config' gcc -Wall -Wextra -Werror examples/embed.c $flags -o "$work/shared"
try 'shared, its answers' answers "$work/shared" LD_LIBRARY_PATH="$usr/lib"
try 'the installed program' "$usr/bin/bylaw" list --policies "$usr/share/bylaw/policies"
compiles() { # an amount: one that is no whole number must not
  printf '#include "bylaw.h"\nint main(void) { return bylaw_set_money(0, 0, %s, 0); }\n' "$1" >"$work/float.c"
  LC_ALL=C gcc -I host -fsyntax-only "$work/float.c"
}
try 'a whole number has a way in' compiles 30
if compiles 30.0 2>"$work/refused"; then : >"$work/refused"; fi
try 'a float has no way in' grep -q "invalid operands" "$work/refused"
try 'the header as C++' clang -Wall -Wextra -Werror -fsyntax-only -x c++ host/bylaw.h
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
