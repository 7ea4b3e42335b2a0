#!/usr/bin/env bash
# Every file of the corpus through its harness once. Usage: tests/fuzz/replay.sh BUILD
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1
passed=0 failed=0
work=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)" bylaw-replay.XXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export TMPDIR=$work
log=$work/log
for folder in tests/fuzz/corpus/*/; do
  name=$(basename "$folder")
  files=("$folder"*)
  "$build/tests/replay_$name" "${files[@]}" >"$log" 2>&1
  status=$?
  begun=$(grep -c "^$folder" "$log")
  if [ "$status" = 0 ] && [ "$begun" = ${#files[@]} ]; then
    passed=$((passed + begun))
    echo "ok - fuzz: $name, $begun files"
  else # what stands behind the last file was not tried
    passed=$((passed + (begun > 0 ? begun - 1 : 0)))
    failed=$((failed + 1))
    echo "not ok - fuzz: $(grep "^$folder" "$log" | tail -1) (status $status)"
    grep -v "^$folder" "$log" | head -20
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
