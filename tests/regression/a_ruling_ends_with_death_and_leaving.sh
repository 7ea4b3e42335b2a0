# 个案决定 60.00（6月至次年12月）：6月28日离世的，发到离世当月（第十七条）；7月10日迁出的，7月照发，8月起不发，已发的追回。
. "$REGRESSION/support.sh"
register
dead=210100194001053212
left=210100193803013031
for one in $dead $left; do
  done_well record $one 2025-06-17 'ruling={"decision":"due","article":"第十一条","outcome":"60.00","by":"某街道办事处","officer":"甲","file":"议2号","from":"2025-06","to":"2026-12"}'
done
done_well pay 2025-06 2025-06-25
done_well record $dead 2025-07-05 death_date=2025-06-28
for month in 07 08; do done_well pay 2025-$month 2025-$month-25 --csv "$work/$month.csv" --full; done
grep -q "$dead" "$work/07.csv" "$work/08.csv" && fail 'paid after death'
[ "$(grep -c "$left" "$work/08.csv")" = 1 ] || fail 'the other is not paid in August'
done_well record $left 2025-09-01 hukou=无 --from 2025-07-10
done_well pay 2025-09 2025-09-25 --json
[ "$(total owed)" = -60.00 ] || fail "owed: $(total owed)" # August; July is still paid
refused record $dead 2025-09-26 'ruling={"decision":"due","article":"第十一条","outcome":"60.00","by":"某街道办事处","officer":"甲","file":"议3号","from":"2025-08","to":"2026-12"}'
says '离世'
done_well run verify
