#!/usr/bin/env bash
# Faults that were found once and must not come back. A file is a claim: NAME.sh tries it from outside with the program,
# scenarios/NAME.lua as scenarios (of the project's policies, or of one in policies/ beside it); C tests of the kind stand
# among the units, named by their claim. Usage: tests/regression/run.sh [BUILD] [NAME …]
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$(cd "${1:-build}" && pwd) || exit 1
shift || true
here=$PWD/tests/regression
export BYLAW=$build/bylaw BYLAW_POLICIES=$PWD/policies REGRESSION=$here
unset BYLAW_DB
passed=0 failed=0

claim() { # name, command...
  local name=$1 out
  shift
  if out=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "ok $((passed + failed)) - regression: $name"
  else
    failed=$((failed + 1))
    echo "not ok $((passed + failed)) - regression: $name"
    echo "$out" | tail -15 | cut -c1-400 | sed 's/^/  /'
  fi
}
wanted() { # name, names asked for...
  local name=$1 one
  shift
  [ $# -eq 0 ] && return 0
  for one in "$@"; do [ "$one" = "$name" ] && return 0; done
  return 1
}

for file in "$here"/*.sh; do
  name=$(basename "$file" .sh)
  case $name in run | support | every_verb) continue ;; esac
  wanted "$name" "$@" && claim "${name//_/ }" bash "$file"
done
for file in "$here"/scenarios/*.lua; do
  [ -e "$file" ] || continue
  name=$(basename "$file" .lua)
  wanted "$name" "$@" || continue
  if [ -e "$here/policies/$name.lua" ]; then
    claim "${name//_/ }" "$BYLAW" test "$file" --policies "$here/policies/$name.lua"
  else
    claim "${name//_/ }" "$BYLAW" test "$file"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
