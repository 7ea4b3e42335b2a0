#!/usr/bin/env bash
# The whole suite of units and scenarios in a build with AddressSanitizer and UBSan. Usage: tests/san.sh BUILD
set -u
cd "$(dirname "$0")/.."
build=$1
passed=0 failed=0
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
try() { # name, command...
  local name=$1
  shift
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "ok $((passed + failed)) - san: $name"
  else
    failed=$((failed + 1))
    echo "not ok $((passed + failed)) - san: $name"
    grep -E 'ERROR|runtime error|FAILED|leak' "$log" | head -10
    tail -5 "$log"
  fi
}
for program in "$build"/tests/test_*; do
  case $program in *.d) continue ;; esac
  try "${program##*/}" env SYNTAX_MUTANTS=20000 "$program"
done
try scenarios "$build"/bylaw test
try language "$build"/bylaw test tests/language/scenarios --policies tests/language/policies
try explain "$build"/bylaw explain old-age-allowance due --facts examples/facts/late-applicant.json --month 2025-03
try show "$build"/bylaw show old-age-allowance --json
try check "$build"/bylaw check --json
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
