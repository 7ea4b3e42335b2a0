#!/usr/bin/env bash
# Everything that must hold, ended by one line `N passed, N failed`. Usage: tests/run.sh [BUILD]
# Where BUILD is `build`, what `make san-build` made in build/san runs too. JOBS=N sets how many parts run at once.
# QUICK=1 leaves out what takes long (sanitizers, valgrind, worlds, kills, failing allocations, regressions): for each commit, in a minute and a half.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
export BYLAW_TODAY=2031-01-01 # no test hangs on the day on which it runs
. tests/pool.sh
. tests/locale.sh

QUICK=${QUICK:-}
sanitized= # no memory checker is awaited in a minute and a half
[ "$build" = build ] && [ -z "$QUICK" ] && sanitized=1

# The long ones first, so that no processor waits for the last.
long='test_worlds test_batch test_store test_memory'
if [ -z "$QUICK" ]; then
  part regression tests/regression/run.sh "$build"
  part store tests/store.sh "$build"
  for name in $long; do part "$name" unit "$build/tests/$name"; done
fi
if [ -n "$sanitized" ]; then
  part valgrind tests/valgrind.sh "$build"
  for name in program $long; do part "sanitizers, $name" tests/san.sh build/san "$name"; done
fi
left_out=$long
[ -n "$QUICK" ] && left_out="$long test_kernels test_judge test_sandbox_limits test_purity test_explore test_sandbox_calls test_sandbox
test_many test_whatif test_person"
for program in "$build"/tests/test_*; do
  name=${program##*/}
  case " ${left_out//$'\n'/ } " in *" $name "*) continue ;; esac
  case $name in *.d) continue ;; esac
  part "$name" unit "$program"
  [ -n "$sanitized" ] && part "sanitizers, $name" tests/san.sh build/san "$name"
done
part scenarios "$build"/bylaw test
part language "$build"/bylaw test tests/language/scenarios --policies tests/language/policies
part examples "$build"/bylaw test examples/scenarios --policies examples/policies
part testing tests/test_cli.sh "$build"
part payroll tests/pay_cli.sh "$build"
part explain tests/explain_cli.sh "$build"
part docs tests/docs.sh "$build"
part json-answers tests/json_answers.sh "$build"
part layers tests/layers.sh
if [ -z "$QUICK" ]; then
  part command-line tests/cli.sh "$build"
  part explore tests/explore_cli.sh "$build"
  part comparing tests/compare_cli.sh "$build"
  part decide-many tests/many_cli.sh "$build"
  part what-if tests/whatif_cli.sh "$build"
  part fuzz-corpus tests/fuzz/replay.sh "$build"
  part coverage tests/cover_cli.sh "$build"
  part embedding tests/embed.sh "$build"
  part style tests/style.sh
fi
pool_wait 0
pool_slowest 8
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
