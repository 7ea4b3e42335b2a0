# A database that was made for an import, or for a new person, that then failed is not left behind, with its companions; one that was there
# stays as it was.
. "$REGRESSION/support.sh"
printf '身份证号,出生日期\n210100194001053212,1940-02-30\n' >"$work/bad.csv"
refused import bad.csv 2025-06-16
[ -z "$(ls "$work" | grep registry)" ] || fail "left: $(ls "$work")"
printf '身份证号,没有这一列\n210100194001053212,1\n' >"$work/odd.csv"
refused import odd.csv 2025-06-16
[ -z "$(ls "$work" | grep registry)" ] || fail "left: $(ls "$work")"
refused record 210100194001053212 2025-06-16 no_such_fact=1 --create
[ -z "$(ls "$work" | grep registry)" ] || fail "left: $(ls "$work")"
register
refused import bad.csv 2025-06-16
[ "$(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM facts_elder')" = 5 ] || fail 'the register is gone'
