-- 示〔2025〕3号 示例单位食堂补贴办法（虚构）：一份小而完整的政策，两分钟读完。
--   第一条 为方便职工就餐，制定本办法。
--   第二条 当月补贴：（一）出勤20天及以上的，300元；（二）不足20天的，每天13.50元。
--   第三条 补贴从入职当月发起，发到离职当月。
--   第四条 外派期间另领伙食补助的，不发补贴。固定夜班的加发数额由后勤处另定。
--   第五条 领卡须带工作证；补办的另带挂失单。
--   第六条 本办法由后勤处解释，自2025年3月1日起施行。
local act = document {
  id = "canteen-subsidy", number = "示〔2025〕3号", title = "示例单位食堂补贴办法", issuers = "示例单位",
  interpreter = { "后勤处", cite = "第六条" }, issued = "2025-02-20",
  in_force = { from = "2025-03-01", cite = "第六条" }, outline = { articles = 6, items = { ["第二条"] = 2 } },
}

-- 参数：每个数都有日期和依据；涨补贴只需加一行。没有定下的数是待定值，写明由谁来定。
act:parameter("full", { label = "全勤补贴", unit = "元/月", cite = "第二条第1项",
  { from = "2025-03-01", value = yuan(300) },
  { from = "2026-01-01", value = yuan(330), issued = "2025-12-15" } })
act:parameter("full_days", { label = "全勤天数", unit = "天", cite = "第二条第1项", { from = "2025-03-01", value = 20 } })
act:parameter("per_day", { label = "每日补贴", unit = "元/天", cite = "第二条第2项", { from = "2025-03-01", value = yuan "13.50" } })
act:open("night_rate", { kind = "money", label = "夜班加发", unit = "元/月", cite = "第四条", who = "后勤处" })

-- 事实：要知道一名职工的什么。
act:facts("worker", { label = "职工",
  joined = fact.date { label = "入职日期" },
  left = fact.date { label = "离职日期", optional = true },
  days = fact.count { label = "当月出勤天数", range = { 0, 31 } },
  posted = fact.boolean { label = "外派，另领伙食补助" },
  night = fact.boolean { label = "固定夜班" },
})
act:invariant("worker", "joined <= left")

-- 适用口径：文件没有写清之处列出各种口径，写明默认的一种。
act:reading("leaving_month", { id = "示-1", cite = "第三条", ask = "1日离职的，当月是否发放？",
  { "paid", "发放" }, { "not_paid", "不发放" }, default = "paid" })

-- 术语：只有术语里有函数，按（职工，月份，law）调用；law 给出参数、适用口径和别的术语。
act:term("joined_by_now", { cite = "第三条", text = "已入职", otherwise = "尚未入职", is = function(worker, m) return worker.joined <= m:last() end })
act:term("not_left", { cite = "第三条", text = "未离职，或离职当月", otherwise = "已离职", is = function(worker, m, law)
  if not present(worker.left) then return true end
  return worker.left > m:first() or worker.left == m:first() and law.leaving_month == "paid"
end })
act:term("full_attendance", { cite = "第二条第1项", text = "全勤", otherwise = "未全勤", is = function(worker, _, law) return worker.days >= law.full_days end })
act:term("by_day", { cite = "第二条第2项", text = "每日补贴乘以出勤天数", is = function(worker, _, law) return law.per_day * worker.days end })
act:term("posted_away", { cite = "第四条", text = "外派，另领伙食补助", is = function(worker) return worker.posted end })
act:term("night_shift", { cite = "第四条", text = "固定夜班", is = function(worker) return worker.night end })
act:term("replacing", { cite = "第五条", text = "补办", is = function(_, _, law) return law.lost end })

-- 决定：条件、规则、例外；条件和给出的值都用名称写。
local subsidy = act:decision("subsidy", { label = "当月补贴", of = "worker", per = "month", gives = "money", cite = "第二条" })
subsidy:requires("第三条", "joined_by_now")
subsidy:requires("第三条", "not_left")
subsidy:rule("第二条第1项", { when = "full_attendance", give = "full" })
subsidy:rule("第二条第2项", { when = "not full_attendance", give = "by_day" })
subsidy:exception("第四条", { to = "第二条第1项", when = "posted_away", give = yuan(0) })
subsidy:exception("第四条", { to = "第二条第2项", when = "posted_away", give = yuan(0) })

local night = act:decision("night_extra", { label = "夜班加发", of = "worker", per = "month", gives = "money",
  else_give = yuan(0), cite = "第四条" })
night:rule("第四条", { when = "night_shift", give = "night_rate" }) -- 后勤处定下之前，结果是“尚无规定”

local papers = act:decision("papers", { label = "领卡材料", of = "worker", per = "day", gives = "list", cite = "第五条",
  given = { lost = fact.boolean { label = "补办" } } })
papers:item("第五条", { give = "工作证" })
papers:item("第五条", { when = "replacing", give = "挂失单" })

act:uncoded("第一条", "制定目的，不产生可计算的结果")
return act
