-- Open values of every kind, none of them decided yet.
local act = document { id = "still-open", number = "试〔2025〕23号", title = "待定值试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  interpreter = { "试验局", cite = "第九条" }, in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:facts("unit", { label = "单位", key = "number", number = fact.text { label = "编号" }, size = fact.count { label = "人数" } })
act:open("allowed", { kind = "truth", label = "是否开放", cite = "第二条", who = "市财政局" })
act:open("amount", { kind = "money", label = "数额", cite = "第三条", who = "市财政局" })
act:open("least", { kind = "count", label = "最少人数", cite = "第三条", who = "市财政局" })
act:open("notice", { kind = "text", label = "告知", cite = "第四条", who = "市财政局" })
act:open("starts", { kind = "month", label = "起始月份", cite = "第四条", who = "市财政局" })
act:parameter("usual", { label = "一般标准", cite = "第三条", { from = "2025-01-01", value = yuan(7) } })
act:term("open_to_all", { cite = "第二条", text = "开放", is = function(_, _, law) return law.allowed end })
act:term("big", { cite = "第三条", text = "人数够", is = function(unit, _, law) return unit.size >= law.least end })
local d = act:decision("grant", { label = "补助", of = "unit", per = "month", gives = "money", else_give = yuan(0), cite = "第三条" })
d:rule("第三条", { when = { "open_to_all", "big" }, give = "amount" })
local plain = act:decision("plain", { label = "开放与否", of = "unit", per = "month", gives = "money", else_give = yuan(0), cite = "第二条" })
plain:rule("第二条", { when = "allowed", give = "usual" })
local said = act:decision("said", { label = "告知", of = "unit", per = "month", gives = "text", cite = "第四条" })
said:rule("第四条", { give = "notice" })
local first = act:decision("first", { label = "起始月份", of = "unit", per = "month", gives = "month", cite = "第四条" })
first:rule("第四条", { give = "starts" })
return act
