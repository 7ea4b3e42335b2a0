-- 三（七）：离校2年内未就业高校毕业生的社会保险补贴。本市比例60%（已知值），不超过实际缴费的三分之二，舍去到分。
policy "flexible-housing-fund"

-- 在已有的一个人上改几项事实。
local facts_of = {}
local function also(base, facts)
  local all = {}
  for name, value in pairs(facts_of[base] or {}) do all[name] = value end
  for name, value in pairs(facts) do all[name] = value end
  local made = person { worker = all }
  facts_of[made] = all
  return made
end

-- 2023-07-01离校，2024-03-01起灵活就业；2年到2025-07-01为止。
local usual = also(nil, { school = "university", left_school_on = "2023-07-01", work = { { value = "new_form", from = "2024-03-01" } },
  insurance_entered = "2025-06-10", insurance_subsidies = {},
  insurance = { { month = "2025-05", paid = "1000.00" }, { month = "2025-06", paid = "1000.00" }, { month = "2025-07", paid = "1000.00" }, { month = "2025-08", paid = "1000.00" },
    { month = "2026-06", paid = "1000.00" }, { month = "2026-07", paid = "1000.00" }, { month = "2026-12", paid = "1000.00" }, { month = "2027-01", paid = "1000.00" } } })

scenario "离校2年的最后一天可以开始" { usual, on = "2025-07-01", insurance_entry = { true, because = "三（七）" } }
scenario "离校2年零一天不可以开始" { usual, on = "2025-07-02", insurance_entry = { refused = "三（七）" } }
scenario "职业院校不是高校" { usual, worker = { school = "vocational" }, on = "2025-07-01", insurance_entry = { refused = "三（七）" } }
scenario "技工院校不是高校" { usual, worker = { school = "technician" }, on = "2025-07-01", insurance_entry = { refused = "三（七）" } }
scenario "技工院校参照高校的口径" { usual, worker = { school = "technician" }, on = "2025-07-01", readings = { technicians = "included" }, insurance_entry = true }
scenario "参照高校的口径不包括职业院校" { usual, worker = { school = "vocational" }, on = "2025-07-01", readings = { technicians = "included" }, insurance_entry = { refused = "三（七）" } }
scenario "没有毕业院校的不可以" { usual, worker = { school = absent }, on = "2025-07-01", insurance_entry = { refused = "三（七）" } }
scenario "没有离校日期的不可以" { usual, worker = { left_school_on = absent }, on = "2025-07-01", insurance_entry = { refused = "三（七）" } }
scenario "离校后先在单位就业的不可以" { usual, worker = { work = { { value = "unit", from = "2024-01-01" }, { value = "new_form", from = "2024-03-01" } } }, on = "2025-07-01",
  insurance_entry = { refused = "三（七）" } }
scenario "离校当天已在单位的不可以" { usual, worker = { work = { { value = "unit", from = "2023-07-01" }, { value = "new_form", from = "2024-03-01" } } }, on = "2025-07-01",
  insurance_entry = { refused = "三（七）" } }
scenario "离校前的单位工作不影响" { usual, worker = { work = { { value = "unit", from = "2023-03-01", to = "2023-06-30" }, { value = "new_form", from = "2024-03-01" } } },
  on = "2025-07-01", insurance_entry = true }
scenario "一直没有就业的不可以" { usual, worker = { work = absent }, on = "2025-07-01", insurance_entry = { refused = "三（七）" } }
scenario "当天已是单位职工的不可以" { usual, worker = { work = { { value = "new_form", from = "2024-03-01" }, { value = "unit", from = "2025-07-01" } } }, on = "2025-07-01",
  insurance_entry = { refused = "三（七）" } }

local function pays(title, m, expected, facts, readings, law)
  scenario(title) { usual, worker = facts, month = m, readings = readings, law = law, insurance_subsidy = expected }
end
pays("按实际缴费的60%", "2025-08", { "600.00", because = "三（七）" })
pays("比例超过三分之二的按三分之二，舍去到分", "2025-08", "666.66", nil, nil, { city_insurance_share = { from = "2025-05-01", value = percent "70" } })
pays("比例正好三分之二", "2025-08", "666.66", nil, nil, { city_insurance_share = { from = "2025-05-01", value = ratio(2, 3) } })
pays("不足一分的舍去", "2025-08", "600.00", { insurance = { { month = "2025-08", paid = "1000.01" } } }) -- 600.006
pays("同月几笔缴费合计", "2025-08", "900.00", { insurance = { { month = "2025-08", paid = "1000.00" }, { month = "2025-08", paid = "500.00" } } })
pays("当月没有缴费的没有", "2025-09", { refused = "三（七）" })
pays("离校正好2年申请的有", "2025-08", "600.00", { insurance_entered = "2025-07-01" })
pays("离校2年零一天申请的没有", "2025-08", { refused = "三（七）" }, { insurance_entered = "2025-07-02" })
pays("没有申请的没有", "2025-08", { refused = "三（七）" }, { insurance_entered = absent })
pays("申请的当月有", "2025-06", "600.00", { insurance_entered = "2025-06-30" })
pays("申请的前一个月没有", "2025-06", { refused = "三（七）" }, { insurance_entered = "2025-07-01" })
pays("逐月的口径，满2年的当月1日还在2年内", "2025-07", "600.00", nil, { graduate_window = "every_month" })
pays("逐月的口径，次月已超过2年", "2025-08", { refused = "三（七）" }, nil, { graduate_window = "every_month" })
pays("当月转为单位职工的没有", "2025-08", { refused = "三（七）" }, { work = { { value = "new_form", from = "2024-03-01" }, { value = "unit", from = "2025-08-31" } } })
pays("次月才转为单位职工的有", "2025-08", "600.00", { work = { { value = "new_form", from = "2024-03-01" }, { value = "unit", from = "2025-09-01" } } })
pays("当月没有就业的没有", "2025-08", { refused = "三（七）" }, { work = { { value = "new_form", from = "2024-03-01", to = "2025-08-30" } } })
pays("先在单位就业的没有", "2025-08", { refused = "三（七）" }, { work = { { value = "unit", from = "2024-01-01" }, { value = "new_form", from = "2024-03-01" } } })
pays("不是高校毕业生的没有", "2025-08", { refused = "三（七）" }, { school = "vocational" })

local months = { "2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07",
  "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06" }
local function enjoyed(n)
  local list = {}
  for i = 1, n do list[i] = { month = months[i], amount = "600.00" } end
  return { insurance_subsidies = list }
end
pays("第24个月有", "2026-06", "600.00", enjoyed(23))
pays("第25个月没有", "2026-07", { refused = "三（七）" }, enjoyed(24))
pays("中断的累计24个月", "2026-07", "600.00", enjoyed(23))
pays("连续24个月的口径，第24个月有", "2026-06", "600.00", enjoyed(1), { months24 = "window" }) -- 2024-07起
pays("连续24个月的口径，第25个月没有", "2026-07", { refused = "三（七）" }, enjoyed(1), { months24 = "window" })
pays("连续24个月的口径，还没有享受过的有", "2025-08", "600.00", nil, { months24 = "window" })
pays("有效期内最后一个月", "2026-12", "600.00")
pays("有效期届满以后的月份尚无规定", "2027-01", { undetermined = "末段" })
pays("享受到期满的口径", "2027-01", "600.00", nil, { past_the_pilot = "runs_on" })
pays("享受到期满的口径，有效期内照旧", "2025-08", "600.00", nil, { past_the_pilot = "runs_on" })
pays("施行以前的月份没有这项制度", "2025-04", { refused = "末段" })
pays("施行当月有", "2025-05", "600.00", { insurance_entered = "2025-05-31" })

local function ends(title, expected, facts, readings)
  scenario(title) { usual, worker = facts, on = "2025-12-31", readings = readings, insurance_last_month = expected }
end
ends("还没有享受的，从申请当月起24个月", { "2027-05", because = "三（七）" }) -- 2025-06＋23
ends("没有中断的，首月以后23个月", "2027-05", { insurance_subsidies = { { month = "2025-06", amount = "600.00" }, { month = "2025-07", amount = "600.00" } } })
-- 2025-06、2025-09：中断2个月，2027-05＋2。
local gap = { insurance_subsidies = { { month = "2025-06", amount = "600.00" }, { month = "2025-09", amount = "600.00" } } }
ends("中断2个月的顺延2个月", "2027-07", gap)
ends("连续24个月的口径不顺延", "2027-05", gap, { months24 = "window" })
ends("连续24个月的口径，还没有享受的从申请当月起", "2027-05", nil, { months24 = "window" })
ends("没有申请的没有期限", { refused = "三（七）" }, { insurance_entered = absent })
ends("次日才申请的没有", { refused = "三（七）" }, { insurance_entered = "2026-01-01" })
ends("当天申请的有", "2027-11", { insurance_entered = "2025-12-31" })
ends("不是高校毕业生的没有期限", { refused = "三（七）" }, { school = "vocational" })
