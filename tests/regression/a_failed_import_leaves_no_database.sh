# A database that was made for an import, or for a new person, that then failed is not left behind, with its companions; one that was there
# stays as it was.
. "$REGRESSION/support.sh"
printf '身份证号,出生日期\n210100194001053212,1940-02-30\n' >"$work/bad.csv"
refused import bad.csv 2025-06-16
nothing_left() {
  compgen -G "$work/registry*" >/dev/null && fail "left: $(ls "$work")"
}
nothing_left
printf '身份证号,没有这一列\n210100194001053212,1\n' >"$work/odd.csv"
refused import odd.csv 2025-06-16
nothing_left
refused record 210100194001053212 2025-06-16 no_such_fact=1 --create
nothing_left
register
refused import bad.csv 2025-06-16
[ "$(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM facts_elder')" = 5 ] || fail 'the register is gone'
