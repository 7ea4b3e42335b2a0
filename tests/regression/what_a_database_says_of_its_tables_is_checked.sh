# The names of subjects and keys that a database has go into statements: one that is no name is a fault and is never run. However many kinds
# of subjects it claims to have, the facts of each are derived: elders are the last of seventy here.
. "$REGRESSION/support.sh"
register
cp "$BYLAW_DB" "$work/clean.db"
claimed() { # sql; what verify says...
  cp "$work/clean.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "PRAGMA foreign_keys = OFF; $1" || exit 2
  shift
  run verify
  [ $status = 1 ] || fail "status $status: $out"
  for text in "$@"; do says "$text"; done
}
claimed "INSERT INTO fact_subject (subject, policy, key) VALUES ('elder\" UNION SELECT 1; --', 'p', 'id_number')" \
  '事实表的登记里 ‘elder" UNION'
claimed "UPDATE fact_subject SET key = 'id_number\") --'" '事实表的登记里 ‘id_number") --’'
claimed "UPDATE fact_subject SET subject = 'Elder'" '事实表的登记里 ‘Elder’'
says_not 'SQLite'
kinds=
for i in {1..69}; do
  kinds+="INSERT INTO fact_subject VALUES (-$i, 'kind_$i', 'p', 'number');
    INSERT INTO fact_column VALUES (-$i, '', 'number', 0, 'text', 0, 0);
    CREATE TABLE facts_kind_$i (subject INTEGER PRIMARY KEY, created INTEGER NOT NULL, unknown INTEGER NOT NULL DEFAULT 0,
      number TEXT) STRICT;
    CREATE UNIQUE INDEX \"facts_kind_$i\$key\" ON \"facts_kind_$i\" (\"number\");"
done
claimed "$kinds UPDATE facts_elder SET card = '6200009000000000068' WHERE subject = 4" 与登记时的不符
says '：0 次发放' # nothing else is said of it
[ "$(grep -c 不符： <<<"$out")" = 1 ] || fail "more faults: $out"
