-- 虚构单位的食堂补贴办法：一份小而完整的政策，两分钟读完。
local act = document {
  id = "canteen-subsidy", number = "示〔2025〕3号", title = "示例单位食堂补贴办法", issuers = "示例单位",
  interpreter = { "后勤处", cite = "第六条" }, issued = "2025-02-20",
  in_force = { from = "2025-03-01", cite = "第六条" }, outline = { articles = 6 },
}

-- 参数：每个数都有日期和依据；涨补贴只需加一行。
act:parameter("full", { label = "全勤补贴", unit = "元/月", cite = "第二条",
  { from = "2025-03-01", value = yuan(300) },
  { from = "2026-01-01", value = yuan(330), issued = "2025-12-15" } })
act:parameter("per_day", { label = "每日补贴", unit = "元/天", cite = "第二条", { from = "2025-03-01", value = yuan "13.50" } })
act:parameter("full_days", { label = "全勤天数", unit = "天", cite = "第二条", { from = "2025-03-01", value = 20 } })
act:open("night_extra", { kind = "money", label = "夜班加发", unit = "元/月", cite = "第四条", who = "后勤处" })

-- 事实：要知道一名职工的什么。
act:facts("worker", { label = "职工", key = "number",
  number = fact.text { label = "工号" },
  joined = fact.date { label = "入职日期" },
  left = fact.date { label = "离职日期", optional = true },
  days = fact.count { label = "当月出勤天数" },
  night = fact.boolean { label = "固定夜班" },
})
act:invariant("worker", "joined <= left")

-- 解读：文件没有写清之处，默认读法在先。
act:reading("joining_month", { id = "A-1", cite = "第三条", ask = "入职当月是否发放？",
  { "paid", "发放" }, { "next_month", "次月起" }, default = "paid" })

-- 术语：只有术语里有函数。
act:term("joined", { cite = "第三条", text = "已入职", is = function(worker, m, law)
  if worker.joined < m:first() then return true end
  return worker.joined <= m:last() and law.joining_month == "paid"
end })
act:term("employed", { cite = "第三条", text = "未离职，或离职当月",
  is = function(worker, m) return not present(worker.left) or worker.left >= m:first() end })
act:term("full_attendance", { cite = "第二条", text = "全勤", is = function(worker, _, law) return worker.days >= law.full_days end })
act:term("by_day", { cite = "第二条", text = "按出勤天数", is = function(worker, _, law) return law.per_day * worker.days end })
act:term("night_shift", { cite = "第四条", text = "固定夜班", is = function(worker) return worker.night end })

-- 决定：条件、规则、例外。
local subsidy = act:decision("subsidy", { label = "当月补贴", of = "worker", per = "month", gives = "money", cite = "第二条" })
subsidy:requires("第三条", "joined")
subsidy:requires("第三条", "employed")
subsidy:rule("第二条", { when = "full_attendance", give = "full" })
subsidy:rule("第二条", { when = "not full_attendance", give = "by_day" })
subsidy:undetermined("第四条", { when = "night_shift", who = "后勤处", say = "夜班加发的金额尚未确定" })

local papers = act:decision("papers", { label = "领卡材料", of = "worker", per = "day", gives = "list", cite = "第五条",
  given = { lost = fact.boolean { label = "补办" } } })
act:term("replacing", { cite = "第五条", text = "补办", is = function(_, _, law) return law.lost end })
papers:item("第五条", { give = "工作证" })
papers:item("第五条", { when = "replacing", give = "挂失单" })

act:uncoded("第一条", "制定目的")
return act
