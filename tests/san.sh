#!/usr/bin/env bash
# Units, scenarios and whole runs in a build with AddressSanitizer and UBSan: no error, no leak.
# Usage: tests/san.sh BUILD [NAME …]   NAME: a unit as test_store, or `program` for the whole runs; none means all.
set -u
cd "$(dirname "$0")/.." || exit 2
build=$1
shift
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1

if [ $# -ne 1 ]; then
  . tests/pool.sh
  if [ $# -eq 0 ]; then
    set -- program
    for unit in "$build"/tests/test_*; do
      case $unit in *.d) ;; *) set -- "$@" "${unit##*/}" ;; esac
    done
  fi
  for name in "$@"; do part "$name" tests/san.sh "$build" "$name"; done
  pool_wait 0
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
fi

passed=0 failed=0
log=$(mktemp) db=$(mktemp -d)
trap 'rm -rf "$log" "$db"' EXIT
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
whole_runs() {
  try 'fuzz corpus' tests/fuzz/replay.sh "$build"
  try scenarios "$build"/bylaw test
  try language "$build"/bylaw test tests/language/scenarios --policies tests/language/policies
  try explain "$build"/bylaw explain old-age-allowance due --facts examples/facts/late-applicant.json --month 2025-03
  try import "$build"/bylaw import old-age-allowance examples/shenyang/registry.csv --db "$db/r.db" --on 2025-06-16 --why 名册
  try pay "$build"/bylaw pay old-age-allowance --month 2025-06 --on 2025-06-25 --db "$db/r.db" --csv "$db/list.csv" --xlsx "$db/list.xlsx"
  try record "$build"/bylaw record elder 210100193102120854 death_date=2025-05-19 --on 2025-07-04 --why 比对 --db "$db/r.db"
  try 'pay again' "$build"/bylaw pay old-age-allowance --month 2025-08 --on 2025-08-25 --db "$db/r.db" --json
  try replay "$build"/bylaw replay old-age-allowance 210100193102120854 --db "$db/r.db"
  try verify "$build"/bylaw verify --db "$db/r.db"
  try budget "$build"/bylaw budget old-age-allowance --years 2026-2026 --db "$db/r.db"
  try export "$build"/bylaw export old-age-allowance --db "$db/r.db" --out "$db/out.csv"
  local turning=(old-age-allowance standard --facts examples/facts/turning-90.json --month 2025-06) form
  for form in --letter --json --what-if --all; do try "explain $form" "$build"/bylaw explain "${turning[@]}" $form; done
  try explore "$build"/bylaw explore old-age-allowance standard --month 2025-06 --json
  try compare "$build"/bylaw compare old-age-allowance due --to parameter:rate_80s=40@2025-06 --month 2025-06 --db "$db/r.db"
  try 'a bound in bytes' "$build"/bylaw pay old-age-allowance --month 2025-09 --on 2025-09-25 --db "$db/r.db" --stats
  try show "$build"/bylaw show old-age-allowance --json
  try check "$build"/bylaw check --json
}
case $1 in
  program) whole_runs ;;
  *) try "$1" env SYNTAX_MUTANTS=20000 "$build/tests/$1" ;;
esac
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
