-- What is tried by what-if lies far from today: numbers in millions, amounts, days and months of other decades.
local act = document {
  id = "far-away", number = "测〔2025〕4号", title = "远处试验办法", issuers = { "试验局" },
  interpreter = { "试验局", cite = "第二条" }, issued = "2025-01-10",
  in_force = { from = "2025-01-01", cite = "第二条" }, outline = { articles = 2 },
}
act:facts("firm", { label = "企业", key = "name",
  name = fact.text { label = "名称" },
  size = fact.count { label = "数量" },
  turnover = fact.money { label = "营业额" },
  licensed = fact.date { label = "许可到期" },
  due = fact.month { label = "到期月份" },
  seat = fact.timeline(fact.district) { label = "所在区县", absent = "不在本市", optional = true },
  visits = fact.list { label = "检查", optional = true, on = fact.date { label = "日期" } },
})
local function when(name, is)
  act:term(name .. "_ok", { cite = "第一条", text = name, is = is })
  local d = act:decision("by_" .. name, { label = name, of = "firm", per = "day", gives = "count", else_give = 0, cite = "第一条" })
  d:rule("第一条", { when = name .. "_ok", give = 1 })
end
when("size", function(firm) return firm.size <= 2000000 end)
when("turnover", function(firm) return firm.turnover <= yuan(5000000000000) end)
when("licensed", function(firm) return firm.licensed >= date "2060-01-01" end)
when("due", function(firm) return firm.due >= month "2060-01" end)
when("seat", function(firm) return firm.seat:at(date "2060-01-01"):is("和平区") end)
when("visits", function(firm) return firm.visits:count { on = at_least(date "2060-01-01") } >= 1 end)
return act
