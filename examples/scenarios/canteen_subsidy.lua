-- 食堂补贴的案例，每行一句话：build/bylaw test examples/scenarios --policies examples/policies
policy "canteen-subsidy"
local usual = person { worker = { joined = "2024-05-06", days = 20, posted = false, night = false } }

scenario "全勤发300元" { usual, month = "2025-06", subsidy = { "300.00", because = "第二条第1项" } }
scenario "2026年起全勤发330元" { usual, month = "2026-01", subsidy = "330.00" }
scenario "涨到330元不改变2025年" { usual, month = "2025-12", subsidy = "300.00" }
scenario "2025年12月15日以前还不知道330元" { usual, month = "2026-01", known = "2025-12-14", subsidy = "300.00" }
scenario "出勤19天按天发，每天13.50元" { usual, worker = { days = 19 }, month = "2025-06",
  subsidy = { "256.50", because = "第二条第2项" } }
scenario "没有出勤的发0元" { usual, worker = { days = 0 }, month = "2025-06", subsidy = "0.00" }
scenario "外派的全勤也不发" { usual, worker = { posted = true }, month = "2025-06", subsidy = { "0.00", because = "第四条" } }
scenario "外派的不按天发" { usual, worker = { posted = true, days = 3 }, month = "2025-06", subsidy = { "0.00", because = "第四条" } }
scenario "月末入职，当月发放" { usual, worker = { joined = "2025-06-30" }, month = "2025-06", subsidy = "300.00" }
scenario "入职之前没有补贴" { usual, worker = { joined = "2025-07-01" }, month = "2025-06", subsidy = { refused = "第三条" } }
scenario "离职当月照发" { usual, worker = { left = "2025-06-01" }, month = "2025-06", subsidy = "300.00" }
scenario "另一种口径：1日离职的当月不发" { usual, worker = { left = "2025-06-01" }, month = "2025-06",
  readings = { leaving_month = "not_paid" }, subsidy = { refused = "第三条" } }
scenario "离职次月停发" { usual, worker = { left = "2025-05-31" }, month = "2025-06", subsidy = { refused = "第三条" } }
scenario "入职晚于离职是录错了" { usual, worker = { left = "2024-05-05" }, month = "2025-06", subsidy = { error = "入职日期" } }
scenario "夜班的加发数额还没有定" { usual, worker = { night = true }, month = "2025-06", night_extra = { undetermined = "第四条" } }
scenario "不上夜班的没有加发" { usual, month = "2025-06", night_extra = "0.00" }
scenario "出勤天数未知就先问" { usual, worker = { days = unknown }, month = "2025-06", subsidy = { needs = "days" } }
scenario "外派与否未知就先问" { usual, worker = { posted = unknown }, month = "2025-06", subsidy = { needs = "posted" } }
scenario "没有入职的不问出勤天数" { usual, worker = { joined = "2025-07-01", days = unknown }, month = "2025-06",
  subsidy = { refused = "第三条" } }
scenario "首次领卡只带工作证" { usual, on = "2025-06-03", lost = false, papers = { list = { "工作证" } } }
scenario "补办要带挂失单" { usual, on = "2025-06-03", lost = true, papers = { list = { "工作证", "挂失单" } } }
