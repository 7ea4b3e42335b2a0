# A register without 出生日期: the date comes out of the number, is told and logged; another date beside the number is still refused.
. "$REGRESSION/support.sh"
cat >"$work/r.csv" <<'CSV'
身份证号,户籍区县,低保（边缘）保障关系所在区县,申请日期,银行卡号
210100194001053212,和平区,无,2025-01-06,6200009000000000001
210100193506303227,和平区,无,2025-01-06,6200009000000000019
CSV
done_well import r.csv 2025-06-16
says '取自身份证号的 2 人'
run export "$policy" --out -
says 210100194001053212,1940-01-05
pay 2025-06 2025-06-25 --json
[ "$(total paid)" = 230.00 ] || fail "paid $(total paid): $out" # 30 at 85, 200 at 90 (2025-06-30)
printf '身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请日期\n210100193001011018,1930-01-02,和平区,无,2025-01-06\n' >"$work/other.csv"
refused import other.csv 2025-06-26
says 不一致
done_well record 210100193001011018 2025-06-26 hukou=和平区 --create
says 出生日期
