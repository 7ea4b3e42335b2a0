#!/usr/bin/env bash
# Each harness for so many seconds, from its corpus. What is found stays in BUILD/found/NAME until `make clean`.
# Every run begins with the corpus of the tests: to go on from the last run's would take its time for what was tried.
# Usage: tests/fuzz/run.sh BUILD SECONDS [NAME]
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1 seconds=$2 only=${3:-}
passed=0 failed=0
declare -A seeds=(
  [policy]='examples/policies tests/bad tests/memory tests/regression/policies' [scenario]='examples/scenarios' [csv]='' [facts]='' [database]='')
if [ -n "$only" ] && [ ! -d "tests/fuzz/corpus/$only" ]; then
  echo "fuzz: no harness is called $only; there are: ${!seeds[*]}" >&2
  exit 2
fi
files=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)" bylaw-fuzz.XXXXXX) || exit 1
trap 'rm -rf "$files"' EXIT
trap 'exit 130' INT TERM
# What was freed is kept back less long than ASan would: these inputs are small, and it is a third faster.
export TMPDIR=$files ASAN_OPTIONS=detect_leaks=1:quarantine_size_mb=16 UBSAN_OPTIONS=print_stacktrace=1

fuzz_one() { # name, log; what the fuzzer says goes into the log
  local name=$1 dictionary=()
  rm -rf "$build/grown/$name"
  mkdir -p "$build/found/$name" "$build/grown/$name"
  [ -f "tests/fuzz/$name.dict" ] && dictionary=(-dict="tests/fuzz/$name.dict")
  # A minute for one input: an idle machine needs three seconds for the longest of the corpus, a busy one more.
  # shellcheck disable=SC2086
  "$build/fuzz_$name" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 -max_len=32768 -print_final_stats=1 \
    "${dictionary[@]}" -artifact_prefix="$build/found/$name/" "$build/grown/$name" "tests/fuzz/corpus/$name" ${seeds[$name]} >"$2" 2>&1
}
tell_found() { # name, log
  local file
  grep -E -m 3 'ERROR: |runtime error: |SUMMARY: ' "$2"
  file=$(sed -n 's/.*Test unit written to //p' "$2" | tail -1)
  echo "  log:   $2"
  [ -n "$file" ] && echo "  input: $file" && echo "  again: $build/fuzz_$1 $file"
}
for folder in tests/fuzz/corpus/*/; do
  name=$(basename "$folder") log=$build/$(basename "$folder").log
  [ -z "$only" ] || [ "$only" = "$name" ] || continue
  echo "fuzz: $name, $seconds s ..."
  if fuzz_one "$name" "$log"; then
    passed=$((passed + 1))
    echo "ok - fuzz: $name, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, nothing found"
  else
    failed=$((failed + 1))
    echo "not ok - fuzz: $name"
    tell_found "$name" "$log"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
