# A database of the first version, which had no chain of commits and kept of a change only the value before, with entries since its last
# run: opened for writing it becomes one of this version, those entries get their link, nothing is reported as tampered, and the next month
# is paid. What was changed by hand in it is found afterwards.
. "$REGRESSION/support.sh"
register
done_well pay 2025-06 2025-06-25
done_well record 210100194001053212 2025-07-02 death_date=2025-06-28
# Back to the first version: what the second and third added is taken away.
sqlite3 "$BYLAW_DB" "DROP INDEX IF EXISTS change_set_day; DROP TABLE link; ALTER TABLE change_log DROP COLUMN after;
  ALTER TABLE run DROP COLUMN pending; PRAGMA user_version = 1" || exit 2
cp "$BYLAW_DB" "$work/old.db"
run verify && fail "verified as it is: $out"
says 第\ 1\ 版
done_well record 210100193506303227 2025-07-03 death_date=2025-07-01 --dry-run
done_well run verify
done_well record 210100193506303227 2025-07-03 death_date=2025-07-01
done_well run verify
done_well pay 2025-07 2025-07-25
done_well run verify
[ "$(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM link')" = 4 ] || fail "links: $(sqlite3 "$BYLAW_DB" 'SELECT * FROM link')"

# A database that never paid, and one in which an entry is changed after the migration.
cp "$work/old.db" "$BYLAW_DB"
sqlite3 "$BYLAW_DB" 'DELETE FROM ledger; DELETE FROM pending; DELETE FROM run; DELETE FROM reason; DELETE FROM version_file;
  DELETE FROM version' || exit 2
done_well record 210100193506303227 2025-07-03 death_date=2025-07-01
done_well run verify
sqlite3 "$BYLAW_DB" "UPDATE change_log SET before = '\"2025-06-29\"' WHERE fact = 'death_date' AND subject = 1" || exit 2
run verify && fail "not found: $out"
says 哈希与内容不符
