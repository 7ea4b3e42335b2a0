# 6月 30.00 发到旧卡；6月27日登记新卡以后，银行才说旧卡的那笔退回：新卡没有问题，6月的 30.00 直接再发。
. "$REGRESSION/support.sh"
register
one=210100193803013031
done_well pay 2025-06 2025-06-25
done_well record $one 2025-06-27 card=6200009000000000779
done_well record $one 2025-06-28 returned=2025-06
done_well pay 2025-06 2025-06-29 --json
[ "$(total paid)" = 30.00 ] || fail "paid again: $(total paid)"
done_well run verify
