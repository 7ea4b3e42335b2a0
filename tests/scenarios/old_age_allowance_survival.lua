-- 第十九条：连续3个月无法确定生存状况的停发；第十一条：一事一议。
policy "old-age-allowance"

local usual = person { elder = { birth_date = "1942-04-18", hukou = "和平区", low_income = absent, applied = { { on = "2025-01-06" } } } }
local lost = person { elder = { survival = { { from = "2025-03-05", value = "unverifiable" } } } }
local found = person { elder = { survival = { { from = "2025-03-05", value = "unverifiable" }, { from = "2025-08-20", value = "verified" } } } }

-- 3月起无法确定：3、4、5月照发，6月起暂停
scenario "无法确定生存状况的前一个月照发" { usual, lost, month = "2025-02", due = "30.00" }
scenario "无法确定生存状况的第1个月照发" { usual, lost, month = "2025-03", due = "30.00" }
scenario "无法确定生存状况的第2个月照发" { usual, lost, month = "2025-04", due = "30.00" }
scenario "无法确定生存状况的第3个月照发" { usual, lost, month = "2025-05", due = "30.00" }
scenario "无法确定生存状况的第4个月停发" { usual, lost, month = "2025-06", due = { hold = "第十九条" } }
scenario "无法确定生存状况的第5个月停发" { usual, lost, month = "2025-07", due = { hold = "第十九条" } }
scenario "停发期间标准不变" { usual, lost, month = "2025-06", standard = { "30.00", because = "第四条第1项" } }
scenario "低保老年人同样从第4个月停发" { usual, lost, month = "2025-06", elder = { low_income = "和平区" }, due = { hold = "第十九条" } }
scenario "低保老年人第3个月照发" { usual, lost, month = "2025-05", elder = { low_income = "和平区" }, due = "100.00" }
scenario "停发期间满90周岁的仍然停发" { usual, lost, month = "2025-07", elder = { birth_date = "1935-07-31" }, due = { hold = "第十九条" } }

-- 起止日期
scenario "1日起无法确定的第3个月照发" { usual, month = "2025-05", due = "30.00",
  elder = { survival = { { from = "2025-03-01", value = "unverifiable" } } } }
scenario "1日起无法确定的第4个月停发" { usual, month = "2025-06", due = { hold = "第十九条" },
  elder = { survival = { { from = "2025-03-01", value = "unverifiable" } } } }
scenario "次月1日起无法确定的顺延一个月停发" { usual, month = "2025-06", due = "30.00",
  elder = { survival = { { from = "2025-04-01", value = "unverifiable" } } } }
scenario "次月1日起无法确定的第4个月停发" { usual, month = "2025-07", due = { hold = "第十九条" },
  elder = { survival = { { from = "2025-04-01", value = "unverifiable" } } } }
scenario "跨年连续3个月的1月照发" { usual, month = "2026-01", due = "30.00",
  elder = { survival = { { from = "2025-11-05", value = "unverifiable" } } } }
scenario "跨年连续3个月的2月停发" { usual, month = "2026-02", due = { hold = "第十九条" },
  elder = { survival = { { from = "2025-11-05", value = "unverifiable" } } } }
scenario "2024年11月起无法确定的2025年1月照发" { usual, month = "2025-01", due = "30.00",
  elder = { survival = { { from = "2024-11-05", value = "unverifiable" } } } }
scenario "2024年11月起无法确定的2025年2月停发" { usual, month = "2025-02", due = { hold = "第十九条" },
  elder = { survival = { { from = "2024-11-05", value = "unverifiable" } } } }
scenario "从未核查的不停发" { usual, month = "2025-12", due = "30.00" }
scenario "核查无误的不停发" { usual, month = "2025-12", due = "30.00", elder = { survival = { { from = "2025-02-05", value = "verified" } } } }

-- 其间核实过一次即重新计算
local again = person { elder = { survival = { { from = "2025-01-10", value = "verified" }, { from = "2025-03-05", value = "unverifiable" },
  { from = "2025-05-20", value = "verified" }, { from = "2025-06-05", value = "unverifiable" } } } }
scenario "只连续两个月无法确定的第3个月照发" { usual, again, month = "2025-05", due = "30.00" }
scenario "核实后重新计算的第1个月照发" { usual, again, month = "2025-06", due = "30.00" }
scenario "核实后重新计算的第3个月照发" { usual, again, month = "2025-08", due = "30.00" }
scenario "核实后重新计算的第4个月停发" { usual, again, month = "2025-09", due = { hold = "第十九条" } }

-- 停发后核实在世：补发全部暂停的月份
scenario "停发后核实在世的补发6月" { usual, found, month = "2025-06", due = "30.00" }
scenario "停发后核实在世的补发7月" { usual, found, month = "2025-07", due = "30.00" }
scenario "停发后核实在世的当月应发" { usual, found, month = "2025-08", due = "30.00" }
scenario "停发后核实在世的次月应发" { usual, found, month = "2025-09", due = "30.00" }
scenario "补发按各月标准满90周岁前一个月为30元" { usual, found, month = "2025-06", elder = { birth_date = "1935-07-31" }, due = "30.00" }
scenario "补发按各月标准满90周岁当月为200元" { usual, found, month = "2025-07", elder = { birth_date = "1935-07-31" }, due = "200.00" }

-- 停发后查明离世：补到离世当月
scenario "停发后查明离世的补发6月" { usual, lost, month = "2025-06", elder = { death_date = "2025-07-15" }, due = "30.00" }
scenario "停发后查明离世的补发离世当月" { usual, lost, month = "2025-07", elder = { death_date = "2025-07-15" }, due = "30.00" }
scenario "停发后查明离世的次月终止" { usual, lost, month = "2025-08", elder = { death_date = "2025-07-15" }, due = { refused = "第十七条" } }
scenario "查明在停发以前离世的离世当月应发" { usual, lost, month = "2025-04", elder = { death_date = "2025-04-20" }, due = "30.00" }
scenario "查明在停发以前离世的已发次月不应发" { usual, lost, month = "2025-05", elder = { death_date = "2025-04-20" },
  due = { refused = "第十七条" } }
scenario "查明在停发以前离世的停发月份不应发" { usual, lost, month = "2025-06", elder = { death_date = "2025-04-20" },
  due = { refused = "第十七条" } }

-- 一事一议（第十一条）
local ruling = { decision = "due", article = "第十一条", outcome = "30.00", by = "马路湾街道", officer = "张某", file = "议〔2025〕3号",
  from = "2025-06", to = "2025-07" }
scenario "集体审议决定以前的月份仍按规定不发" { usual, elder = { applied = {} }, rulings = { ruling }, month = "2025-05",
  due = { refused = "第六条" } }
scenario "集体审议决定的第1个月按决定发放" { usual, elder = { applied = {} }, rulings = { ruling }, month = "2025-06",
  due = { "30.00", because = "第十一条" } }
scenario "集体审议决定的最后一个月按决定发放" { usual, elder = { applied = {} }, rulings = { ruling }, month = "2025-07",
  due = { "30.00", because = "第十一条" } }
scenario "集体审议决定以后的月份仍按规定不发" { usual, elder = { applied = {} }, rulings = { ruling }, month = "2025-08",
  due = { refused = "第六条" } }
scenario "集体审议决定可以解除停发" { usual, lost, rulings = { ruling }, month = "2025-06", due = { "30.00", because = "第十一条" } }
scenario "集体审议决定期满后恢复停发" { usual, lost, rulings = { ruling }, month = "2025-08", due = { hold = "第十九条" } }
scenario "集体审议可以照顾逾期更换政策的老年人" { usual, rulings = { ruling }, month = "2025-06", due = { "30.00", because = "第十一条" },
  elder = { choices = { { on = "2025-02-10", choice = "home_care" } } } }
scenario "集体审议只改应发而不改标准" { usual, rulings = { ruling }, month = "2025-06", standard = { "0.00", because = "第四条第1项" },
  elder = { applied = {}, choices = { { on = "2025-02-10", choice = "home_care" } } } }
