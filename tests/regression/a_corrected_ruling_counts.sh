# 同一个人先登记 50.00（6至8月），更正为 80.00：只有 80.00 算数；7月再单独决定 60.00，6、8月仍是 80.00；都撤回以后按规定 30.00。
. "$REGRESSION/support.sh"
register
one=210100194001053212
ruling() { # outcome, from, to
  echo "ruling={\"decision\":\"due\",\"article\":\"第十一条\",\"outcome\":\"$1\",\"by\":\"某街道办事处\",\"officer\":\"甲\",\"file\":\"议1号\",\"from\":\"$2\",\"to\":\"$3\"}"
}
due() { # month, amount
  run decide "$policy" due --month "$1" --id $one
  says "$2"
}
done_well record $one 2025-06-16 "$(ruling 50.00 2025-06 2025-08)"
first=$(sed -n 's/^  第 \([0-9]*\) 条：个案决定 2025-06 至 2025-08 50.00.*/\1/p' <<<"$out")
due 2025-06 50.00
done_well record $one 2025-06-17 "$(ruling 80.00 2025-06 2025-08)"
says "撤回第 $first 条登记"
second=$(sed -n 's/^  第 \([0-9]*\) 条：个案决定 2025-06 至 2025-08 80.00.*/\1/p' <<<"$out")
due 2025-06 80.00
done_well record $one 2025-06-17 "$(ruling 80.00 2025-06 2025-08)"
says '没有变化'
done_well record $one 2025-06-18 "$(ruling 60.00 2025-07 2025-07)"
third=$(sed -n 's/^  第 \([0-9]*\) 条：个案决定 2025-07 60.00.*/\1/p' <<<"$out")
due 2025-06 80.00
due 2025-07 60.00
due 2025-08 80.00
done_well pay 2025-06 2025-06-25
done_well run replay "$policy" $one
says '80.00'
done_well record $one 2025-06-26 withdraw="$third"
due 2025-07 80.00
done_well record $one 2025-06-26 withdraw="$second"
due 2025-06 30.00
done_well pay 2025-06 2025-06-27 --json # 80.00 were paid, 30.00 are due
[ "$(total owed)" = -50.00 ] || fail "owed: $(total owed)"
done_well run verify
