# 5月20日离世，6月的 30.00 已发，应追回 30.00。误登记追回 30.00 以后撤回，才能再登记实际追回的 10.00；退回登记错了的也能撤回。
. "$REGRESSION/support.sh"
register
one=210100194001053212
two=210100193803013031
done_well pay 2025-06 2025-06-25
done_well record $one 2025-07-01 death_date=2025-05-20
done_well pay 2025-07 2025-07-25
done_well record $one 2025-07-26 recovered=2025-06:30.00
entry=$(sed -n 's/^  第 \([0-9]*\) 条：已追回 2025-06 30.00 元$/\1/p' <<<"$out")
[ -n "$entry" ] || fail "no number told: $out"
refused record $one 2025-07-27 recovered=2025-06:10.00
says '应追回的只有 0.00 元'
refused record $one 2025-07-27 withdraw=1
says "第 $entry 条 已追回 2025-06 30.00 元"
refused record $two 2025-07-27 withdraw="$entry" # somebody else's
done_well record $one 2025-07-27 withdraw="$entry"
refused record $one 2025-07-27 withdraw="$entry" # once only
done_well record $one 2025-07-27 recovered=2025-06:10.00
refused record $one 2025-07-27 recovered=2025-06:20.01
done_well record $two 2025-07-28 returned=2025-07
entry=$(sed -n 's/^  第 \([0-9]*\) 条：退回 2025-07 30.00 元（第 2 次发放）$/\1/p' <<<"$out")
done_well record $two 2025-07-28 withdraw="$entry"
done_well pay 2025-07 2025-07-29 --json
[ "$(total paid)" = 0.00 ] || fail "paid though nothing came back: $(total paid)"
done_well run verify
