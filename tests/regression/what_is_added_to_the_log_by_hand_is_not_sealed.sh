# A value and the entry of the log that would explain it, both written by another program after the last commit: whatever writes next
# refuses before it has written anything, so that no link is ever made over them. Also a trial refuses, and so does a run in which nothing
# else is new.
. "$REGRESSION/support.sh"
register
done_well pay 2025-06 2025-06-25
cp "$BYLAW_DB" "$work/clean.db"
forged="UPDATE facts_elder SET card = '6200009000000000068' WHERE subject = 4;
  INSERT INTO change_log (act, type, subject, fact, before, after) SELECT max(act), type, 4, 'card',
    '\"6200009000000000035\"', '\"6200009000000000068\"' FROM change_log"
untouched() { # command...: refused, and the database is as the forger left it
  cp "$work/clean.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "$forged" || exit 2
  sqlite3 "$BYLAW_DB" .dump >"$work/before"
  refused "$@"
  says 不经登记
  says 没有写入任何内容
  says 'bylaw verify'
  sqlite3 "$BYLAW_DB" .dump | cmp -s - "$work/before" || fail "written: $*"
}
untouched pay 2025-07 2025-07-25
untouched pay 2025-07 2025-07-25 --dry-run
untouched pay 2025-06 2025-07-25
untouched record 210100193506303227 2025-07-02 death_date=2025-06-28
untouched record 210100193506303227 2025-07-02 death_date=2025-06-28 --dry-run
untouched import register.csv 2025-07-02
run verify && fail "verify: $out"
says 与链尾不合
# Without them all goes on.
cp "$work/clean.db" "$BYLAW_DB"
done_well record 210100193506303227 2025-07-02 death_date=2025-06-28
done_well pay 2025-07 2025-07-25
done_well run verify
