# A text that begins with = + - @ reaches no CSV as a formula, comes back by import as it was, and a number stays a number.
. "$REGRESSION/support.sh"
export BYLAW_POLICIES=$REGRESSION/policies/text_like_a_formula_stays_text.lua
policy=formulas
cat >"$work/in.csv" <<'CSV'
身份证号,类别,金额
210100194001053212,"=HYPERLINK(""x"")",-30.00
210100193506303227,@SUM(A1),"1,234.50"
210100193001011018,-1+1,无
210100193803013031,普通,无
CSV
done_well import in.csv 2025-06-16
done_well run export $policy --out "$work/out.csv"
sed -n l "$work/out.csv" | grep -qE '(^|,)"?[=@]' && fail "a formula: $(cat "$work/out.csv")"
grep -q $'"\t=HYPERLINK(""x"")"' "$work/out.csv" || fail "no text: $(cat "$work/out.csv")"
grep -q $'"\t@SUM(A1)"' "$work/out.csv" || fail "no text: $(cat "$work/out.csv")"
grep -q $'"\t-1+1"' "$work/out.csv" || fail "no text: $(cat "$work/out.csv")"
grep -q ',-30.00' "$work/out.csv" || fail "no number: $(cat "$work/out.csv")"
done_well import out.csv 2025-06-17
says '变更 0 人'
done_well run decide $policy given --month 2025-06 --many "$work/in.csv"
printf '%s' "$out" | grep -qE '(^|,)"?[=@-]' && fail "a formula in an answer: $out"
done_well run explore $policy given --month 2025-06 --csv "$work/table.csv"
grep -qE '(^|,)"?[=@]' "$work/table.csv" && fail "a formula in a table: $(cat "$work/table.csv")"
exit 0
