local act = document { id = "ruled", number = "试〔2025〕9号", title = "个案决定试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:parameter("rate", { label = "标准", unit = "元/月", cite = "第二条", { from = "2025-01-01", value = yuan(40) } })
act:facts("person", { label = "对象", key = "number", number = fact.text { label = "编号" },
  left = fact.date { label = "离开日期", optional = true }, blind = fact.boolean { label = "失明" } })
act:term("here", { cite = "第三条", text = "在本地", is = function(p, m) return not present(p.left) or p.left >= m:first() end })
act:term("is_blind", { cite = "第四条", text = "失明", is = function(p) return p.blind end })
act:term("never", { cite = "第二条", text = "从不", is = function(_, m) return m < month "2025-01" end })
local due = act:decision("due", { label = "应发", of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第二条" })
due:rule("第二条", { when = "never", give = "rate" })
due:ruling("第五条", { by = "街道", file = "档案", requires = { "here", "is_blind" } })
due:ruling("第六条", { by = "街道", file = "档案", requires = "here", fails = "rules", most = yuan(500) })
return act
