-- A document of nobody's: every form of the language once, so that each meaning has a scenario.
local act = document {
  id = "language", number = "测〔2025〕1号", title = "语言试验办法", issuers = { "试验局" },
  interpreter = { "试验局", cite = "第九条" }, issued = "2025-01-10",
  in_force = { from = "2024-01-01", to = "2026-12-31", cite = "第九条", after = "undetermined" },
  outline = { articles = 9, items = { ["第二条"] = 3 } }, month_end = { "clamp", cite = "民法典第202条" },
}

act:parameter("rate", { label = "标准", unit = "元", cite = "第二条第1项",
  { from = "2024-01-01", value = yuan(10) },
  { from = "2025-01-01", value = yuan(20), issued = "2025-01-10" },
  { from = "2025-07-01", value = yuan(30), issued = "2025-06-20" } })
act:parameter("shifted", { label = "月中调整", cite = "第二条第2项", mid_month = "next_month",
  { from = "2024-01-01", value = 1 }, { from = "2025-03-15", value = 2 } })
act:parameter("procedure_days", { label = "办理天数", cite = "第三条", on = "deciding",
  { from = "2024-01-01", value = 30 }, { from = "2025-06-01", value = 10 } })
act:parameter("share", { label = "比例", cite = "第二条第3项", { from = "2024-01-01", value = ratio(2, 3) } })
act:open("ceiling", { kind = "money", label = "上限", cite = "第四条", who = "试验局" })
act:open("extra", { kind = "rule", gives = "money", label = "加发", cite = "第四条", who = "各区", by = "district" })

local grade = fact.one_of { { "good", "优秀" }, { "fair", "合格" }, { "bad", "不合格" } }
act:facts("unit", { label = "单位", key = "name",
  name = fact.text { label = "名称" },
  filed = fact.date { label = "申请日期", range = { "2000-01-01", "2100-12-31" } },
  size = fact.count { label = "人数", optional = true },
  income = fact.money { label = "收入", optional = true },
  listed = fact.boolean { label = "在册" },
  seat = fact.timeline(fact.district) { label = "所在区县", absent = "不在本市", optional = true },
  level = fact.timeline(grade) { label = "等级", absent = "未评", optional = true },
  visits = fact.list { label = "检查", optional = true,
    on = fact.date { label = "日期" }, result = grade { label = "结果" }, cost = fact.money { label = "费用", optional = true } },
})
act:reading("rest_day", { id = "A-1", cite = "第三条", ask = "期限最后一日为休息日是否顺延？",
  { "roll", "顺延" }, { "fixed", "不顺延" }, default = "roll" })

act:term("is_listed", { cite = "第一条", text = "在册", is = function(unit) return unit.listed end })
act:term("filed_on", { cite = "第五条", is = function(unit) return unit.filed end })
act:term("old_or_new", { cite = "第二条", to = "2024-12-31", is = function(_, _, law) return law.rate + yuan(1) end })
act:term("old_or_new", { cite = "第二条", from = "2025-01-01", is = function(_, _, law) return law.rate + yuan(2) end })
act:term("two_thirds", { cite = "第二条第3项", is = function(unit, _, law)
  return unit.income:times(law.share, { round = "down", to = "fen", cite = "第二条第3项" })
end })
act:term("last_day", { cite = "第三条", is = function(unit, _, law)
  return deadline(unit.filed, { days = law.procedure_days, roll = law.rest_day == "roll" })
end })
act:term("last_month_day", { cite = "第三条", is = function(unit) return deadline(unit.filed, { months = 6, roll = false }) end })
act:term("posted", { cite = "第三条", is = function(unit) return add_workdays(unit.filed, 5) end })
act:term("bad_cost", { cite = "第六条", is = function(unit) return unit.visits:where { result = "bad" }:sum("cost", { on = after(date "2025-01-01") }) end })
act:term("last_result_good", { cite = "第六条", is = function(unit) return unit.visits:last("result") == "good" end })
act:term("all_fair", { cite = "第六条", is = function(unit) return unit.visits:all { result = other_than "bad" } end })
act:term("dearest", { cite = "第六条", is = function(unit) return first_present(unit.visits:most("cost"), yuan(0)) end })
act:term("visits_count", { cite = "第六条", is = function(unit) return unit.visits:count { on = within(date "2025-01-01", date "2025-12-31") } end })
act:term("many_visits", { cite = "第六条", is = function(_, _, law) return law.visits_count >= 2 end })
act:term("sum_of_pieces", { cite = "第二条第1项", is = function(_, _, law)
  local all = yuan(0)
  for _, piece in ipairs(law:pieces("rate", period(date "2024-12-01", date "2025-07-31"))) do
    all = all + piece.value * piece.period:months()
  end
  return all
end })
act:term("big", { cite = "第一条", is = function(unit) return unit.size > 100 end })
act:term("huge", { cite = "第一条", is = function(unit) return unit.size > 1000 end })
act:term("asks_for_more", { cite = "第四条", is = function(_, _, law) return law.wanted > law.ceiling end })
act:term("level_good", { cite = "第六条", is = function(unit, m) return unit.level:at(m:last()):is("good", "fair") end })
act:term("moved_often", { cite = "第七条", is = function(unit, m) return unit.seat:changes(period(m:first(), m:last())) > 1 end })

local by_month = act:decision("by_month", { label = "按月", of = "unit", per = "month", gives = "money", else_give = yuan(0), cite = "第二条" })
by_month:requires("第一条", "is_listed")
by_month:requires("第六条", { any = { "level_good", "not big" } }, { fails = "hold" })
by_month:rule("第二条第1项", { when = { "big", "not huge" }, give = "rate" })
by_month:rule("第二条第2项", { when = "huge", give = yuan(99), prevails_over = "第二条第1项" })
by_month:exception("第二条", { to = "第二条第1项", when = "moved_often", give = yuan(5) })
by_month:ruling("第八条", { by = "试验局", file = "档案" })

local function simple(name, per, gives, term, more)
  local d = act:decision(name, { label = name, of = "unit", per = per, gives = gives, law_on = more })
  d:rule("第二条", { give = term })
end
simple("versions", "month", "money", "old_or_new")
simple("shifting", "month", "count", "shifted")
simple("on_filing", "day", "money", "old_or_new", "filed_on")
simple("rounded", "day", "money", "two_thirds")
simple("term_ends", "day", "date", "last_day")
simple("six_months", "day", "date", "last_month_day")
simple("publicity", "day", "date", "posted")
simple("bad_costs", "day", "money", "bad_cost")
simple("highest", "day", "money", "dearest")
simple("in_pieces", "day", "money", "sum_of_pieces")
simple("ceiling_now", "day", "money", "ceiling")

local more = act:decision("more", { label = "超过上限", of = "unit", per = "day", gives = "truth", given = { wanted = fact.money { label = "想要的金额" } } })
more:rule("第四条", { give = "asks_for_more" })
local graded = act:decision("graded", { label = "评定", of = "unit", per = "case", gives = grade })
graded:rule("第六条", { when = { "last_result_good", "all_fair" }, give = "best" })
graded:rule("第六条", { when = "not all_fair", give = "worst" })
graded:rule("第六条", { when = { "all_fair", "not last_result_good" }, give = "middle" })
graded:warning("第六条", { when = "many_visits", say = "一年检查多次" })
for name, member in pairs { best = "good", worst = "bad", middle = "fair" } do
  act:term(name, { cite = "第六条", is = function(unit) return unit.visits:last("result", { result = member }) end })
end

act:uncoded("第五条", "由 law_on 体现")
act:uncoded("第七条", "迁址")
act:note("解读", { cite = "第四条", says = "上限另行公布", prevails = "text" })
act:duty("第八条", { who = "单位", what = "每年报告", per = "year", at_least = 1 })
act:invariant("unit", "filed == filed")
return act
