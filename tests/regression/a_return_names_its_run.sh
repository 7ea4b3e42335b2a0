# 80 岁，2025-06 与 07 各发 30.00；查明 5月10日起低保：6、7、8月应发 100.00，第 3 次发放 70 + 70 + 100 = 240.00，整笔退回。
# 已收到的两笔 30.00 没有退回：登记新卡以后只应再发 240.00（本月 100.00，补发 140.00）。
. "$REGRESSION/support.sh"
register
one=210100194001053212
for month in 06 07; do done_well pay 2025-$month 2025-$month-25; done
done_well record $one 2025-08-01 low_income=和平区 --from 2025-05-10
done_well pay 2025-08 2025-08-25
refused record $one 2025-08-28 returned=2025-06
says '第 1 次发放 30.00 元，第 3 次发放 70.00 元'
says 'returned=2025-06:run=3'
refused record $one 2025-08-28 returned=2025-06:50.00
says '没有一笔发放正好是 50.00 元'
refused record $one 2025-08-28 returned=run:2x
cp "$BYLAW_DB" "$work/before.db"

again() { # the register after the return is paid again: 240.00, and everything follows from the log
  done_well record $one 2025-08-29 card=6200009000000000779
  done_well pay 2025-08 2025-08-30 --json
  [ "$(total paid) $(total back_pay)" = '100.00 140.00' ] || fail "paid again: $(total paid) and $(total back_pay)"
  done_well run verify
  cp "$work/before.db" "$BYLAW_DB"
}
done_well record $one 2025-08-28 returned=run:3 # the whole transfer at once
says '退回 2025-06 70.00 元（第 3 次发放）'
says '退回 2025-08 100.00 元（第 3 次发放）'
refused record $one 2025-08-28 returned=run:3
says '已经登记过退回'
refused record $one 2025-08-28 returned=run:9
says '第 9 次发放里没有这个人的款项'
again
done_well record $one 2025-08-28 returned=2025-06:run=3 returned=2025-07:70.00 returned=2025-08 # piece by piece
again
