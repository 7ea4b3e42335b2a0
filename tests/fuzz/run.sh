#!/usr/bin/env bash
# Each harness for so many seconds, from its corpus; what is found stays in BUILD/found/NAME, and what is new in BUILD/grown/NAME.
# Usage: tests/fuzz/run.sh BUILD SECONDS [NAME]
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1 seconds=$2 only=${3:-}
failed=0
declare -A seeds=(
  [policy]='examples/policies tests/memory tests/regression/policies' [scenario]='examples/scenarios' [csv]='' [facts]='' [database]='')
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
for folder in tests/fuzz/corpus/*/; do
  name=$(basename "$folder")
  [ -z "$only" ] || [ "$only" = "$name" ] || continue
  mkdir -p "$build/found/$name" "$build/grown/$name"
  dictionary=()
  [ -f "tests/fuzz/$name.dict" ] && dictionary=(-dict="tests/fuzz/$name.dict")
  echo "fuzz: $name, $seconds s"
  # shellcheck disable=SC2086
  "$build/fuzz_$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=32768 -print_final_stats=1 \
    "${dictionary[@]}" -artifact_prefix="$build/found/$name/" "$build/grown/$name" "$folder" ${seeds[$name]} >"$build/$name.log" 2>&1 || {
    failed=1
    grep -E 'ERROR|runtime error|SUMMARY|Test unit written' "$build/$name.log"
  }
  grep -E 'stat::(number_of_executed_units|peak_rss_mb)' "$build/$name.log"
done
exit $failed
