# 规则最多给 100.00，个案决定最多给 30.00（most）：账前一个月最多发过 100.00，个案决定仍然不能超过 30.00。
. "$REGRESSION/support.sh"
policy=small-grants
export BYLAW_POLICIES=$work/small.lua
cat >"$work/small.lua" <<'LUA'
local act = document { id = "small-grants", number = "试〔2025〕13号", title = "小额试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:parameter("rate", { label = "标准", unit = "元/月", cite = "第二条", { from = "2025-01-01", value = yuan(60) },
  { from = "2025-03-01", value = yuan(100), issued = "2025-02-20" } })
act:facts("person", { label = "对象", key = "number", number = fact.text { label = "编号" }, since = fact.date { label = "起始日期" } })
act:term("begun", { cite = "第四条", text = "已开始", is = function(p, m) return p.since <= m:last() end })
act:term("first", { cite = "第四条", text = "首月", is = function(p) return p.since:month() end })
local due = act:decision("due", { label = "应发补贴", of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第二条" })
due:rule("第二条", { when = "begun", give = "rate" })
due:ruling("第六条", { by = "街道", file = "档案", most = yuan(30) })
act:payment("grant", { label = "补贴", cite = "第二条", pays = "due", first_month = "first", before_ledger = "open" })
return act
LUA
printf '编号,起始日期\nP1,2025-03-01\n' >"$work/people.csv"
import people.csv 2025-06-01 || fail "$out"
note() { run record person P1 "$@" --on 2025-06-02 --why 试; }
done_well note paid_before=2025-03:100.00
refused note paid_before=2025-04:100.01
says '超过一个月最多能发的 100.00 元'
ruling() { note "ruling={\"decision\":\"due\",\"article\":\"第六条\",\"outcome\":\"$1\",\"by\":\"街道\",\"officer\":\"甲\",\"file\":\"1号\",\"from\":\"2025-05\"}"; }
refused ruling 30.01
says '超过最多能给的 30.00'
done_well ruling 30.00
done_well pay 2025-06 2025-06-25 --json # 6 月 100.00；补发 3 月 0、4 月 100.00、5 月 30.00
[ "$(total paid) $(total back_pay)" = '100.00 130.00' ] || fail "paid $(total paid) and $(total back_pay)"
