-- A made-up document with each form once, small enough to be decided thousands of times, an allocation failing each time.
local act = document { id = "household-heating", number = "试〔2025〕7号", title = "供热补贴试验办法",
  issuers = { "试验市住建局" }, issued = "2024-12-10", interpreter = { "试验市住建局", cite = "第九条" },
  in_force = { from = "2025-01-01", cite = "第九条" }, outline = { articles = 9 } }

act:parameter("old_rate", { label = "老年户标准", unit = "元/月", cite = "第二条",
  { from = "2025-01-01", value = yuan(10) }, { from = "2025-09-01", value = yuan(12), issued = "2025-08-20" } })
act:parameter("poor_rate", { label = "困难户标准", unit = "元/月", cite = "第三条", { from = "2025-01-01", value = yuan(20) } })

act:facts("household", { label = "住户", key = "number",
  number = fact.text { label = "户号" },
  since = fact.date { label = "入住日期" },
  left = fact.date { label = "迁出日期", optional = true },
  old = fact.boolean { label = "老年户" },
  area = fact.count { label = "面积", optional = true, range = { 1, 1000 } },
  income = fact.money { label = "收入", optional = true },
  seat = fact.timeline(fact.district) { label = "所在区县", absent = "不在本市" },
  checks = fact.list { label = "检查记录", optional = true,
    on = fact.date { label = "日期" }, passed = fact.boolean { label = "合格" } },
  account = fact.text { label = "账号", optional = true } })
act:invariant("household", "since <= left")
act:reading("leaving", { id = "试-1", cite = "第四条", ask = "迁出当月是否发放？",
  { "paid", "发放" }, { "not_paid", "不发放" }, default = "paid" })

act:term("lives_there", { cite = "第一条", text = "已入住", is = function(h, m) return h.since <= m:last() end })
act:term("not_left", { cite = "第四条", text = "未迁出", is = function(h, m, law)
  if not present(h.left) then return true end
  return h.left > m:last() or h.left >= m:first() and law.leaving == "paid"
end })
act:term("is_old", { cite = "第二条", text = "老年户", is = function(h) return h.old end })
act:term("is_large", { cite = "第五条", text = "面积超过一百平方米", is = function(h) return present(h.area) and h.area > 100 end })
act:term("is_poor", { cite = "第三条", text = "困难户", is = function(h) return present(h.income) and h.income < yuan(1000) end })
act:term("was_refused", { cite = "第六条", text = "检查不合格", is = function(h) return h.checks:any { passed = false } end })
act:term("both_rates", { cite = "第三条", text = "两项标准之和", is = function(_, _, law) return law.old_rate + law.poor_rate end })
act:term("seat_now", { cite = "第七条", text = "所在区县", is = function(h, m) return h.seat:at(m:last()) end })
act:term("first", { cite = "第一条", text = "入住当月", is = function(h) return latest(h.since, date "2025-01-01"):month() end })

local due = act:decision("due", { label = "应发补贴", of = "household", per = "month", gives = "money", cite = "第二条" })
due:requires("第一条", "lives_there")
due:requires("第四条", "not_left", { fails = "hold" })
due:rule("第二条", { when = { "is_old", "not is_poor" }, give = "old_rate" })
due:rule("第三条", { when = { "is_poor", "is_old" }, give = "both_rates" })
due:rule("第三条", { when = { "is_poor", "not is_old" }, give = "poor_rate" })
due:rule("第五条", { when = { "not is_poor", "not is_old" }, give = yuan(5) })
due:exception("第五条", { to = "第二条", when = "is_large", give = yuan(6) })
due:warning("第六条", { when = "was_refused", say = "请核对检查记录" })
due:ruling("第八条", { by = "街道办事处", file = "集体审议档案" })

local payer = act:decision("payer", { label = "发放区县", of = "household", per = "month", gives = fact.district, cite = "第七条" })
payer:rule("第七条", { give = "seat_now" })

act:payment("subsidy", { label = "供热补贴", cite = "第二条", pays = "due", payer = "payer", to = "account",
  first_month = "first", before_ledger = "open", bands = "due",
  owed_back = { by = "paid_by", cite = "第六条" }, payer_changed = { settle = "between_payers", cite = "第七条" } })
return act
