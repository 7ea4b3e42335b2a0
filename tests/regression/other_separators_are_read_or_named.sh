# Columns parted by tabs or semicolons are read, also with quotes and histories; full-width marks and bars are named. What is bad is kept with
# the separator of its file.
. "$REGRESSION/support.sh"
printf '身份证号\t出生日期\t户籍区县\n210100194001053212\t1940-01-05\t和平区；2024-02-01 大东区\n' >"$work/tab.csv"
printf '身份证号;出生日期;户籍区县\n210100193506303227;1935-06-30;"和平区;2024-02-01 大东区"\n210100193001011018;1930-13-01;和平区\n' >"$work/semicolon.csv"
printf '身份证号，出生日期\n210100193001011018，1930-01-01\n' >"$work/wide.csv"
printf '身份证号|出生日期\n210100193001011018|1930-01-01\n' >"$work/bar.csv"
done_well import tab.csv 2025-06-16
import semicolon.csv 2025-06-16 --skip-bad
[ "$status" = 1 ] || fail "status $status: $out"
grep -q '^210100193001011018;1930-13-01;和平区;"出生日期' "$work/semicolon.csv.bad.csv" || fail "$(cat "$work/semicolon.csv.bad.csv")"
refused import wide.csv 2025-06-16
says 全角逗号
refused import bar.csv 2025-06-16
says 竖线
run export "$policy" --out -
for one in '210100194001053212,1940-01-05,' '210100193506303227,1935-06-30,' '和平区；2024-02-01 大东区'; do says "$one"; done
# The same for decisions on many.
printf '身份证号\t出生日期\n210100194001053212\t1940-01-05\n' >"$work/many.csv"
run decide "$policy" due --month 2025-06 --many "$work/many.csv"
says_not 不是老年人的事实
