local act = document { id = "first", number = "试〔2025〕8号", title = "首月试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
act:parameter("rate", { label = "标准", unit = "元/月", cite = "第二条", { from = "2025-01-01", value = yuan(40) } })
act:facts("person", { label = "对象", key = "number", number = fact.text { label = "编号" },
  since = fact.date { label = "起始日期" }, odd = fact.boolean { label = "特殊" } })
act:term("begun", { cite = "第三条", text = "已开始", is = function(p, m) return p.since <= m:last() end })
act:term("first", { cite = "第三条", text = "首月", is = function(p)
    if p.odd then return p.since end -- a day, which is no month
    return p.since:month()
  end })
local due = act:decision("due", { label = "应发", of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第二条" })
due:rule("第二条", { when = "begun", give = "rate" })
act:payment("p", { label = "补贴", cite = "第二条", pays = "due", first_month = "first", before_ledger = "open" })
return act
