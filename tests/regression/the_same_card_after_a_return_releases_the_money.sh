# 6月的 30.00 退回；银行重新启用同一张卡，再次登记同一个卡号，就是确认：6月的 30.00 再发一次。
. "$REGRESSION/support.sh"
register
one=210100193803013031
done_well pay 2025-06 2025-06-25
done_well record $one 2025-06-26 card=6200009000000000035
says '没有变化' # nothing came back: nothing to confirm
done_well record $one 2025-06-28 returned=2025-06
done_well record $one 2025-06-28 card=6200009000000000035
says '退回以后的确认'
done_well pay 2025-06 2025-06-28 --json
[ "$(total paid)" = 30.00 ] || fail "paid again: $(total paid)"
done_well run verify
done_well record $one 2025-06-29 card=6200009000000000035
says '没有变化'
