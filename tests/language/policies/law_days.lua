-- The law of another day: decisions with law_on inside others, in every order, for other months, with what they leave behind.
local act = document {
  id = "law-days", number = "测〔2025〕2号", title = "适用日期试验办法", issuers = { "试验局" },
  interpreter = { "试验局", cite = "第九条" }, issued = "2019-12-10",
  in_force = { from = "2020-01-01", cite = "第九条" }, outline = { articles = 9 },
}
act:parameter("rate", { label = "标准", unit = "元", cite = "第二条",
  { from = "2020-01-01", value = yuan(10) },
  { from = "2024-01-01", value = yuan(20) },
  { from = "2025-01-01", value = yuan(30) } })
act:uncoded("第一条", "总则")
act:facts("unit", { label = "单位", key = "name",
  name = fact.text { label = "名称" },
  filed = fact.date { label = "申请日期", range = { "2020-01-01", "2030-12-31" } },
  granted = fact.date { label = "批准日期", range = { "2020-01-01", "2030-12-31" } },
  size = fact.count { label = "人数" },
})

-- One number by which a decision tells under which law it stood: a term, its versions, a rule and a requirement of its time.
act:term("now", { cite = "第二条", is = function(_, _, law) return law.rate end })
act:term("versioned", { cite = "第三条", to = "2023-12-31", is = function(_, _, law) return law.rate + yuan(100) end })
act:term("versioned", { cite = "第三条", from = "2024-01-01", is = function(_, _, law) return law.rate + yuan(200) end })
act:term("filing_or_grant", { cite = "第四条", is = function(unit, _, law)
  if law.rate == yuan(30) then return unit.filed end
  return unit.granted
end })

local function under(name, per, law_on, ...)
  local d = act:decision(name, { label = name, of = "unit", per = per, gives = "money", law_on = law_on, cite = "第四条" })
  for _, give in ipairs { ... } do d:rule("第四条", { give = give }) end
  return d
end
under("filing_rate", "day", "filed", "rate")
under("filing_term", "day", "filed", "now")
under("filing_version", "day", "filed", "versioned")
under("filing_month_rate", "month", "filed", "rate")
under("own_choice", "day", "filing_or_grant", "rate")
local ruled = act:decision("filing_rule", { label = "按当时的规则", of = "unit", per = "day", gives = "money", law_on = "filed", cite = "第四条" })
ruled:rule("第五条", { to = "2023-12-31", give = yuan(1) })
ruled:rule("第六条", { from = "2024-01-01", give = yuan(2) })

local function sum(name, per, law_on, parts)
  act:term(name .. "_sum", { cite = "第五条", is = parts })
  under(name, per, law_on, name .. "_sum")
end
sum("inner_first", "day", nil, function(_, _, law) return law.filing_rate + law.rate end)
sum("outer_first", "day", nil, function(_, _, law) return law.rate + law.filing_rate end)
sum("term_inside_first", "day", nil, function(_, _, law) return law.filing_term * 100 + law.now end)
sum("term_outside_first", "day", nil, function(_, _, law) return law.now + law.filing_term * 100 end)
sum("versions_inside_first", "day", nil, function(_, _, law) return law.filing_version * 1000 + law.versioned end)
sum("versions_outside_first", "day", nil, function(_, _, law) return law.versioned + law.filing_version * 1000 end)
sum("rules_between", "day", nil, function(_, _, law) return law.rate + law.filing_rule + law.rate end)

-- An outer law day (granted) around an inner one (filed).
sum("nested_inner_first", "day", "granted", function(_, _, law) return law.filing_rate * 100 + law.rate end)
sum("nested_outer_first", "day", "granted", function(_, _, law) return law.rate + law.filing_rate * 100 end)
sum("nested_terms", "day", "granted", function(_, _, law) return law.now + law.filing_term * 100 + law.now * 10000 end)
sum("nested_choice", "day", "granted", function(_, _, law) return law.own_choice * 100 + law.rate end)
-- Asked of a decision without a law day of its own: the outer day holds there too.
under("plain", "day", nil, "rate")
sum("inherited", "day", "granted", function(_, _, law) return law.plain * 100 + law.rate end)
-- The three levels: the day asked about, granted, filed, and back.
sum("three_levels", "day", nil, function(_, _, law) return law.rate + law.nested_inner_first * 100 + law.rate * 1000000 end)

-- Another month: its decision has its law day, the month asked about and that month have their own law.
sum("other_month_first", "month", nil, function(_, m, law)
  return law:at(m - 12).filing_month_rate * 10000 + law:at(m - 12).rate * 100 + law.rate
end)
sum("other_month_last", "month", nil, function(_, m, law)
  return law.rate + law:at(m - 12).rate * 100 + law:at(m - 12).filing_month_rate * 10000
end)
sum("back_in_the_month", "month", "filed", function(_, m, law)
  return law:at(m - 12).rate * 10000 + law.rate * 100 + law:at(m).rate
end)
sum("many_months", "month", nil, function(_, m, law)
  local all = law.rate
  for k = 1, 36 do all = all + law:at(m - k).filing_month_rate end
  return all + law.rate
end)

-- Conditions, not sums: the guards of a term that stands on both sides.
act:term("high", { cite = "第六条", text = "标准高于15元", is = function(_, _, law) return law.now > yuan(15) end })
local inside = act:decision("filed_high", { label = "申请时标准高", of = "unit", per = "day", gives = "money", law_on = "filed", else_give = yuan(0), cite = "第六条" })
inside:rule("第六条", { when = "high", give = yuan(1) })
act:term("was_high", { cite = "第六条", text = "申请时标准高", is = function(_, _, law) return law.filed_high == yuan(1) end })
local both = act:decision("high_now_and_then", { label = "前后标准", of = "unit", per = "day", gives = "count", cite = "第七条" })
both:rule("第七条", { when = { "high", "was_high" }, give = 3 })
both:rule("第七条", { when = { "high", "not was_high" }, give = 2 })
both:rule("第七条", { when = { "not high", "was_high" }, give = 1 })
both:rule("第七条", { when = { "not high", "not was_high" }, give = 0 })

-- Days asked for by name are no law days, also where one of them is the day asked about.
sum("in_pieces", "day", "filed", function(_, day, law)
  local all = yuan(0)
  for _, piece in ipairs(law:pieces("rate", period(day, day + 1))) do all = all + piece.value end
  return all * 100 + law.rate
end)

-- Every kind of outcome under the law of another day, and each of them asked for from outside.
act:term("over_five", { cite = "第八条", text = "五人以上", is = function(unit) return unit.size > 5 end })
act:term("over_seven", { cite = "第八条", text = "七人以上", is = function(unit) return unit.size > 7 end })
local strict = under("strict", "day", "filed", "rate")
strict:requires("第六条", "high")
strict:requires("第八条", "over_five", { fails = "hold" })
strict:undetermined("第九条", { when = "over_seven", who = "试验局", say = "七人以上的另定" })
sum("around_strict", "day", nil, function(_, _, law) return law.rate + first_present(law.strict, yuan(1)) * 100 end)

-- Two decisions that hang on the same unknown fact are two questions.
for _, name in ipairs { "five", "seven" } do
  local d = act:decision("by_" .. name, { label = name, of = "unit", per = "day", gives = "count", else_give = 0, cite = "第八条" })
  d:rule("第八条", { when = "over_" .. name, give = 1 })
end
act:term("alike", { cite = "第八条", text = "两问一样", is = function(_, _, law)
  local five, seven = law.by_five == 1, law.by_seven == 1
  return five == seven
end })
local two = act:decision("two_questions", { label = "两问", of = "unit", per = "day", gives = "count", else_give = 10, cite = "第八条" })
two:rule("第八条", { when = "alike", give = 20 })
return act
