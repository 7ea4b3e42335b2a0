# An identity number is 6 digits of a district, 8 of the birth date, 3 of a sequence and a check digit. With the birth date beside it, the first
# six and the last four are the whole number. A message that tells the date may show neither all of the district nor all of the last four.
. "$REGRESSION/support.sh"
cat >"$work/born.csv" <<'CSV'
身份证号,出生日期,户籍区县
210100194503150012,1945-03-16,和平区
CSV
refused import born.csv 2025-06-16
says 1945-03-15
says '2101************12'
says_not 210100
says_not 0012
# The same number in the column of the card: its last four would complete it.
cat >"$work/card.csv" <<'CSV'
身份证号,出生日期,户籍区县,银行卡号
210100194503150012,1945-03-15,和平区,210100194503150012
CSV
refused import card.csv 2025-06-16
says '2101************12'
says_not 0012
