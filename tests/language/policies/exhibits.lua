-- 试点〔2025〕9号 科普展馆试点办法：用来检查表、选项、按年的决定与施行日期的写法，不是真实文件。
local act = document {
  id = "exhibits", number = "试点〔2025〕9号", title = "科普展馆试点办法", issuers = { "试点局" },
  issued = "2025-04-01", in_force = { from = "2025-04-16", to = "2027-12-31", cite = "第六条" }, outline = { articles = 6 },
  month_end = { "clamp", cite = "民法典第202条" },
}

local class = fact.one_of { { "basic", "基础性" }, { "thematic", "专题性" }, { "general", "综合性" } }
local office = fact.one_of { { "city", "市级" }, { "district", "区级" } }

act:table("need", { label = "各类展馆的要求", cite = "第二条", by = class, columns = { staff = "专职人员", days = "开放天数" },
  { from = "2025-04-16", rows = {
    basic = { cite = "第二条第1项", staff = 3 },
    thematic = { cite = "第二条第2项", staff = 6, days = { 250, cite = "第二条第2项后段" } },
    general = { cite = "第二条第3项", staff = 50, days = 300 } } },
  { from = "2026-04-01", issued = "2026-01-01", rows = {
    basic = { staff = 4 }, thematic = { staff = 6, days = 250 }, general = { staff = 50, days = 280 } } } })
act:parameter("activities_least", { label = "每年活动", unit = "次", cite = "第三条", { from = "2025-04-16", value = 3 } })

act:facts("base", { label = "展馆", key = "number",
  number = fact.text { label = "编号" },
  class = class { label = "类别", cite = "第二条" },
  staff = fact.timeline(fact.count) { label = "专职人员", absent = "没有", cite = "第二条" },
  days = fact.count { label = "开放天数", optional = true, cite = "第二条" },
  activities = fact.list { label = "活动", cite = "第三条", on = fact.date { label = "日期" } },
})

act:term("staffed", { cite = "第二条", text = "专职人员达到要求", otherwise = "专职人员不足",
  is = function(base, day, law)
    local staff = base.staff:at(day)
    return present(staff) and staff >= law.need[base.class].staff
  end })
act:term("has_days", { cite = "第二条", text = "有开放天数要求", otherwise = "没有开放天数要求",
  is = function(base, _, law) return present(law.need[base.class].days) end })
act:term("open_enough", { cite = "第二条", text = "开放天数达到要求", otherwise = "开放天数不足",
  is = function(base, _, law) return present(base.days) and base.days >= law.need[base.class].days end })
act:term("is_general", { cite = "第二条第3项", text = "综合性", otherwise = "不是综合性",
  is = function(base) return base.class == "general" end })
act:term("is_basic", { cite = "第二条第1项", text = "基础性", otherwise = "不是基础性", is = function(base) return base.class:is("basic") end })
act:term("active", { cite = "第三条", text = "活动达到次数", otherwise = "活动没有达到次数",
  is = function(base, year, law) return base.activities:count { on = within(law.year_begins, year) } >= law.activities_least end })
act:term("need_of_class", { cite = "第二条", text = "本类要求的专职人员", is = function(base, _, law) return law.need[base.class].staff end })
act:term("true_for_all", { cite = "第二条", text = "符合", is = function(_, day) return day >= date "0001-01-01" end })

local conditions = act:decision("conditions", { label = "是否符合条件", of = "base", per = "day", gives = "truth", cite = "第二条" })
conditions:requires("第二条", "staffed")
conditions:requires("第二条", "open_enough", { where = "has_days" })
conditions:rule("第二条", { give = "true_for_all" })

local staff_needed = act:decision("staff_needed", { label = "要求的专职人员", of = "base", per = "day", gives = "count", cite = "第二条" })
staff_needed:rule("第二条", { when = "not is_general", give = "need_of_class" })
staff_needed:rule("第二条第3项", { when = "is_general", give = "need.general.staff" })

local received_by = act:decision("received_by", { label = "由谁受理", of = "base", per = "day", gives = office, else_give = choice "district",
  cite = "第四条" })
received_by:rule("第四条", { when = "is_general", give = choice "city" })

local advice = act:decision("advice", { label = "提示", of = "base", per = "day", gives = "text", else_give = text "按一般规定办理", cite = "第四条" })
advice:rule("第四条", { when = "is_basic", give = text "向所在区申请" })

act:term("unfit", { cite = "第四条", text = "已不符合条件", otherwise = "仍符合条件", is = function(_, _, law) return not present(law.conditions) end })
local closing = act:decision("closing", { label = "应否撤销", of = "base", per = "day", gives = "truth", cite = "第四条" })
closing:requires("第四条", "unfit")
closing:rule("第四条", { give = "true_for_all" })

local activities_done = act:decision("activities_done", { label = "当年活动是否足够", of = "base", per = "year", gives = "truth", cite = "第三条" })
activities_done:requires("第三条", "active")
activities_done:rule("第三条", { give = "true_for_all" })

-- 年度自7月1日至次年6月30日
local season_done = act:decision("season_done", { label = "本季活动是否足够", of = "base", per = "year", year_ends = "06-30", gives = "truth",
  cite = "第三条" })
season_done:requires("第三条", "active")
season_done:rule("第三条", { give = "true_for_all" })

act:uncoded("第一条", "目的")
act:uncoded("第五条", "解释机关")

return act
