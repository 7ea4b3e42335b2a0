# Whatever is in a database, the work on it ends and nothing crashes: a subject of number 2^63-1, a cause that is none, a line of a month
# that is none, a bit of a fact beyond any word.
. "$REGRESSION/support.sh"
register
done_well pay 2025-06 2025-06-25
cp "$BYLAW_DB" "$work/clean.db"
ends() { # what must be said, sql
  local words=$1
  cp "$work/clean.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "PRAGMA ignore_check_constraints = 1; $2" || exit 2
  out=$(timeout 600 "$BYLAW" verify 2>&1)
  status=$?
  [ $status = 1 ] || [ $status = 2 ] || fail "verify ends with $status: $2 — $out"
  says "$words"
  out=$(timeout 600 "$BYLAW" pay $policy --month 2025-07 --on 2025-07-25 2>&1)
  [ $? -lt 100 ] || fail "pay ends with a signal: $2 — $out"
  out=$(timeout 600 "$BYLAW" replay elder 210100194001053212 2>&1)
  [ $? -lt 100 ] || fail "replay ends with a signal: $2 — $out"
  out=$(timeout 600 "$BYLAW" pay $policy --month 2025-06 --run 1 --csv "$work/list.csv" 2>&1)
  [ $? -lt 100 ] || fail "the list ends with a signal: $2 — $out"
}
ends 编号 "UPDATE facts_elder SET subject = 9223372036854775807 WHERE subject = 5"
ends 明细无效 "UPDATE ledger SET cause = 77 WHERE subject = 1"
ends 明细无效 "UPDATE ledger SET kind = -3 WHERE subject = 1"
ends 明细无效 "UPDATE ledger SET month = 209913 WHERE subject = 1"
ends 无效 "UPDATE fact_column SET bit = 64 WHERE name = 'death_date'"
ends 无效 "UPDATE fact_column SET bit = -1 WHERE name = 'death_date'"
ends 缺号 "UPDATE change_log SET seq = 9223372036854775807 WHERE seq = 5"
