# The search of what-if contains what the facts are now and goes to wherever a guard turns, however far: it looked at days up to a
# year from now, counts to a million and amounts to 10^12 yuan, found nothing beyond, and called that complete.
. "$REGRESSION/support.sh"
cat >"$work/firm.json" <<'JSON'
{"name":"甲","size":7000000,"turnover":"9000000000000.00","licensed":"2050-06-30","due":"2050-06",
 "seat":[{"from":"2050-01-01","value":"沈河区"}],"visits":[{"on":"2050-06-30"}]}
JSON
what_if() { # decision, what must be found
  run explain far-away "by_$1" --on 2025-06-30 --policies "$REGRESSION/policies/far_away.lua" --facts "$work/firm.json" --what-if
  [ "$status" = 0 ] || fail "$1: status $status: $out"
  says "$2"
}
what_if size '数量：7000000 改为 2000000'
what_if turnover '改为 5000000000000.00'
what_if licensed '许可到期：2050-06-30 改为 2060-01-01'
what_if due '到期月份：2050-06 改为 2060-01'
what_if seat '和平区 → 1'
what_if visits '改为 2060-01-01'
# What was tried is said, in JSON: the range contains 7,000,000.
run explain far-away by_size --on 2025-06-30 --policies "$REGRESSION/policies/far_away.lua" --facts "$work/firm.json" --what-if --json
says '"fact":"size","label":"数量","from":"0","to":"'
