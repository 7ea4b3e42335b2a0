# A month or day far after today is refused, a near one is asked for. Today is what $BYLAW_TODAY says.
. "$REGRESSION/support.sh"
export BYLAW_TODAY=2025-06-20
register
refused pay 2099-08 2099-08-25
says 核对年份
refused pay 2025-07 2025-07-01
says --ahead
refused record 210100193506303227 2099-06-29 death_date=2025-06-19
refused record 210100193506303227 2025-06-21 death_date=2025-06-19
says --ahead
refused import register.csv 2205-06-16
done_well pay 2025-06 2025-06-20
done_well pay 2025-07 2025-07-01 --ahead
