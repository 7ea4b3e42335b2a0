-- 几个决定共用输入 amount、urgent；它们在各决定里的位置不同。
local act = document { id = "shared-inputs", number = "示〔2025〕21号", title = "共用输入示例", issuers = "示例单位",
  interpreter = { "示例单位", cite = "第四条" }, issued = "2025-01-01", in_force = { from = "2025-01-01", cite = "第四条" }, outline = { articles = 4 },
  month_end = { "clamp", cite = "民法典第202条" } }
act:parameter("fee", { label = "加急费", unit = "元", cite = "第二条", { from = "2025-01-01", to = "2025-12-31", value = yuan(5) },
  { from = "2026-01-01", value = yuan(7) } })
act:facts("p", { label = "人", key = "number", number = fact.text { label = "编号" }, own = fact.money { label = "自有", cite = "第二条" } })
local extra = fact.money { label = "另加" }
local amount = fact.money { label = "拟办金额" }
local urgent = fact.boolean { label = "加急" }
local asked_on = fact.date { label = "申请之日" }
act:term("sum", { cite = "第二条", text = "拟办金额与自有", is = function(p, _, law) return law.amount + p.own end })
act:term("sum_and_fee", { cite = "第二条", text = "另加加急费", is = function(_, _, law) return law.sum + law.fee end })
local plain = act:decision("plain", { label = "办理金额", of = "p", per = "day", gives = "money", cite = "第二条", given = { amount = amount, urgent = urgent } })
plain:rule("第二条", { when = "not urgent", give = "sum" })
plain:rule("第三条", { when = "urgent", give = "sum_and_fee" })
act:term("with_extra", { cite = "第三条", text = "连同另加", is = function(_, _, law) return law.plain + law.extra end })
local whole = act:decision("whole", { label = "全部金额", of = "p", per = "day", gives = "money", cite = "第三条",
  given = { extra = extra, urgent = urgent, amount = amount } })
whole:rule("第三条", { give = "with_extra" })
local filed = act:decision("filed", { label = "按申请之日", of = "p", per = "day", gives = "money", cite = "第三条", law_on = "asked_on",
  given = { asked_on = asked_on, amount = amount } })
filed:rule("第三条", { give = "sum_and_fee" })
local again = act:decision("again", { label = "再按申请之日", of = "p", per = "day", gives = "money", cite = "第三条", law_on = "asked_on",
  given = { amount = amount, asked_on = asked_on } })
again:rule("第三条", { give = "sum_and_fee" })
act:uncoded("第一条", "目的")
return act
