# What SQLite says of a database that is not as it was made stood in Chinese messages in English (no such table: main.link; row 1 missing from index
# change_set_day), and quoted what stands in the database. It is told in Chinese, with SQLite's number for whoever looks further.
. "$REGRESSION/support.sh"
register
cp "$BYLAW_DB" "$work/sound.db"
changed() { # sql
  cp "$work/sound.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "PRAGMA foreign_keys = 0; $1" || fail "sqlite3: $1"
}
in_chinese() {
  case $out in *such* | *missing* | *constraint* | *CHECK* | *wrong* | *entries* | *Page* | *Tree* | *malformed*) fail "English: $out" ;; esac
}
paid() { # what is said when a month is paid, and not by verify in English
  refused pay 2025-06 2025-06-20
  says "数据库 ‘$BYLAW_DB’ 出错：$1"
  says '建议：运行 bylaw verify 核对'
  in_chinese
  run verify
  [ "$status" = 1 ] || fail "verify: status $status: $out"
  in_chinese
}
changed 'DROP TABLE link' # 1: SQLITE_ERROR
paid '表、列或语句不符（SQLite 1）'
changed 'ALTER TABLE ledger RENAME COLUMN payer TO other'
paid '表、列或语句不符（SQLite 1）'
changed 'DROP TABLE payment; CREATE TABLE payment (id INTEGER PRIMARY KEY CHECK (id < 0), policy TEXT, name TEXT)'
paid '内容违反表的约束（SQLite 275）' # 19 + 256 * 1: SQLITE_CONSTRAINT_CHECK
# An index over another column than its rows were entered by: the one act, whose day is in it, is not found by its author.
changed "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, '(on_day)', '(who)') WHERE name = 'change_set_day'"
run verify
[ "$status" = 1 ] || fail "status $status: $out"
says '不符：数据库文件损坏：第 1 行不在索引 ‘change_set_day’ 里'
in_chinese
# What is no database at all.
printf 'not a database, and longer than a header %.0s' {1..9} >"$BYLAW_DB"
refused run verify
says "‘$BYLAW_DB’ 不是数据库"
in_chinese
# In the sources nobody asks SQLite for its text.
! grep -nE '\bsqlite3_err(msg|str)' "$REGRESSION"/../../host/*/*.[ch] || fail 'sqlite3_errmsg'
