# A history that a term hands on, read one at a time (the policy's own functions), a few lines (trees) and many lines (columns): 甲 is on
# the list and gets 1.00, 乙 is not on it and gets 0.00, of 丙 nobody knows it, so that it has to be asked for.
. "$REGRESSION/support.sh"
export BYLAW_POLICIES=$REGRESSION/policies/an_unknown_history_is_asked_for.lua

run decide handed-on by_listed_now --month 2025-06 --facts '{"number":"丙"}'
[ "$status" = 1 ] || fail "status $status: $out"
says 名单
printf '编号,名单\n甲,是\n乙,无\n丙,未知\n' >"$work/few.csv"
{
  head -1 "$work/few.csv"
  for i in $(seq 40); do tail -3 "$work/few.csv"; done
} >"$work/many.csv"
for decision in by_listed_then by_listed_now by_listed_if; do
  for file in few many; do
    run decide handed-on "$decision" --month 2025-06 --many "$work/$file.csv"
    wanted=$(($(wc -l <"$work/$file.csv") / 3))
    [ "$(grep -c '^甲,有结果,1.00,' <<<"$out")" = $wanted ] || fail "$decision, $file: not 1.00 for 甲: $(head -4 <<<"$out")"
    [ "$(grep -c '^乙,有结果,0.00,' <<<"$out")" = $wanted ] || fail "$decision, $file: not 0.00 for 乙: $(head -4 <<<"$out")"
    [ "$(grep -c '^丙,缺少事实,.*名单' <<<"$out")" = $wanted ] || fail "$decision, $file: 丙 is not asked for: $(head -4 <<<"$out")"
  done
done
