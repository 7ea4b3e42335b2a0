# 一个月最多 800.00（第四条第4项）：多打了位数的不收；再次登记即更正，也能撤回。1月账前发过 20.00，应发 30.00：补发 10.00；撤回以后
# 推定账前照发。
. "$REGRESSION/support.sh"
register
one=210100194001053212
refused record $one 2025-06-17 paid_before=2025-01:92233720368547758.07
refused record $one 2025-06-17 paid_before=2025-01:800.01
says '最多能发的 800.00 元'
refused record $one 2025-06-17 paid_before=2025-01:3000
done_well record $one 2025-06-17 paid_before=2025-01:30.00 paid_before=2025-02:30.00 paid_before=2025-03:30.00 \
  paid_before=2025-04:30.00 paid_before=2025-05:30.00
done_well record $one 2025-06-18 paid_before=2025-01:20.00
says '撤回第'
done_well pay 2025-06 2025-06-25 --json
[ "$(total back_pay)" = 10.00 ] || fail "back pay: $(total back_pay)"
done_well run verify
