# 10月1日 + 30天 = 2027年10月31日, whose schedule is not published: the limit lies between that day and 14 November. One at a time (the policy's own
# functions), a few lines (trees) and many lines (columns): 甲 asks on 31 October (10.00), 乙 on 1 November (it hangs on the schedule), 丙 on
# 15 November (late whatever it says), 丁 in the published year 2026 (deadline 2026-01-31, a Saturday, so 2 February: 10.00).
. "$REGRESSION/support.sh"
export BYLAW_POLICIES=$REGRESSION/policies/a_day_without_a_schedule_lies_between_two.lua

run decide unscheduled limit --on 2027-12-01 --facts '{"posted":"2027-10-01"}'
[ "$status" = 1 ] || fail "status $status: $out"
says '2027年的节假日安排尚未公布'
says '最早：2027-10-31；最迟：2027-11-14'
run decide unscheduled limit --on 2027-12-01 --facts '{"posted":"2027-10-01"}' --json
says '"undetermined":{"who":"国务院办公厅","text":"2027年的节假日安排尚未公布，无法确定工作日","earliest":"2027-10-31","latest":"2027-11-14"}'

printf '编号,公示日期,申请日期,走访,大单位\n甲,2027-10-01,2027-10-31,无,否\n乙,2027-10-01,2027-11-01,无,否\n丙,2027-10-01,2027-11-15,无,否\n丁,2026-01-01,2026-02-02,无,否\n' >"$work/few.csv"
{
  head -1 "$work/few.csv"
  for i in $(seq 1000); do tail -4 "$work/few.csv"; done
} >"$work/many.csv"
for file in few many; do
  run decide unscheduled grant --on 2027-12-01 --many "$work/$file.csv"
  wanted=$(($(wc -l <"$work/$file.csv") / 4))
  for answer in '甲,有结果,10.00,' '乙,尚无规定,,全国年节及纪念日放假办法,2027年的节假日安排尚未公布' '丙,有结果,0.00,' '丁,有结果,10.00,'; do
    [ "$(grep -c "^$answer" <<<"$out")" = $wanted ] || fail "$file: $answer: $(head -5 <<<"$out")"
  done
done
run decide unscheduled limit --on 2027-12-01 --many "$work/few.csv"
says '乙,尚无规定,最早 2027-10-31，最迟 2027-11-14'
run decide unscheduled limit --on 2027-12-01 --many "$work/few.csv" --json
says '"outcome":"undetermined","value":null,"earliest":"2027-10-31","latest":"2027-11-14"'
