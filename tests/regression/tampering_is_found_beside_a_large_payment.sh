# A register of 3,000, large enough that its facts are derived from the log by a thread of its own while the month is reckoned: what somebody
# changed by hand stops the payment all the same, whoever it is, and nothing is written; a list written by hand too.
. "$REGRESSION/support.sh"
# Numbers with their check digit (GB 11643), cards with theirs (Luhn).
awk 'function luhn(n, k, d, sum) {
  for (k = length(n); k >= 1; k--) { d = substr(n, k, 1) * ((length(n) - k) % 2 ? 1 : 2); sum += d > 9 ? d - 9 : d }
  return n (10 - sum % 10) % 10
}
BEGIN {
  split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", w, " "); c = "10X98765432"
  print "身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号"
  for (i = 1; i <= 3000; i++) {
    number = sprintf("210100193%d%02d%02d%03d", i % 10, i % 12 + 1, i % 28 + 1, i % 1000); sum = 0
    for (k = 1; k <= 17; k++) sum += substr(number, k, 1) * w[k]
    day = substr(number, 7, 4) "-" substr(number, 11, 2) "-" substr(number, 13, 2)
    printf "%s%s,%s,和平区,无,2025-01-06|户籍地居（村）委会,%s\n", number, substr(c, sum % 11 + 1, 1), day,
      luhn(sprintf("6200009%011d", i))
  }
}' >"$work/many.csv"
done_well import many.csv 2025-06-16
people=$(sqlite3 "$BYLAW_DB" 'SELECT count(*) FROM facts_elder')
[ "$people" = 3000 ] || fail "$people people"
cp "$BYLAW_DB" "$work/clean.db"
try() { # what is changed by hand, whom the refusal names
  cp "$work/clean.db" "$BYLAW_DB"
  sqlite3 "$BYLAW_DB" "$1" || exit 2
  refused pay 2025-06 2025-06-25
  says "数据库被不经登记改动过，没有发放"
  says "$2"
  [ "$(sqlite3 "$BYLAW_DB" 'SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM ledger)')" = 0 ] || fail "written: $1"
}
try "UPDATE facts_elder SET death_date = NULL, birth_date = birth_date + 1 WHERE subject = 2999" 2101
try "UPDATE facts_elder_hukou SET value = '铁西区' WHERE subject = 1" 2101
try 'INSERT INTO facts_elder_applied VALUES (1500, 1, 0, 20250301, NULL)' 2101
try "UPDATE facts_elder_hukou SET value = '没有的区' WHERE subject = 1700" 2101
cp "$work/clean.db" "$BYLAW_DB"
done_well pay 2025-06 2025-06-25
done_well run verify
