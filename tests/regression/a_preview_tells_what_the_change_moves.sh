# 预估的是这一次变更的影响，不是这个人所有待结的差额。2月起低保（标准 30→100）：8月1日登记以后待补发 6、7 月各 70.00，共 140.00，还没有发。
# 8月2日再登记 6月20日离世：第十三条，当月照发，7 月的 30.00 应追回，7 月待补的 70.00 也没有了：补发少 70.00，应追回 30.00。
. "$REGRESSION/support.sh"
register
one=210100194001053212
for m in 06 07; do done_well pay 2025-$m 2025-$m-25; done
done_well record $one 2025-08-01 low_income=和平区 --from 2025-05-10 # 第十八条：次月起
says '2 个月，下次发放时补发 140.00 元，应追回 0.00 元'
done_well record $one 2025-08-02 card=6200009000000000050 # moves nothing
says_not 涉及已发放的月份
done_well record $one 2025-08-02 death_date=2025-06-20
says '1 个月，下次发放时少补发 70.00 元，应追回 30.00 元'
done_well pay 2025-08 2025-08-25 --json
[ "$(total back_pay) $(total owed)" = '70.00 -30.00' ] || fail "settled: $(total back_pay) and $(total owed)"
