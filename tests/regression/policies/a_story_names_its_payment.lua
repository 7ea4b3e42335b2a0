-- Two payments of one policy to one card: 饮食补贴 40.00 and 取暖补贴 25.00 a month, from `since` through the month of `ended`.
local act = document { id = "two-payments", number = "试〔2025〕12号", title = "两项补贴试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:parameter("food_rate", { label = "饮食补贴标准", unit = "元/月", cite = "第二条", { from = "2025-01-01", value = yuan(40) } })
act:parameter("heat_rate", { label = "取暖补贴标准", unit = "元/月", cite = "第三条", { from = "2025-01-01", value = yuan(25) } })
act:facts("person", { label = "对象", key = "number", number = fact.text { label = "编号" },
  since = fact.date { label = "起始日期" }, ended = fact.date { label = "终止日期", optional = true },
  card = fact.card { label = "银行卡号", optional = true } })
act:term("entitled", { cite = "第四条", text = "享受期间", is = function(p, m)
  if p.since > m:last() then return false end
  return not present(p.ended) or p.ended >= m:first()
end })
act:term("first", { cite = "第四条", text = "首月", is = function(p) return p.since:month() end })
local food = act:decision("food_due", { label = "应发饮食补贴", of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第二条" })
food:rule("第二条", { when = "entitled", give = "food_rate" })
local heat = act:decision("heat_due", { label = "应发取暖补贴", of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第三条" })
heat:rule("第三条", { when = "entitled", give = "heat_rate" })
act:payment("food", { label = "饮食补贴", cite = "第二条", pays = "food_due", to = "card", first_month = "first", before_ledger = "open" })
act:payment("heat", { label = "取暖补贴", cite = "第三条", pays = "heat_due", to = "card", first_month = "first", before_ledger = "open" })
return act
