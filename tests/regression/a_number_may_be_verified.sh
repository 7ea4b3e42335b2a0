# An account without a check digit (6200…0093: Luhn's sum is 36, of 22 digits: too long for a card) and an identity number with another check digit (…3212
# is right, …3213 is not) are refused, but recorded with a reason, kept in the log, exported and read again, decided by and paid to.
. "$REGRESSION/support.sh"
cat >"$work/odd.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号,核实说明
210100194001053213,1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000093,存折与户口簿原件，经办人核对
210100193506303227,1935-06-30,和平区,无,2025-01-06|户籍地居（村）委会,1900015080000000123456,老年人存折
CSV
cut -d, -f1-6 "$work/odd.csv" >"$work/bare.csv"
refused import bare.csv 2025-06-16
says 核实说明
done_well import odd.csv 2025-06-16
says '有核实说明的 2 行'
run export "$policy" --out -
says '6200009000000000093'
says '存折与户口簿原件，经办人核对'
grep -v '^ ' <<<"$out" | sed '1s/^\xef\xbb\xbf//' >"$work/again.csv"
done_well import again.csv 2025-06-17
says '没有变化 2 人'
run pay "$policy" --month 2025-06 --on 2025-06-25 --json
[ "$(total paid)" = 230.00 ] || fail "paid $(total paid): $out" # 30 at 85, 200 at 90
done_well run decide "$policy" due --month 2025-06 --id 210100194001053213
done_well record 210100193506303227 2025-07-01 card=1900015080000000123457 --verified 换存折
refused record 210100193506303227 2025-07-01 card=1900015080000000123458
refused record 210100193506303227 2025-07-01 card=12345 --verified 太短
refused record 210100193506303227 2025-07-01 card=1900015080000000123458 --verified ' '
