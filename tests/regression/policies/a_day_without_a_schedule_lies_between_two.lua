-- Limits that fall in years whose holiday schedule may not be published: days, months, conditions, lists and decisions that hang on them.
local act = document { id = "unscheduled", number = "试〔2025〕24号", title = "期限试验办法", issuers = { "试验局" }, issued = "2024-12-01",
  interpreter = { "试验局", cite = "第九条" }, in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 },
  month_end = { "clamp", cite = "民法典第202条" } }
act:facts("unit", { label = "单位", key = "number", number = fact.text { label = "编号" },
  posted = fact.date { label = "公示日期", range = { "1990-01-01", "2040-12-31" } },
  asked = fact.date { label = "申请日期", range = { "1990-01-01", "2040-12-31" } },
  approved = fact.date { label = "批准日期", optional = true, range = { "1990-01-01", "2040-12-31" } },
  visits = fact.list { label = "走访", on = fact.date { label = "走访日期" } },
  big = fact.boolean { label = "大单位" } })
act:parameter("grace", { label = "申请期限", unit = "天", cite = "第二条", { from = "2025-01-01", value = 30 } })
act:parameter("posting", { label = "公示期限", unit = "个工作日", cite = "第三条", { from = "2025-01-01", value = 5 } })
act:term("last_day", { cite = "第二条", text = "申请截止日", is = function(unit, _, law) return deadline(unit.posted, { days = law.grace }) end })
act:term("posted_until", { cite = "第三条", text = "公示期满日", is = function(unit, _, law) return add_workdays(unit.posted, law.posting) end })
act:term("paid_by", { cite = "第四条", text = "最迟付款日", is = function(unit) return workday_on_or_before(unit.asked) end })
act:term("last_month", { cite = "第二条", text = "截止月份", is = function(_, _, law) return law.last_day:month() end })
act:term("first_of_both", { cite = "第二条", text = "截止与批准中较早的", is = function(unit, _, law) return earliest(law.last_day, unit.approved) end })
act:term("in_time", { cite = "第二条", text = "按期申请", otherwise = "逾期申请", is = function(unit, _, law) return unit.asked <= law.last_day end })
act:term("is_big", { cite = "第五条", text = "大单位", is = function(unit) return unit.big end })
act:term("visited", { cite = "第六条", text = "期限内走访过", is = function(unit, _, law) return unit.visits:any { on = within(unit.posted, law.last_day) } end })
act:term("visit_count", { cite = "第六条", is = function(unit, _, law) return unit.visits:count { on = at_most(law.last_day) } end })
act:term("starts_working", { cite = "第七条", text = "申请日是工作日", is = function(unit) return is_workday(unit.asked) end })
act:term("by_the_decision", { cite = "第八条", text = "不晚于截止日的决定", is = function(unit, _, law) return unit.asked <= law.limit end })
act:term("year_after", { cite = "第八条", is = function(_, _, law) return law.last_day + 365 end })
local function gives(name, kind, what)
  local d = act:decision(name, { label = name, of = "unit", per = "day", gives = kind, cite = "第二条" })
  d:rule("第二条", { give = what })
end
gives("limit", "date", "last_day")
gives("posting_ends", "date", "posted_until")
gives("payday", "date", "paid_by")
gives("limit_month", "month", "last_month")
gives("sooner", "date", "first_of_both")
gives("visits_counted", "count", "visit_count")
gives("a_year_later", "date", "year_after")
local function pays(name, when)
  local d = act:decision(name, { label = name, of = "unit", per = "day", gives = "money", else_give = yuan(0), cite = "第五条" })
  d:rule("第五条", { when = when, give = yuan(10) })
end
pays("grant", "in_time")
pays("either", { any = { "in_time", "is_big" } })
pays("visit_grant", "visited")
pays("work_grant", "starts_working")
pays("asks_the_decision", "by_the_decision")
local d = act:decision("needs_time", { label = "按期才给", of = "unit", per = "day", gives = "money", cite = "第五条" })
d:requires("第二条", "in_time")
d:rule("第五条", { give = yuan(10) })
local gap = act:decision("only_big", { label = "只对大单位", of = "unit", per = "day", gives = "money", cite = "第五条" })
gap:rule("第五条", { when = { "is_big", "in_time" }, give = yuan(10) })
local held = act:decision("held", { label = "逾期的暂缓", of = "unit", per = "day", gives = "money", cite = "第五条" })
held:requires("第二条", "in_time", { fails = "hold" })
held:rule("第五条", { give = yuan(10) })
return act
