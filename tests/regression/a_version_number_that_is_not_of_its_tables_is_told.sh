# Where somebody had set PRAGMA user_version to 1, `verify` said to write once so that the database is migrated, and `record` failed in SQLite's
# English (duplicate column name) and said to run `verify`: a circle. The tables of format 4 do not fit the numbers -1, 0, 1 and 2, and both say so.
# A third format has the same tables, so 3 is the older format that writing migrates; 5 and 99 are formats that only another program may know.
. "$REGRESSION/support.sh"
register
sound=$work/sound.db number=210100194001053212
cp "$BYLAW_DB" "$sound"
told() { # what both say
  local before
  before=$(cksum <"$BYLAW_DB")
  refused run verify
  says "$1"
  refused record "$number" 2025-06-20 death_date=2025-06-19
  says "$1"
  [ "$(cksum <"$BYLAW_DB")" = "$before" ] || fail "changed: $1"
}
numbered() { # number
  cp "$sound" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "PRAGMA user_version = $1"
}
for version in -1 0 1 2; do
  numbered "$version"
  told "的格式版本号（user_version）是 $version，与其中的表不符"
  says "$BYLAW_DB"
  says '从备份恢复'
  says 'PRAGMA user_version = 4'
  case $out in *duplicate* | *column* | *SQLite*) fail "English: $out" ;; esac
done
# What the message says to do helps.
sqlite3 "$BYLAW_DB" 'PRAGMA user_version = 4'
done_well run verify
for version in 5 99; do
  numbered "$version"
  told "是第 $version 版格式，这个程序只认识到第 4 版"
done
numbered 3
refused run verify
says '是较旧的第 3 版格式'
done_well record "$number" 2025-06-20 death_date=2025-06-19
done_well run verify
# Where tables are gone there is no number to go back to.
numbered 1
sqlite3 "$BYLAW_DB" 'PRAGMA foreign_keys = 0; DROP TABLE event; DROP TABLE change_log; DROP TABLE link; DROP INDEX change_set_day'
told '与其中的表不符'
says_not 'PRAGMA user_version ='
