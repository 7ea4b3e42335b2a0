# The clock of knowledge does not go back: what was known on the day of a run is what that run saw. Nothing is told as if it had been known
# before the last run, or before what was told last; the same day is allowed.
. "$REGRESSION/support.sh"
register # on 2025-06-16
refused record 210100194001053212 2025-06-15 death_date=2025-06-01
says 早于数据库里最近一次登记之日
says 2025-06-16
done_well pay 2025-06 2025-06-25
refused record 210100194001053212 2025-06-24 death_date=2025-06-01
says 早于最近一次发放之日
says 2025-06-25
refused import register.csv 2025-06-20 # the first line that would change nothing is no excuse: the day itself is wrong
says 早于最近一次发放之日
refused pay 2025-06 2025-06-24
says 早于最近一次发放之日
done_well record 210100194001053212 2025-06-25 death_date=2025-06-01
done_well pay 2025-07 2025-07-25
