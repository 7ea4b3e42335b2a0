# Parts of a test run, several at once: as many as there are processors, or as JOBS says. Sourced.
# A part prints what it likes and ends with a line `N passed, N failed` (the program itself says it in Chinese); one that dies without it counts as one failure.
# What a part printed is shown when it failed. The sums stand in $passed and $failed after `pool_end`.
pool_jobs=${JOBS:-$(nproc)}
pool_logs=$(mktemp -d)
pool_running=0 pool_names=() passed=0 failed=0
pool_stop() {
  local pids
  pids=$(jobs -p)
  # shellcheck disable=SC2086
  [ -n "$pids" ] && kill $pids 2>/dev/null
  rm -rf "$pool_logs"
}
trap pool_stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

pool_count() { # number of a part
  local name=${pool_names[$1]} log=$pool_logs/$1.log status took line good bad
  read -r status took <"$pool_logs/$1.status"
  printf '%s\t%s\n' "$took" "$name" >>"$pool_logs/times"
  rm "$pool_logs/$1.status"
  line=$(sed -n 's/^通过 \([0-9]*\) 项，未通过 \([0-9]*\) 项$/\1 passed, \2 failed/;/^[0-9][0-9]* passed, [0-9][0-9]* failed$/p' "$log" | tail -1)
  if [ -z "$line" ]; then
    echo "$name: did not finish (status $status) in $took s"
    tail -20 "$log"
    failed=$((failed + 1))
    return
  fi
  read -r good _ bad _ <<<"$line"
  [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  passed=$((passed + good)) failed=$((failed + bad))
  echo "$name: $good passed, $bad failed in $took s"
  if [ "$bad" -gt 0 ]; then grep -avE '^(ok |  (cc|ld|ar) )' "$log" | head -80; fi
}

pool_wait() { # at most this many stay
  local made
  while [ "$pool_running" -gt "$1" ]; do
    wait -n
    for made in "$pool_logs"/*.status; do
      [ -e "$made" ] || continue
      made=${made##*/}
      pool_count "${made%.status}"
      pool_running=$((pool_running - 1))
    done
  done
}

pool_slowest() { # so many
  echo "slowest of ${#pool_names[@]} parts, $SECONDS s in all:"
  sort -rn "$pool_logs/times" | head -"$1" | while IFS=$'\t' read -r took name; do printf '%6d s  %s\n' "$took" "$name"; done
}

part() { # name, command...
  local n=${#pool_names[@]} name=$1
  shift
  pool_wait $((pool_jobs - 1))
  pool_names+=("$name")
  pool_running=$((pool_running + 1))
  {
    SECONDS=0
    "$@" >"$pool_logs/$n.log" 2>&1 </dev/null
    echo "$? $SECONDS" >"$pool_logs/$n.written"
    mv "$pool_logs/$n.written" "$pool_logs/$n.status"
  } &
}

# A cmocka program says [       OK ] and [  FAILED  ]; names may hold blanks, so the failed ones are cmocka's own sum.
unit() { # command...
  local log status good bad
  log=$(mktemp "$pool_logs/unit.XXXXXX")
  CMOCKA_MESSAGE_OUTPUT=STDOUT "$@" >"$log" 2>&1
  status=$?
  good=$(grep -ac '^\[       OK \]' "$log")
  bad=$(sed -n 's/^ *\([0-9][0-9]*\) FAILED TEST(S)$/\1/p' "$log" | tail -1)
  bad=${bad:-0}
  [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  grep -av '^\[       OK \]\|^\[ RUN ' "$log"
  echo "$good passed, $bad failed"
  [ "$bad" -eq 0 ]
}
