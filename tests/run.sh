#!/usr/bin/env bash
# Everything that must hold, ended by one line `N passed, N failed`. Usage: tests/run.sh [BUILD]
set -u
cd "$(dirname "$0")/.."
build=${1:-build}
export BYLAW_TODAY=2031-01-01 # no test hangs on the day on which it runs
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Add what a part counted in its last line `N passed, N failed`; a part that died counts as one failure.
count() { # name, status
  local line
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1)
  if [ -z "$line" ]; then
    echo "$1: did not finish (status $2)"
    tail -20 "$log"
    failed=$((failed + 1))
    return
  fi
  set -- "$1" "$2" $line
  passed=$((passed + $3))
  failed=$((failed + $5))
  echo "$1: $3 passed, $5 failed"
  if [ "$5" -gt 0 ]; then grep -vE '^(ok |  (cc|ld|ar) )' "$log" | head -80; fi
}

part() { # name, command...
  local name=$1
  shift
  "$@" >"$log" 2>&1
  count "$name" $?
}

# cmocka programs say [       OK ] and [  FAILED  ].
unit() {
  CMOCKA_MESSAGE_OUTPUT=STDOUT "$1" >"$log" 2>&1
  local status=$? good bad
  good=$(grep -c '^\[       OK \]' "$log")
  bad=$(sed -n 's/^ *\([0-9][0-9]*\) FAILED TEST(S)$/\1/p' "$log" | tail -1) # names may hold blanks: cmocka's own sum
  bad=${bad:-0}
  [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  echo "$good passed, $bad failed" >>"$log"
  count "${1##*/}" "$status"
}

for program in "$build"/tests/test_*; do
  case $program in *.d) continue ;; esac
  unit "$program"
done
part scenarios "$build"/bylaw test
part language "$build"/bylaw test tests/language/scenarios --policies tests/language/policies
part examples "$build"/bylaw test examples/scenarios --policies examples/policies
part command-line tests/cli.sh "$build"
part explore tests/explore_cli.sh "$build"
part payroll tests/pay_cli.sh "$build"
part comparing tests/compare_cli.sh "$build"
part decide-many tests/many_cli.sh "$build"
part explain tests/explain_cli.sh "$build"
part what-if tests/whatif_cli.sh "$build"
part regression tests/regression/run.sh "$build"
part store tests/store.sh "$build"
part coverage tests/cover_cli.sh "$build"
part embedding tests/embed.sh "$build"
part docs tests/docs.sh
part layers tests/layers.sh
part style tests/style.sh
if [ "$build" = build ]; then
  part sanitizers make --no-print-directory san
  part valgrind tests/valgrind.sh "$build"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
