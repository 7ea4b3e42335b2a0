# A later register tells for one elder a low-income relation without a day. Held since ever it would pay her 70 yuan a month more from 2025-01 on and
# the years before. Refused without a day; from 2025-09-01 on it moves no paid month; the register of the day before changes nothing.
. "$REGRESSION/support.sh"
register
for m in 06 07 08; do done_well pay 2025-$m 2025-$m-25; done
sed 's/^\(210100194107074046,1941-07-07,和平区\),无/\1,和平区/' "$work/register.csv" >"$work/september.csv"
done_well import register.csv 2025-09-16
says '没有变化 5 人'
refused import september.csv 2025-09-16
says 'september.csv:6:4'
says '没有写明从哪一天起'
refused record 210100194107074046 2025-09-16 low_income=和平区
says '没有写明从哪一天起'
done_well import september.csv 2025-09-16 --from 2025-09-01 --dry-run
says 试算
says_not 涉及已发放的月份
# From 2025-07-01 the status counts from August on (第十八条: the following month): one paid month, 100 instead of 30.
done_well import september.csv 2025-09-16 --from 2025-07-01 --dry-run
says '涉及已发放的月份（至 2025-08）：1 人 1 个月，下次发放时补发 70.00 元，应追回 0.00 元'
says '第 6 行 2101************46 2025-08'
run pay 2025-09 2025-09-25 --dry-run --json
# Nothing was written by the trials.
done_well record 210100194107074046 2025-09-16 'low_income=2025-07-01 和平区' --dry-run
says '没有记录'
says '补发 70.00 元'
# Said on purpose, it holds since ever, and it is told what that moves.
done_well record 210100194107074046 2025-09-16 'low_income=一直 和平区'
says 涉及已发放的月份
# A whole history in place of the one before is told likewise: no hukou since 2025-08-01 takes August back? 第十七条 stops from the following month on,
# so nothing; since 2025-07-01 it takes August (200 yuan at 90) back.
done_well record 210100193506303227 2025-09-16 'hukou=和平区；2025-07-01 无' --dry-run
says '应追回 200.00 元'
