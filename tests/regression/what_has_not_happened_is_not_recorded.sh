# A day of death, application or survey after the day of recording is refused, in record and import alike: a slip in its year (2205 for 2025) would
# keep a dead person paid. A move that is known ahead is taken within a year.
. "$REGRESSION/support.sh"
register
refused record 210100193506303227 2025-06-29 death_date=2205-06-19
says 晚于登记之日
refused record 210100193506303227 2025-06-29 death_date=2025-06-30
refused record 210100194001053212 2025-06-29 'applied=2025-07-01|户籍地居（村）委会'
refused record 210100194001053212 2025-06-29 'survival=2025-07-01 无法确定'
refused record 210100194001053212 2025-06-29 survival=无法确定 --from 2025-07-01
refused record 210100194001053212 2025-06-29 'hukou=和平区；2205-07-01 大东区'
printf '身份证号,死亡日期\n210100193506303227,2205-06-19\n' >"$work/deaths.csv"
refused import deaths.csv 2025-06-29
says 晚于登记之日
printf '身份证号,申请日期\n210100194001053212,2205-01-06\n' >"$work/applied.csv"
refused import applied.csv 2025-06-29
done_well record 210100193506303227 2025-06-29 death_date=2025-06-29
done_well record 210100194001053212 2025-06-29 'hukou=和平区；2025-07-01 大东区'
