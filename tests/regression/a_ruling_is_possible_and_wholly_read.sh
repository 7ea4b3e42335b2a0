# 最高一档 800.00（第四条第4项）：小于零或高于它的不收；请求里有几个决定的，个个检查，同一个月以最后一个为准。
. "$REGRESSION/support.sh"
register
one=210100194001053212
ruling() { # outcome, more
  echo "{\"decision\":\"due\",\"article\":\"第十一条\",\"outcome\":\"$1\",\"by\":\"某街道办事处\",\"officer\":\"甲\",\"file\":\"议1号\",\"from\":\"2025-06\"${2:-}}"
}
refused record $one 2025-06-17 "ruling=$(ruling -1.00)"
says '不能小于零'
refused record $one 2025-06-17 "ruling=$(ruling 800.01)"
says '超过最多能给的 800.00'
refused record $one 2025-06-17 "ruling=$(ruling 92233720368547758.07)"
done_well record $one 2025-06-17 "ruling=$(ruling 800.00)"
decide() { # rulings
  run decide "$policy" due --month 2025-06 --facts "{\"elder\":{\"birth_date\":\"1940-01-05\",\"hukou\":\"和平区\",\"low_income\":null,\"applied\":[]},\"rulings\":[$1]}"
}
decide "$(ruling 50.00),$(ruling 80.00)"
says 80.00
decide "$(ruling 80.00),$(ruling 50.00)"
says 50.00
refused decide "$(ruling 50.00),$(ruling 80.00 ',"fille":"x"')"
says 'rulings[2]'
refused decide "$(ruling 50.00),$(ruling -1)"
refused decide "$(ruling 50.00 ',"to":"2025-05"'),$(ruling 80.00)"
says 'rulings[1]'
