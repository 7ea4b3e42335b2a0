# A trial writes nothing, and says so also where its output gets lost and where lines are bad. Of three lines one has a month that there is
# none of: two people would be added.
[ -c /dev/full ] || exit 0
. "$REGRESSION/support.sh"
cat >"$work/list.csv" <<'CSV'
身份证号,出生日期,户籍区县,低保（边缘）保障关系所在区县,申请记录,银行卡号
210100194001053212,1940-01-05,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000001
210100193506303227,1935-13-30,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000019
210100193001011018,1930-01-01,和平区,无,2025-01-06|户籍地居（村）委会,6200009000000000027
CSV
run import $policy "$work/list.csv" --on 2025-06-16 --dry-run --skip-bad
[ "$status" = 1 ] || fail "status $status: $out"
says '试算，没有写入任何内容。'
says '3 行；新增 2 人'
says '有 1 行有错误，导入时不会导入，会写在 '
[ ! -e "$work/list.csv.bad.csv" ] || fail 'the trial wrote the bad lines'
refused import list.csv 2025-06-16 --dry-run
says '有 1 行有错误，没有写入任何内容'

sed -i 3d "$work/list.csv"
trial() { { "$BYLAW" "$@" --why 试 --dry-run >/dev/full; } 2>&1; }
out=$(trial import $policy "$work/list.csv" --on 2025-06-16)
[ $? = 2 ] || fail 'a lost output is no success'
says '无法写出结果'
says_not '已经导入'
[ ! -e "$BYLAW_DB" ] || fail 'the trial left a database'

done_well import list.csv 2025-06-16
out=$(trial record elder 210100194001053212 death_date=2025-06-10 --on 2025-06-16)
says '无法写出结果'
says_not '已经记录'
out=$("$BYLAW" record elder 210100194001053212 death_date=2025-06-10 --on 2025-06-16 --why 试 2>&1 >/dev/full)
says '已经记录；但无法写出结果'
