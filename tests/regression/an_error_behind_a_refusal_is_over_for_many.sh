# The decision of a refusal that stands before an error is read by a term, one at a time (the policy's own functions), a few lines (trees) and
# many lines (columns): 甲 is not here, so has_base is false and 7.00 is given; 乙 is here since 2021, the base is 1.00, and 2.00 is given.
. "$REGRESSION/support.sh"
export BYLAW_POLICIES=$REGRESSION/policies/an_error_behind_a_refusal_is_over.lua

run decide error-over outer --month 2025-03 --facts '{"name":"甲","here":false}'
says '7.00'
printf '姓名,在本市,起始日期\n甲,否,无\n乙,是,2021-03-01\n' >"$work/few.csv"
{
  head -1 "$work/few.csv"
  for i in $(seq 40); do tail -2 "$work/few.csv"; done
} >"$work/many.csv"
for file in few many; do
  run decide error-over outer --month 2025-03 --many "$work/$file.csv"
  wanted=$(($(wc -l <"$work/$file.csv") / 2))
  [ "$(grep -c '^甲,有结果,7.00,' <<<"$out")" = $wanted ] || fail "$file: not 7.00 for 甲: $(head -3 <<<"$out")"
  [ "$(grep -c '^乙,有结果,2.00,' <<<"$out")" = $wanted ] || fail "$file: not 2.00 for 乙: $(head -3 <<<"$out")"
done
