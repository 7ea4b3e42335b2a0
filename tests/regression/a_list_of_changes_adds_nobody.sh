# A list of the dead of the whole city has one elder of the register and twenty others: the others are not added.
. "$REGRESSION/support.sh"
register
printf '身份证号,死亡日期\n210100194107074046,2025-06-20\n210100196905241004,2025-06-01\n210100195212271011,2025-06-02\n' >"$work/deaths.csv"
people() { "$BYLAW" export "$policy" --out - | tail -n +2 | wc -l; }
refused import deaths.csv 2025-07-02
says '没有登记过这个老年人'
says --known-only
[ "$(people)" = 5 ] || fail "$(people) people"
done_well import deaths.csv 2025-07-02 --known-only
says '没有登记过、没有新增的 2 行'
says '第 3 行 2101************04'
says '变更 1 人'
[ "$(people)" = 5 ] || fail "$(people) people"
done_well import deaths.csv 2025-07-02 --add
says '新增 2 人'
