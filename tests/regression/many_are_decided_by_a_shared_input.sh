# An input that two decisions share stands at another place in each; lines decided in columns, a what-if and an exploration read the right one.
# 自有 10, 拟办 100: 110; 加急 5: 115; 另加 1: 116 and 111.
. "$REGRESSION/support.sh"
shared=$REGRESSION/policies/an_input_may_serve_several_decisions.lua
for i in 1 2 3 4; do
  printf '{"p":{"number":"%s","own":"10.00"},"amount":"100.00","urgent":true,"extra":"1.00"}\n' "$i"
  printf '{"p":{"number":"%s","own":"10.00"},"amount":"100.00","urgent":false,"extra":"1.00"}\n' "$i"
done >"$work/in.ndjson"
done_well run decide shared-inputs whole --policies "$shared" --on 2025-06-30 --many "$work/in.ndjson"
[ "$(grep -c '"116.00"' <<<"$out")" = 4 ] && [ "$(grep -c '"111.00"' <<<"$out")" = 4 ] || fail "not 116.00 and 111.00: $out"
done_well run explain shared-inputs whole --policies "$shared" --on 2025-06-30 --path \
  --facts '{"p":{"number":"1","own":"10.00"},"amount":"100.00","urgent":true,"extra":"1.00"}'
says 拟办金额：100.00
says 加急：是
done_well run check "$shared"
says 0 个错误
sed 's/amount = amount, urgent = urgent/amount = amount, hurry = urgent/' "$shared" >"$work/other.lua"
run check "$work/other.lua" && fail "taken: $out"
says 在另一个决定里叫
