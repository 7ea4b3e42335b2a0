#!/usr/bin/env bash
# Some whole runs of the program under valgrind: no error, no leak. Usage: tests/valgrind.sh BUILD
set -u
cd "$(dirname "$0")/.." || exit 2
build=$1
passed=0 failed=0
log=$(mktemp)
db=$(mktemp -d)
trap 'rm -rf "$log" "$db"' EXIT
try() { # name, wanted status, command...
  local name=$1 wanted=$2
  shift 2
  valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect,possible "$@" >"$log" 2>&1
  local status=$?
  if [ "$status" -eq "$wanted" ]; then
    passed=$((passed + 1))
    echo "ok $((passed + failed)) - valgrind: $name"
  else
    failed=$((failed + 1))
    echo "not ok $((passed + failed)) - valgrind: $name (status $status)"
    head -20 "$log"
  fi
}
facts=examples/facts/late-applicant.json
try decide 0 "$build"/bylaw decide old-age-allowance standard --facts $facts --month 2025-06 --json
try 'a question' 1 "$build"/bylaw decide old-age-allowance due --facts '{"birth_date":"1935-06-30"}' --month 2025-06
try 'bad facts' 2 "$build"/bylaw decide old-age-allowance due --facts '{"birth_date":"1935-02-30"}' --month 2025-06
try show 0 "$build"/bylaw show old-age-allowance
try scenarios 0 "$build"/bylaw test tests/scenarios/old_age_allowance_unknown.lua
try 'a broken policy' 2 "$build"/bylaw check --policies tests/bad/broken.lua
turning=examples/facts/turning-90.json
try 'why, as a notice' 0 "$build"/bylaw explain old-age-allowance standard --facts $turning --month 2025-06 --letter
try 'what would change it' 0 "$build"/bylaw explain old-age-allowance standard --facts $turning --month 2025-06 --what-if
try 'every outcome' 0 "$build"/bylaw explore old-age-allowance payer --month 2025-06
try 'a change' 0 "$build"/bylaw compare old-age-allowance payday --to 2025-07 --from 2025-06
head -301 examples/shenyang/registry.csv >"$db/r.csv"
try import 0 "$build"/bylaw import old-age-allowance "$db/r.csv" --db "$db/r.db" --on 2025-06-16 --why 名册
try pay 0 "$build"/bylaw pay old-age-allowance --month 2025-06 --on 2025-06-25 --db "$db/r.db" --stats
try budget 0 "$build"/bylaw budget old-age-allowance --years 2026-2026 --db "$db/r.db"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
