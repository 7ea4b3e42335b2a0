-- Histories of every kind that a term hands on as they are, or chooses between.
local act = document { id = "handed-on", number = "试〔2025〕21号", title = "历史事实试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  interpreter = { "试验局", cite = "第九条" }, in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }
local level = fact.one_of { { "high", "高" }, { "low", "低" } }
act:facts("person", { label = "对象", key = "number", number = fact.text { label = "编号" },
  listed = fact.timeline(fact.boolean) { label = "名单", absent = "不在册" },
  income = fact.timeline(fact.money) { label = "收入", absent = "没有" },
  class = fact.timeline(level) { label = "等级", absent = "没有" },
  moved = fact.timeline(fact.date) { label = "迁入日期", absent = "没有" },
  old = fact.boolean { label = "老户" }, mine = level { label = "自报等级", optional = true } })
act:term("listed_then", { cite = "第二条", text = "当月在册", is = function(p, m) return p.listed:present(m:first()) and p.listed:at(m:first()) end })
act:term("listed_now", { cite = "第二条", text = "当月在册", is = function(p, m) return p.listed:at(m:first()) end })
act:term("listed_if", { cite = "第二条", text = "当月在册", is = function(p, m)
  if p.listed:at(m:first()) then return true end
  return false
end })
act:term("income_then", { cite = "第三条", is = function(p, m) return p.income:at(m:first()) end })
act:term("class_then", { cite = "第三条", is = function(p, m) return p.class:at(m:first()) end })
act:term("class_chosen", { cite = "第三条", is = function(p, m)
  if p.old then return first_present(p.mine, p.class:at(m:first())) end
  return p.class:at(m:first())
end })
act:term("income_of_old", { cite = "第三条", is = function(p, m)
  if not p.old then return p.income:at(m:first()) end
  return yuan(5)
end })
act:term("law_of", { cite = "第四条", is = function(p, m) return p.moved:at(m:first()) end })
local function decide(name, gives, give, more)
  local d = act:decision(name, { label = name, of = "person", per = "month", gives = gives, law_on = more, cite = "第五条" })
  d:rule("第五条", { give = give })
end
for _, name in ipairs { "listed_then", "listed_now", "listed_if" } do
  local d = act:decision("by_" .. name, { label = name, of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第五条" })
  d:rule("第五条", { when = name, give = yuan(1) })
  local e = act:decision("unless_" .. name, { label = name, of = "person", per = "month", gives = "money", else_give = yuan(0), cite = "第五条" })
  e:rule("第五条", { when = "not " .. name, give = yuan(1) })
end
decide("the_income", "money", "income_then")
decide("the_class", level, "class_then")
decide("the_chosen", level, "class_chosen")
decide("the_income_of_old", "money", "income_of_old")
decide("under_the_law_of", "money", yuan(3), "law_of")
return act
