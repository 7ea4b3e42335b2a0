# 一个政策两项发放：饮食补贴每月 40.00，取暖补贴每月 25.00，发到同一张卡。退回、追回、账前已发只算在各自那一项上，与先发哪一项无关。
. "$REGRESSION/support.sh"
export BYLAW_POLICIES=$REGRESSION/policies/a_story_names_its_payment.lua
policy=two-payments
person() { # since: P1 anew
  rm -f "$BYLAW_DB" "$BYLAW_DB"-*
  printf '编号,起始日期,银行卡号\nP1,%s,6200009000000000001\n' "$1" >"$work/people.csv"
  import people.csv 2025-06-01 || fail "the register is not taken: $out"
}
note() { # day, what...
  local day=$1
  shift
  run record person P1 "$@" --on "$day" --why 试
}
paid() { # payment, month, day, paid and back pay wanted
  done_well pay "$2" "$3" --payment "$1" --json
  [ "$(total paid) $(total back_pay)" = "$4" ] || fail "$1 $2: $(total paid) and $(total back_pay), not $4"
}

# 退回：每项 6 月、7 月各发一次；第 1、3 次是 $1，第 2、4 次是 $2。
returns() { # first payment, its rate, second payment, its rate
  person 2025-06-01
  for month in 06 07; do
    paid "$1" 2025-$month 2025-$month-25 "$2 0.00"
    paid "$3" 2025-$month 2025-$month-25 "$4 0.00"
  done
  done_well note 2025-07-26 returned=run:2
  says "退回 2025-06 $4 元（第 2 次发放）"
  paid "$1" 2025-07 2025-07-27 '0.00 0.00'       # nothing of it came back, and its account is as it was
  done_well note 2025-07-28 card=6200009000000000019
  paid "$1" 2025-08 2025-08-25 "$2 0.00"         # one month, no more
  paid "$3" 2025-08 2025-08-25 "$4 $4"           # the month, and the one that came back
  done_well run verify
  refused note 2025-08-26 returned=2025-07       # one transfer each of 7 月
  says "第 3 次发放（"
  done_well note 2025-08-26 returned=2025-07:run=3 card=6200009000000000027
  paid "$3" 2025-08 2025-08-27 '0.00 0.00'
  paid "$1" 2025-08 2025-08-27 "0.00 $2"
  done_well run verify
  done_well run replay two-payments P1
  says_not '不一致'
}
returns food 40.00 heat 25.00
returns heat 25.00 food 40.00

# 追回：5月31日已终止，6 月的 40.00 与 25.00 都应追回；收回取暖的 25.00 后查明没有终止：饮食只是不再追回，取暖补发 25.00。
recovers() {
  person 2025-05-01
  for one in food heat; do done_well pay 2025-06 2025-06-25 --payment $one; done
  done_well note 2025-07-01 ended=2025-05-31
  for one in "$@"; do done_well pay 2025-07 2025-07-25 --payment "$one"; done
  refused note 2025-07-26 recovered=2025-06:25.00
  says '有几项发放，没有写明是哪一项'
  says 'recovered=food:2025-06:25.00；各项发放是 food、heat'
  refused note 2025-07-26 recovered=heat:2025-06:25.01
  says '应追回的只有 25.00 元'
  done_well note 2025-07-26 recovered=取暖补贴:2025-06:25.00
  says '取暖补贴已追回 2025-06 25.00 元'
  refused note 2025-07-26 recovered=heat:2025-06:0.01
  done_well note 2025-07-27 ended=无
  done_well pay 2025-07 2025-07-28 --payment food --json
  [ "$(total paid) $(total back_pay)" = '40.00 0.00' ] || fail "food: $(total paid) and $(total back_pay)" # 7 月的
  done_well pay 2025-07 2025-07-28 --payment heat --json
  [ "$(total paid) $(total back_pay)" = '25.00 25.00' ] || fail "heat: $(total paid) and $(total back_pay)" # 7 月的，6 月收回的
  done_well run verify
}
recovers food heat
recovers heat food

# 账前已发：5 月起享受，6 月开始记账；饮食 5 月已发 40.00，取暖 5 月没有发过。
before() { # which is paid first, and the other
  person 2025-05-01
  refused note 2025-06-02 paid_before=2025-05:25.00
  says '没有写明是哪一项'
  refused note 2025-06-02 paid_before=heat:2025-05:25.01 # its own limit, not the larger one of the other
  says '超过一个月最多能发的 25.00 元'
  done_well note 2025-06-02 paid_before=food:2025-05:30.00
  done_well note 2025-06-03 paid_before=food:2025-05:40.00 # told again, it replaces
  for one in "$@"; do
    if [ "$one" = food ]; then paid food 2025-06 2025-06-25 '40.00 0.00'; else paid heat 2025-06 2025-06-25 '25.00 25.00'; fi
  done
  done_well run verify
}
before food heat
before heat food
